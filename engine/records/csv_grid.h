// Where the cells of many rows of a CSV lie, found in one pass.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "records/csv_marks.h"

namespace trouw {

// Reused, so that its memory is allocated once. Not thread-safe.
class CsvGrid {
 public:
  // Readable bytes that have to lie behind what is looked through.
  static constexpr std::size_t padding = CsvMarking::block;

  // Looks through whole rows of at most 2^32 - 2 bytes; the last may lack its line end. False, and then
  // nothing below means anything, where a quote or a carriage return stands where none can be.
  bool find(std::string_view rows, std::size_t width, char separator = ',');

  std::size_t rows() const { return rows_; }
  bool ascii() const { return ascii_; }

  // Whether the row has `width` cells, none with a quote written twice.
  bool whole(std::size_t row) const { return last_[row + 1] - last_[row] == width_ && !doubled(row); }

  // The row with its line end, and the number of line ends before it.
  std::string_view row(std::size_t row) const {
    const std::uint32_t begin = ends_[last_[row]] + 1, end = ends_[last_[row + 1]] + 1;
    return text_.substr(begin, end - begin);
  }
  std::size_t line(std::size_t row) const { return lines_.empty() ? row : lines_[row]; }

  // Where one cell of each row lies, without the quotes around it; valid until the next find(). REQUIRES of a
  // row: whole(row).
  class Cells {
   public:
    std::string_view operator[](std::size_t row) const {
      const std::uint32_t* const end = ends_ + last_[row];
      const std::uint32_t begin = end[-1] + 1;
      std::size_t size = *end - begin;
      if (returns_ && size > 0 && text_[*end - 1U] == '\r') --size;
      if (quotes_ && size > 0 && text_[begin] == '"') return {text_ + begin + 1, size - 2};
      return {text_ + begin, size};
    }

   private:
    friend CsvGrid;
    const char* text_ = nullptr;
    const std::uint32_t *ends_ = nullptr, *last_ = nullptr;
    bool returns_ = false, quotes_ = false;
  };

  // REQUIRES cell < width.
  Cells cells(std::size_t cell) const;

 private:
  void keep(const CsvMarks& marks, std::size_t at);
  void count_lines();
  bool doubled(std::size_t row) const { return !doubled_rows_.empty() && doubled_rows_[row]; }

  std::string_view text_;
  std::size_t width_ = 0, rows_ = 0, cells_ = 0;
  bool ascii_ = true, returns_ = false, quotes_ = false;
  std::vector<std::uint32_t> ends_;     // of cells, behind what ends before the first one begins
  std::vector<std::uint32_t> last_;     // of ends_, a row each: its last cell's, behind 0
  std::vector<std::uint32_t> inner_;    // line feeds within quotes
  std::vector<std::uint32_t> doubles_;  // quotes written twice
  std::vector<std::uint32_t> lines_;    // a row each where any row lies over several lines; else empty
  std::vector<bool> doubled_rows_;      // a row each where any quote is written twice; else empty
};

}  // namespace trouw
