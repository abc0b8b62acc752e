#include "records/cutting.h"

#include <cstring>

#include "records/csv_scanner.h"

namespace trouw {

namespace {

constexpr std::size_t many_bytes = 512u << 10;  // of a part, but for a record that is longer

bool full(const Stretch& stretch) {
  return stretch.rows == batch_rows || stretch.bytes >= many_bytes;
}

// After a row that does not end within the window: whether the window has grown, so that it may now. Else
// the stretch ends before that row, or there is no end to it.
bool grown(Input& input, Stretch& stretch) {
  if (input.more() || input.at_end()) return true;
  stretch.endless = stretch.rows == 0;
  return false;
}

}  // namespace

Status find_lines(Input& input, Stretch& stretch) {
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

Status find_csv_rows(Input& input, Stretch& stretch) {
  if (Status status = find_lines(input, stretch); !status) return status;
  const char* bytes = input.window().data();
  if (stretch.rows > 0 && std::memchr(bytes, '"', stretch.bytes) == nullptr) return {};
  stretch = {};  // a line may be part of a row
  CsvRow row;
  while (!full(stretch)) {
    const std::string_view rest = input.window().substr(stretch.bytes);
    if (rest.empty() && input.at_end()) break;
    const Scanned scanned = rest.empty() ? Scanned::incomplete : scan_row(rest, input.at_end(), row);
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

void cut_off(Input& input, const Stretch& stretch, RecordPart& part) {
  part.bytes.reserve(stretch.bytes + Input::padding);
  part.bytes.assign(input.bytes(), stretch.bytes);
  part.lines = stretch.lines;
  input.consume(stretch.bytes);
  part.progress = input.progress();
}

}  // namespace trouw
