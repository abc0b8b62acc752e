// Statements as lines, each with the stretch of source that it was written as.
#pragma once

#include <string>
#include <vector>

#include "format/words.h"

namespace trouw {

struct TextLine {
  int indent = 0;
  std::string text;
  Span at;
  bool parted = false;  // a blank line before it
};

// The lines of all statements, in order.
std::vector<TextLine> lines_of(const std::vector<tree::Statement>& statements, const Words& words);

}  // namespace trouw
