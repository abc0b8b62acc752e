// What a workbook says of itself: its sheets, the texts that its cells share, and which of its formats show
// dates and percentages.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "workbook/archive.h"
#include "workbook/number.h"

namespace trouw::workbook {

struct Sheet {
  std::string name;
  std::string part;  // "xl/worksheets/sheet1.xml"
  bool hidden = false;
};

struct Contents {
  std::vector<Sheet> sheets;  // of cells, in the workbook's order
  bool since_1904 = false;
  std::vector<Shown> shown;  // a cell's style each

  std::string_view shared(std::size_t index) const {
    return std::string_view(texts).substr(text_ends[index], text_ends[index + 1] - text_ends[index]);
  }
  std::size_t shared_count() const { return text_ends.size() - 1; }
  std::string texts;  // the shared texts, one after another
  std::vector<std::size_t> text_ends{0};
};

// Reads everything but the cells.
Status read_contents(Archive& archive, Contents& contents);

// Appends a text as it was before “_x000D_” and the like were written for what XML has no way to say.
void append_unescaped(std::string_view text, std::string& to);

}  // namespace trouw::workbook
