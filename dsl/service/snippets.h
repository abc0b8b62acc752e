// Phrases of the keyword table as text with places to fill in.
#pragma once

#include <string>
#include <string_view>

#include "syntax/phrases.h"
#include "trouw/schema.h"

namespace trouw::service {

struct Snippet {
  std::string label;    // "is at least …"
  std::string text;     // "is at least "
  std::string snippet;  // "is at least ${1:2}"
};

// A pattern of a phrase from one of its pieces on, in the words of a language.
Snippet snippet_of(const Book& book, Phrase phrase, const Pattern& pattern, std::size_t from,
                   const Schema& schema);

// The text as a snippet that holds nothing to fill in.
std::string escaped_snippet(std::string_view text);

}  // namespace trouw::service
