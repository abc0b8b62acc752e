// Takes one row of a CSV apart (RFC 4180).
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

namespace trouw {

// A row as it lies in the bytes it was scanned from.
struct CsvRow {
  struct Part {
    std::size_t begin = 0, end = 0;  // without the quotes around it
    bool doubled = false;            // it has quotes written twice
  };
  std::vector<Part> parts;  // the first `width` are the row's cells; the others are memory to reuse
  std::size_t width = 0;
  std::size_t bytes = 0;        // with its line end
  std::uint64_t line_ends = 0;  // within it, its own included
  bool malformed = false;       // a quote or a carriage return where none can be
  bool quoted = false;          // any cell is in quotes
};

enum class Scanned : std::uint8_t { row, incomplete, open_quote };

// Scans the row at the start of `text`. `incomplete`: its line end is not there; at the `last` bytes of a
// file the row ends with them, and an open quote is told instead. REQUIRES text not empty.
Scanned scan_row(std::string_view text, bool last, CsvRow& row, char separator = ',');

// The cell's text; quotes written twice become one, in place.
std::string_view cell_text(char* text, CsvRow::Part& part);

}  // namespace trouw
