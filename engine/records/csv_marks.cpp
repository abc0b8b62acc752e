#include "records/csv_marks.h"

namespace trouw {

namespace {

// Each bit: whether the number of those up to it is odd.
std::uint64_t parities(std::uint64_t bits) {
  for (int distance = 1; distance < 64; distance *= 2) bits ^= bits << distance;
  return bits;
}

}  // namespace

// A quote opens a cell only as its first byte, and another one only right behind the quote that closed it,
// which then was a quote written twice. What closes a cell stands before its end.
bool CsvMarking::next_in_quotes(std::uint64_t separators, std::uint64_t lines, std::uint64_t there,
                                CsvMarks& marks) {
  const std::uint64_t inside = parities(marks.quotes) ^ (std::uint64_t{0} - inside_);
  const std::uint64_t opening = marks.quotes & inside, closing = marks.quotes & ~inside;
  const std::uint64_t behind_close = (closing << 1) | after_close_;
  marks.cells = separators & ~inside;
  marks.rows = lines & ~inside;
  marks.inner = lines & inside;
  marks.doubled = opening & behind_close;
  const std::uint64_t returns = marks.returns & ~inside;
  const std::uint64_t behind_cell = (marks.cells << 1) | after_cell_;
  const bool opened = (opening & ~(behind_cell | behind_close)) == 0;
  const bool closed = (behind_close & there & ~(marks.cells | returns | opening)) == 0;
  inside_ = inside >> 63;
  after_close_ = closing >> 63;
  after_cell_ = marks.cells >> 63;
  return ends_rows(returns, marks.rows, there) && opened && closed;
}

}  // namespace trouw
