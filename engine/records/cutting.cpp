#include "records/cutting.h"

#include <algorithm>
#include <bit>
#include <cstring>

#include "records/csv_marks.h"
#include "records/csv_scanner.h"

namespace trouw {

namespace {

constexpr std::size_t many_bytes = 512u << 10;  // of a part, but for a record that is longer

bool full(const CutStretch& stretch) {
  return stretch.rows == batch_rows || stretch.bytes >= many_bytes;
}

// After a row that does not end within the window: whether the window has grown, so that it may now. Else
// the stretch ends before that row, or there is no end to it.
bool grown(Input& input, CutStretch& stretch) {
  if (input.more() || input.at_end()) return true;
  stretch.endless = stretch.rows == 0;
  return false;
}

}  // namespace

Status find_lines(Input& input, CutStretch& stretch) {
  stretch = {};
  std::size_t searched = 0;
  while (!full(stretch)) {
    const std::string_view window = input.window();
    const std::size_t from = std::max(searched, stretch.bytes);
    const void* end =
        from == window.size() ? nullptr : std::memchr(window.data() + from, '\n', window.size() - from);
    if (end == nullptr && !input.at_end()) {
      searched = window.size();
      if (!grown(input, stretch)) return input.status();
      continue;
    }
    if (end == nullptr && stretch.bytes == window.size()) break;
    stretch.bytes = end == nullptr
                        ? window.size()
                        : static_cast<std::size_t>(static_cast<const char*>(end) - window.data()) + 1;
    ++stretch.rows;
    ++stretch.lines;
  }
  return input.status();
}

namespace {

// A row after another.
Status scan_csv_rows(Input& input, CutStretch& stretch, char separator) {
  stretch = {};
  CsvRow row;
  while (!full(stretch)) {
    const std::string_view rest = input.window().substr(stretch.bytes);
    if (rest.empty() && input.at_end()) break;
    const Scanned scanned =
        rest.empty() ? Scanned::incomplete : scan_row(rest, input.at_end(), row, separator);
    if (scanned == Scanned::row) {
      stretch.bytes += row.bytes;
      stretch.lines += row.line_ends;
      ++stretch.rows;
      continue;
    }
    stretch.endless = scanned == Scanned::open_quote && stretch.rows == 0;
    if (scanned == Scanned::open_quote || !grown(input, stretch)) break;
  }
  return input.status();
}

// Takes the rows of a block into the stretch until it is full.
void take_rows(const CsvMarks& marks, std::size_t at, std::uint64_t& inner_lines, CutStretch& stretch) {
  std::uint64_t inner = marks.inner;
  for (std::uint64_t rows = marks.rows; rows != 0 && !full(stretch); rows &= rows - 1) {
    const std::uint64_t up_to = rows ^ (rows - 1);
    inner_lines += count_bits(inner & up_to);
    inner &= ~up_to;
    stretch.bytes = at + static_cast<std::size_t>(std::countr_zero(rows)) + 1;
    ++stretch.rows;
    stretch.lines = stretch.rows + inner_lines;
  }
  inner_lines += count_bits(inner);
}

enum class Marked : std::uint8_t { full, window_too_short, misplaced_quote };

// Goes through the window for the line ends outside quotes.
Marked mark_csv_rows(std::string_view window, CutStretch& stretch, char separator) {
  stretch = {};
  CsvMarking marking(separator);
  CsvMarks marks;
  std::uint64_t inner_lines = 0;
  for (std::size_t at = 0; at < window.size() && !full(stretch); at += CsvMarking::block) {
    if (!marking.next(window.data() + at, std::min(CsvMarking::block, window.size() - at), marks))
      return Marked::misplaced_quote;
    take_rows(marks, at, inner_lines, stretch);
  }
  return full(stretch) ? Marked::full : Marked::window_too_short;
}

}  // namespace

Status find_csv_rows(Input& input, CutStretch& stretch, char separator) {
  Marked marked = mark_csv_rows(input.window(), stretch, separator);
  while (marked == Marked::window_too_short && input.more())
    marked = mark_csv_rows(input.window(), stretch, separator);
  return marked == Marked::full ? Status() : scan_csv_rows(input, stretch, separator);
}

void cut_off(Input& input, const CutStretch& stretch, RecordPart& part) {
  part.bytes.reserve(stretch.bytes + Input::padding);
  part.bytes.assign(input.bytes(), stretch.bytes);
  part.lines = stretch.lines;
  input.consume(stretch.bytes);
  part.progress = input.progress();
}

}  // namespace trouw
