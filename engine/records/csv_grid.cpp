#include "records/csv_grid.h"

#include <algorithm>
#include <bit>

namespace trouw {

namespace {

constexpr std::size_t block = CsvMarking::block;

// Appends the places of the bits, of which there are few.
void append_places(std::uint64_t bits, std::size_t at, std::vector<std::uint32_t>& places) {
  for (; bits != 0; bits &= bits - 1)
    places.push_back(static_cast<std::uint32_t>(at + static_cast<std::size_t>(std::countr_zero(bits))));
}

}  // namespace

bool CsvGrid::find(std::string_view rows, std::size_t width, char separator) {
  text_ = rows;
  width_ = width;
  rows_ = 0;
  cells_ = 1;
  ends_.resize(std::max(ends_.size(), 2 * block));
  last_.resize(std::max(last_.size(), 2 * block));
  ends_[0] = UINT32_MAX;
  last_[0] = 0;
  inner_.clear();
  doubles_.clear();
  std::uint64_t wide = 0, returns = 0, quotes = 0;
  CsvMarking marking(separator);
  CsvMarks marks;
  for (std::size_t at = 0; at < rows.size(); at += block) {
    if (!marking.next(rows.data() + at, std::min(block, rows.size() - at), marks)) return false;
    wide |= marks.wide;
    returns |= marks.returns;
    quotes |= marks.quotes;
    keep(marks, at);
  }
  if (!marking.ended()) return false;
  if (!rows.empty() && rows.back() != '\n') {
    marks = {};
    marks.cells = marks.rows = 1;
    keep(marks, rows.size());
  }
  ascii_ = wide == 0;
  returns_ = returns != 0;
  quotes_ = quotes != 0;
  count_lines();
  return true;
}

void CsvGrid::keep(const CsvMarks& marks, std::size_t at) {
  if (cells_ + block + 8 > ends_.size()) ends_.resize(2 * ends_.size());
  if (rows_ + block + 1 > last_.size()) last_.resize(2 * last_.size());
  for (std::uint64_t rows = marks.rows; rows != 0; rows &= rows - 1) {
    const std::uint64_t before = marks.cells & ((rows ^ (rows - 1)) >> 1);
    last_[++rows_] = static_cast<std::uint32_t>(cells_ + count_bits(before));
  }
  std::uint32_t* to = &ends_[cells_];
  cells_ += count_bits(marks.cells);
  constexpr std::uint64_t some = std::uint64_t{1}
                                 << (block - 1);  // so that nothing asks whether there is any
  for (std::uint64_t cells = marks.cells;
       cells != 0;)  // eight at once: those behind the last are overwritten
    for (int i = 0; i < 8; ++i, cells &= cells - 1)
      *to++ = static_cast<std::uint32_t>(at + static_cast<std::size_t>(std::countr_zero(cells | some)));
  if ((marks.inner | marks.doubled) == 0) return;
  append_places(marks.inner, at, inner_);
  append_places(marks.doubled, at, doubles_);
}

// What only some files have: rows over several lines, and quotes written twice.
void CsvGrid::count_lines() {
  lines_.clear();
  doubled_rows_.clear();
  if (!inner_.empty()) {
    lines_.resize(rows_);
    for (std::size_t row = 0, inner = 0; row < rows_; ++row) {
      while (inner < inner_.size() && inner_[inner] < ends_[last_[row]] + 1) ++inner;
      lines_[row] = static_cast<std::uint32_t>(row + inner);
    }
  }
  if (!doubles_.empty()) {
    doubled_rows_.resize(rows_);
    std::size_t row = 0;
    for (const std::uint32_t at : doubles_) {
      while (ends_[last_[row + 1]] < at) ++row;
      doubled_rows_[row] = true;
    }
  }
}

CsvGrid::Cells CsvGrid::cells(std::size_t cell) const {
  Cells found;
  found.text_ = text_.data();
  found.ends_ = ends_.data() + cell + 1;
  found.last_ = last_.data();
  found.returns_ = returns_ && cell + 1 == width_;
  found.quotes_ = quotes_;
  return found;
}

}  // namespace trouw
