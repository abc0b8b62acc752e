#include "workbook/sheet.h"

#include <charconv>

#include "trouw/value.h"

namespace trouw::workbook {

namespace {

constexpr std::size_t most_columns = 16'384;
constexpr std::uint64_t most_rows = 1u << 31;
constexpr std::size_t most_row_bytes = 16u << 20;

// "BC12" as 54; nothing where there is no column in it.
bool column_of(std::string_view reference, std::size_t& column) {
  std::size_t found = 0, at = 0;
  for (; at < reference.size() && reference[at] >= 'A' && reference[at] <= 'Z' && found <= most_columns; ++at)
    found = found * 26 + static_cast<std::size_t>(reference[at] - 'A') + 1;
  if (at == 0 || found > most_columns) return false;
  column = found - 1;
  return true;
}

template <typename Number>
bool whole(std::string_view text, Number& number) {
  const auto read = std::from_chars(text.data(), text.data() + text.size(), number);
  return read.ec == std::errc() && read.ptr == text.data() + text.size();
}

std::string stamp(const Moment& moment) {
  const auto two = [](int number) { return std::string(number < 10 ? "0" : "") + std::to_string(number); };
  std::string text = format_day(static_cast<Day>(moment.day));
  text += 'T';
  text += two(moment.second / 3600);
  text += ':';
  text += two(moment.second / 60 % 60);
  text += ':';
  text += two(moment.second % 60);
  return text;
}

}  // namespace

void SheetElements::begin(std::string_view name, const Attributes& attributes) {
  if (name == "row") return begin_row(attributes);
  if (!in_row_ || !wrong_.empty()) return;
  if (name == "c") return begin_cell(attributes);
  if (!in_cell_) return;
  if (name == "rPh") ++aside_;
  if (name == "v") in_ = In::value;
  if (name == "f") {
    in_ = In::formula;
    has_formula_ = true;
  }
  if (name == "t" && aside_ == 0) in_ = In::inside;
}

void SheetElements::begin_row(const Attributes& attributes) {
  std::uint64_t number = row_ + 1;
  if (const char* said = attributes.find("r"); said != nullptr)
    if (!whole(std::string_view(said), number) || number <= row_ || number > most_rows) {
      wrong_ = "the rows of the sheet are not in order";
      return;
    }
  row_ = number;
  if (begun_ == rows_.size()) rows_.emplace_back();
  StoredRow& row = rows_[begun_++];
  row.number = row_;
  row.cells.clear();
  row.bytes.clear();
  column_ = 0;
  in_row_ = true;
}

void SheetElements::begin_cell(const Attributes& attributes) {
  if (const char* said = attributes.find("r"); said != nullptr && !column_of(said, column_))
    wrong_ = "a cell is in no column that a sheet can have: " + std::string(said).substr(0, 20);
  if (column_ >= most_columns) wrong_ = "a row has more columns than a sheet can have";
  const char* const type = attributes.find("t");
  type_ = type == nullptr ? "n" : type;
  style_ = 0;
  if (const char* style = attributes.find("s"); style != nullptr) whole(std::string_view(style), style_);
  value_.clear();
  inside_.clear();
  formula_.clear();
  has_formula_ = false;
  in_cell_ = wrong_.empty();
}

void SheetElements::text(std::string_view text) {
  if (in_ == In::nothing || !wrong_.empty()) return;
  std::string& to = in_ == In::value ? value_ : in_ == In::inside ? inside_ : formula_;
  to += text;
  if (to.size() > most_row_bytes) wrong_ = "a cell is longer than a record can be";
}

void SheetElements::end(std::string_view name) {
  in_ = In::nothing;
  if (name == "rPh" && aside_ > 0) --aside_;
  if (name == "c" && in_cell_) end_cell();
  if (name != "row" || !in_row_) return;
  in_row_ = false;
  if (rows_[begun_ - 1].cells.empty())
    --begun_;
  else
    complete_ = begun_;
}

void SheetElements::end_cell() {
  in_cell_ = false;
  if (type_ == "inlineStr") {
    if (!inside_.empty()) put(Cell::text, inside_);
  } else if (type_ == "str") {
    if (!value_.empty()) put(Cell::text, value_);
  } else if (!value_.empty()) {
    put_value();
  } else if (has_formula_) {
    put(Cell::uncomputed, "=" + formula_);
  }
  ++column_;
}

void SheetElements::put_value() {
  if (type_ == "s") {
    std::size_t index = 0;
    if (!whole(std::string_view(value_), index) || index >= contents_.shared_count()) {
      wrong_ = "a cell's text is not among the texts of the workbook";
      return;
    }
    if (contents_.shared(index).empty()) return;
    put(Cell::text, {});
    rows_[begun_ - 1].cells.back().shared = static_cast<std::ptrdiff_t>(index);
  } else if (type_ == "b") {
    put(Cell::text, value_ == "0" || value_ == "false" ? "FALSE" : "TRUE");
  } else if (type_ == "e") {
    put(Cell::failed, value_);
  } else if (type_ == "n") {
    put_number();
  } else {
    put(Cell::text, value_);  // "d": a date as it is written elsewhere
  }
}

void SheetElements::put_number() {
  std::string number;
  if (!append_number(value_, number)) return put(Cell::text, value_);
  const Shown shown = style_ < contents_.shown.size() ? contents_.shown[style_] : Shown::number;
  Moment moment;
  if (shown == Shown::date && moment_of(number, contents_.since_1904, moment)) {
    put(moment.second == 0 ? Cell::day : Cell::text, moment.second == 0 ? std::string() : stamp(moment));
    rows_[begun_ - 1].cells.back().number = moment.day;
    return;
  }
  put(shown == Shown::percentage ? Cell::percentage : Cell::number, number);
}

void SheetElements::put(Cell::Kind kind, std::string_view text) {
  StoredRow& row = rows_[begun_ - 1];
  if (column_ < row.cells.size()) {
    wrong_ = "the cells of row " + std::to_string(row.number) + " are not in order";
    return;
  }
  row.cells.resize(column_ + 1);
  StoredRow::Placed& placed = row.cells.back();
  placed.kind = kind;
  placed.begin = row.bytes.size();
  if (kind == Cell::text)
    append_unescaped(text, row.bytes);
  else
    row.bytes += text;
  placed.size = row.bytes.size() - placed.begin;
  if (row.bytes.size() > most_row_bytes) wrong_ = "a row is longer than a record can be";
}

const StoredRow* SheetElements::take() {
  if (taken_ < complete_) return &rows_[taken_++];
  if (taken_ == 0) return nullptr;
  // What is begun goes to the front; the memory of the others stays.
  for (std::size_t i = complete_; i < begun_; ++i) std::swap(rows_[i - complete_], rows_[i]);
  begun_ -= complete_;
  complete_ = taken_ = 0;
  return nullptr;
}

}  // namespace trouw::workbook
