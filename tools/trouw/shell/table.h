// Rows in aligned columns.
#pragma once

#include <string>
#include <vector>

#include "shell/console.h"

namespace trouw::cli {

// A table on standard output: the first row is the heading. A column is as wide as its widest cell; the first
// is shortened so that a row fits in 80 columns. INVARIANT: every row has as many cells as the heading.
class Table {
 public:
  enum Side { left, right };

  // A heading a column, and the side that its cells stand at.
  Table(std::vector<std::string> heading, std::vector<Side> sides);

  void add(std::vector<std::string> row);

  // A last row, apart from the others by a line.
  void total(std::vector<std::string> row);

  std::string text(const Console& console) const;

 private:
  std::vector<std::size_t> widths() const;
  std::string line(const std::vector<std::string>& row, const std::vector<std::size_t>& widths) const;

  std::vector<Side> sides_;
  std::vector<std::vector<std::string>> rows_;
  std::vector<std::string> total_;
};

}  // namespace trouw::cli
