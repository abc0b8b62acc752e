// What a message says to write, tried out.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "trouw/service.h"

namespace trouw::service {

using Files = std::map<std::string, std::string, std::less<>>;

// What the help of a message proposes to write, in order: the words in its quotes, or behind “write”. A
// proposal of nothing is to leave out what is underlined.
std::vector<std::string> proposals(std::string_view help);

// The fixes of a diagnostic over these texts: every proposal in the places where it could be meant, kept
// where the texts then read better.
std::vector<Fix> fixes_of(const Diagnostic& diagnostic, const std::string& yaml, const Files& files);

}  // namespace trouw::service
