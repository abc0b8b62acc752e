// Quotes and marks where the language has none: what their author probably meant.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "syntax/token.h"

namespace trouw {

// Whether a value follows these tokens, so that quotes there stand around a name: after `=`, `is`, `in (` and
// the commas of that list.
bool value_follows(const std::vector<Token>& tokens);

// What to write in place of a mark that means nothing; `next` is the character behind it.
std::string stray_help(std::int32_t mark, const std::string& shown, std::int32_t next);

}  // namespace trouw
