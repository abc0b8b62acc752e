// Offers laid out as everybody writes them.
#pragma once

#include <string>
#include <vector>

#include "trouw/diagnostic.h"
#include "trouw/programme.h"

namespace trouw {

struct Formatted {
  std::string text;         // laid out, in UTF-8 with line feeds and without a byte-order mark
  std::string language;     // "en": the file's own
  Diagnostics diagnostics;  // with an error among them `text` is empty
  bool kept = true;  // false: the result would read otherwise than what was written; a mistake of trouw's
};

// Lays a file of offers out: one clause a line, comments kept. `language` ("en", "nl") translates its
// keywords; empty: as the file has it. The result is read again and held against what was written. Any number
// of threads. REQUIRES: `language` is empty or one of languages().
Formatted format_offers(const SourceFile& file, const std::string& language = {});

// The human languages that offers may be written in, English first.
std::vector<std::string> languages();

}  // namespace trouw
