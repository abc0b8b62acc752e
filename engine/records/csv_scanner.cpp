#include "records/csv_scanner.h"

namespace trouw {

namespace {

class Scan {
 public:
  Scan(std::string_view text, bool last, CsvRow& row, char separator)
      : text_(text), last_(last), row_(row), separator_(separator) {}

  Scanned run() {
    row_.width = 0;
    row_.bytes = 0;
    row_.line_ends = 0;
    row_.malformed = row_.quoted = false;
    for (;;) {
      const Scanned cell = at_ < text_.size() && text_[at_] == '"' ? quoted_cell() : plain_cell();
      if (cell != Scanned::row) return cell;
      if (ended_) return Scanned::row;
    }
  }

 private:
  void keep(std::size_t begin, std::size_t end, bool doubled) {
    if (row_.width == row_.parts.size()) row_.parts.emplace_back();
    row_.parts[row_.width++] = {begin, end, doubled};
  }

  // After the end of a cell at at_: a separator, or the end of the row.
  void end_cell(std::size_t line_end) {
    ended_ = at_ == text_.size() || text_[at_] != separator_;
    row_.line_ends += ended_ && at_ < text_.size() ? 1 : 0;
    at_ = ended_ ? line_end : at_ + 1;
    row_.bytes = at_;
  }

  // Up to a separator or line end; where the bytes end first, whether the row does.
  bool find_end(bool& carriage_return) {
    carriage_return = false;
    for (; at_ < text_.size(); ++at_) {
      const char c = text_[at_];
      if (c == separator_ || c == '\n') return true;
      if (c > '"') continue;
      if (c == '"') row_.malformed = true;
      if (c == '\r') {
        if (at_ + 1 == text_.size() && !last_) return false;
        if (at_ + 1 < text_.size() && text_[at_ + 1] == '\n') {
          carriage_return = true;
          return true;
        }
        row_.malformed = true;
      }
    }
    return last_;
  }

  Scanned plain_cell() {
    const std::size_t begin = at_;
    bool carriage_return = false;
    if (!find_end(carriage_return)) return Scanned::incomplete;
    keep(begin, at_, false);
    end_cell(at_ + (carriage_return ? 2 : at_ < text_.size() ? 1 : 0));
    return Scanned::row;
  }

  Scanned quoted_cell() {
    row_.quoted = true;
    const std::size_t begin = ++at_;
    bool doubled = false;
    for (;; ++at_) {
      if (at_ == text_.size()) return last_ ? Scanned::open_quote : Scanned::incomplete;
      if (text_[at_] == '\n') ++row_.line_ends;
      if (text_[at_] != '"') continue;
      if (at_ + 1 == text_.size() && !last_) return Scanned::incomplete;
      if (at_ + 1 == text_.size() || text_[at_ + 1] != '"') break;
      doubled = true;
      ++at_;
    }
    const std::size_t end = at_++;
    const std::size_t after = at_;
    bool carriage_return = false;
    if (!find_end(carriage_return)) return Scanned::incomplete;
    row_.malformed |= at_ != after;
    keep(begin, end, doubled);
    end_cell(at_ + (carriage_return ? 2 : at_ < text_.size() ? 1 : 0));
    return Scanned::row;
  }

  std::string_view text_;
  bool last_;
  CsvRow& row_;
  char separator_;
  std::size_t at_ = 0;
  bool ended_ = false;
};

}  // namespace

Scanned scan_row(std::string_view text, bool last, CsvRow& row, char separator) {
  return Scan(text, last, row, separator).run();
}

std::string_view cell_text(char* text, CsvRow::Part& part) {
  if (part.doubled) {
    std::size_t to = part.begin;
    for (std::size_t from = part.begin; from < part.end; ++from) {
      text[to++] = text[from];
      if (text[from] == '"') ++from;
    }
    part.end = to;
    part.doubled = false;
  }
  return {text + part.begin, part.end - part.begin};
}

}  // namespace trouw
