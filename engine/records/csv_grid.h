// Where the cells of many rows of a CSV lie, found in one pass.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

namespace trouw {

// Rows as nearly every file has them: without quotes. Reused, so that its memory is allocated once. Not
// thread-safe.
class CsvGrid {
 public:
  // Readable bytes that have to lie behind what is looked through.
  static constexpr std::size_t padding = 64;

  // Looks through whole rows of at most 2^32 - 2 bytes; the last may lack its line end. False, and then
  // nothing below means anything, where there is a quote, or a carriage return outside a line end.
  bool find(std::string_view rows, std::size_t width);

  std::size_t rows() const { return rows_; }
  bool ascii() const { return ascii_; }

  // Whether the row has `width` cells.
  bool whole(std::size_t row) const { return last_[row + 1] - last_[row] == width_; }

  // The row with its line end.
  std::string_view row(std::size_t row) const {
    const std::uint32_t begin = ends_[last_[row]] + 1, end = ends_[last_[row + 1]] + 1;
    return text_.substr(begin, end - begin);
  }

  // Where one cell of each row lies; valid until the next find(). REQUIRES of a row: whole(row).
  class Cells {
   public:
    std::string_view operator[](std::size_t row) const {
      const std::uint32_t* const end = ends_ + last_[row];
      const std::uint32_t begin = end[-1] + 1;
      std::size_t size = *end - begin;
      if (returns_ && size > 0 && text_[*end - 1U] == '\r') --size;
      return {text_ + begin, size};
    }

   private:
    friend CsvGrid;
    const char* text_ = nullptr;
    const std::uint32_t *ends_ = nullptr, *last_ = nullptr;
    bool returns_ = false;
  };

  // REQUIRES cell < width.
  Cells cells(std::size_t cell) const {
    Cells found;
    found.text_ = text_.data();
    found.ends_ = ends_.data() + cell + 1;
    found.last_ = last_.data();
    found.returns_ = returns_ && cell + 1 == width_;
    return found;
  }

 private:
  void keep(std::uint64_t separators, std::uint64_t lines, std::size_t at);

  std::string_view text_;
  std::size_t width_ = 0, rows_ = 0, cells_ = 0;
  bool ascii_ = true, returns_ = false;
  std::vector<std::uint32_t> ends_;  // of cells, behind what ends before the first one begins
  std::vector<std::uint32_t> last_;  // of ends_, a row each: its last cell's, behind 0
};

}  // namespace trouw
