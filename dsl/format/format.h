// Tree to text, in any language of the phrase table.
#pragma once

#include <string>
#include <string_view>

#include "base/source.h"
#include "syntax/tree.h"

namespace trouw {

// The file in canonical form: one clause a line, two spaces of indentation, a blank line between statements,
// brackets and plurals put right, comments kept. Ends in a line break, unless the file is empty. Parsing the
// result gives the same tree, and formatting it the same text. `sources` are those that the file was parsed
// from; `language` one of Book::languages().
std::string format(const tree::File& file, const Sources& sources, std::string_view language);

// The file in English without comments and idle zeros: what the programme's fingerprint is made of.
std::string canonical(const tree::File& file);

// Pieces as the formatter writes them, for messages and explanations.
std::string to_text(const tree::Literal& literal, std::string_view language = "en");
std::string to_text(const tree::Amount& amount, std::string_view language = "en");
std::string to_text(const tree::Condition& condition, std::string_view language = "en");
std::string to_text(const tree::Scaling& scaling, std::string_view language = "en");
std::string to_text(const tree::Reward& reward, std::string_view language = "en");
std::string to_text(const tree::Guarantee& guarantee, std::string_view language = "en");

// A name with brackets where it needs them.
std::string to_text(const tree::Name& name, std::string_view language = "en");

}  // namespace trouw
