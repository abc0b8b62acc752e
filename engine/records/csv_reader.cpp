#include <algorithm>
#include <optional>

#include "records/csv_part.h"
#include "records/cutting.h"
#include "records/foreign.h"
#include "records/nearest.h"
#include "records/readers.h"
#include "records/settling.h"
#include "records/utf8.h"
#include "records/whole_reader.h"
#include "records/written.h"

namespace trouw {

namespace {

bool ends_in_returns(std::string_view header) {
  const std::size_t at = header.find('\r');
  return header.find('"') == std::string_view::npos && at != std::string_view::npos &&
         header.substr(at, 2) != "\r\n";
}

class CsvParts : public RecordParts {
 public:
  CsvParts(const std::string& path, const RecordShape& shape, Status& status)
      : input_(path, status, shape.schema->encoding), shape_(shape) {
    if (shape.schema->separator != 0) layout_.separator = shape.schema->separator;
    if (status) status = read_header();
    settling_.emplace(*shape.schema, line_, false);
  }

  Status cut(RecordPart& part, bool& there) override {
    CutStretch stretch;
    Status status = find_csv_rows(input_, stretch, layout_.separator);
    if (status && stretch.endless) status = endless_row();
    there = status && stretch.rows > 0;
    if (there) cut_off(input_, stretch, part);
    line_ += stretch.lines;
    return status;
  }

  std::unique_ptr<PartReader> reader(Status&) const override {
    return std::make_unique<CsvPartReader>(layout_, shape_);
  }

  void settle(const RecordPart& part, Batch& batch, std::vector<Reject>& rejects, std::size_t own) override {
    settling_->settle(part.lines, batch, rejects, own);
    blank_lines_ += part.blank_lines;
  }

  std::uint64_t blank_lines() const override { return blank_lines_; }
  const std::vector<std::string>& notes() const { return notes_; }

 private:
  Status failure(const std::string& what) const { return Status::failure(input_.name() + what); }

  Status endless_row() const {
    return failure(" line " + std::to_string(line_) +
                   ": a row begins here that does not end; probably a quote is never closed.");
  }

  // The first row at the start of the window; not there in an empty file.
  Status scan_header(CsvRow& row, bool& there) {
    for (;;) {
      const std::string_view window = input_.window();
      if (window.empty() && input_.at_end()) return input_.status();
      const Scanned scanned =
          window.empty() ? Scanned::incomplete : scan_row(window, input_.at_end(), row, layout_.separator);
      there = scanned == Scanned::row;
      if (there) return {};
      if (scanned == Scanned::open_quote || (!input_.more() && !input_.at_end())) return endless_row();
      if (!input_.status()) return input_.status();
    }
  }

  // What stands above the line that names the columns: titles and the like, which no rule of CSVs holds for.
  Status skip_lines() {
    for (std::uint32_t line = 1; line < shape_.schema->header_line; ++line, ++line_) {
      std::size_t end = input_.window().find('\n');
      while (end == std::string_view::npos && input_.more()) end = input_.window().find('\n');
      if (end == std::string_view::npos)
        return failure(" has no line " + std::to_string(shape_.schema->header_line) +
                       ", which “header line” says names the columns.");
      input_.consume(end + 1);
    }
    return {};
  }

  Status read_header() {
    if (input_.window().substr(0, 3) == "\xEF\xBB\xBF") input_.consume(3);
    if (const std::string foreign = foreign_format(input_.window()); !foreign.empty())
      return failure(foreign);
    if (Status status = skip_lines(); !status) return status;
    pass_blank_lines();
    header_line_ = line_;
    bool there = false;
    CsvRow row;
    if (Status status = scan_header(row, there); !status) return status;
    if (!there) return failure(" is empty; its first line must name the columns.");
    if (Status status = find_separator(row); !status) return status;
    header_is_text_ = valid_utf8(input_.window().substr(0, row.bytes));
    if (row.malformed && ends_in_returns(input_.window().substr(0, row.bytes)))
      return failure(
          " ends its lines with carriage returns alone; save it with the line ends of Windows or Unix.");
    if (row.malformed)
      return failure(" line " + std::to_string(line_) +
                     ": there is a quote or a carriage return where none can be.");
    std::vector<std::string> names;
    for (std::size_t i = 0; i < row.width; ++i)
      names.emplace_back(without_blanks(cell_text(input_.bytes(), row.parts[i])));
    input_.consume(row.bytes);
    line_ += row.line_ends;
    return find_columns(names);
  }

  // Those before the header.
  void pass_blank_lines() {
    for (;;) {
      const std::string_view window = input_.window();
      const std::size_t text = window.find_first_not_of(" \t\r");
      if (text == std::string_view::npos || window[text] != '\n') return;
      input_.consume(text + 1);
      ++line_;
      ++blank_lines_;
    }
  }

  // Where nothing is said, a header without a comma that something else divides leaves no doubt.
  Status find_separator(CsvRow& row) {
    if (shape_.schema->separator != 0 || row.width > 1) return {};
    const char mark = other_separator(cell_text(input_.bytes(), row.parts[0]));
    if (mark == 0) return {};
    layout_.separator = mark;
    notes_.push_back(input_.name() + ": cells are divided by " + separator_name(mark) +
                     "; “separator” under “reading:” of programme.yaml says so for good.");
    bool there = false;
    return scan_header(row, there);
  }

  Status find_columns(const std::vector<std::string>& names) {
    layout_.width = names.size();
    for (const Field& field : shape_.schema->fields) {
      std::size_t column = CsvLayout::none;
      if (field.has_column())
        if (Status status = find_column(field, names, column); !status) return status;
      layout_.columns.push_back(column);
    }
    return {};
  }

  // “name [2]” is the second column called that.
  Status find_column(const Field& field, const std::vector<std::string>& names, std::size_t& column) const {
    const std::string wanted(without_blanks(field.column));
    std::vector<std::size_t> found = places_of(wanted, names);
    std::size_t which = 1;
    if (found.empty()) {
      const std::size_t open = wanted.rfind(" [");
      const bool numbered = open != std::string::npos && wanted.size() == open + 4 && wanted.back() == ']' &&
                            wanted[open + 2] >= '1' && wanted[open + 2] <= '9';
      if (numbered) found = places_of(wanted.substr(0, open), names);
      which = numbered ? static_cast<std::size_t>(wanted[open + 2] - '0') : 1;
      if (found.size() < which) return missing_column(field, names);
    } else if (found.size() > 1) {
      return failure(" names the column “" + field.column + "” twice; write “column: " + field.column +
                     " [1]” or “[2]” to say which.");
    }
    column = found[which - 1];
    return {};
  }

  static std::vector<std::size_t> places_of(const std::string& name, const std::vector<std::string>& names) {
    std::vector<std::size_t> found;
    for (std::size_t i = 0; i < names.size(); ++i)
      if (names[i] == name) found.push_back(i);
    return found;
  }

  Status missing_column(const Field& field, const std::vector<std::string>& names) const {
    if (!header_is_text_)
      return failure(
          " line " + std::to_string(header_line_) +
          " is not UTF-8 text; save the file as UTF-8, or write its “encoding” under “reading:” of "
          "programme.yaml.");
    const std::string text = " has no column “" + field.column + "” for the field “" + field.name + "”";
    if (const char mark = names.size() == 1 ? other_separator(names[0]) : '\0')
      return failure(text + "; its cells are divided by " + separator_name(mark) +
                     ": write “separator” under “reading:” of programme.yaml.");
    const std::vector<Field>& fields = shape_.schema->fields;
    const bool headed = std::any_of(fields.begin(), fields.end(), [&](const Field& other) {
      return std::find(names.begin(), names.end(), other.column) != names.end();
    });
    const std::string meant = did_you_mean(field.column, names);
    const bool near = meant.find("did you mean") != std::string::npos;
    return failure(text + meant + (headed || near ? "" : where_columns_are_named(field.column)));
  }

  static bool has_word(std::string_view line, std::string_view word) {
    const auto inner = [](char c) {
      return (c >= '0' && c <= '9') || ((c | 0x20) >= 'a' && (c | 0x20) <= 'z') || (c & 0x80) != 0 ||
             c == '_';
    };
    const std::size_t at = line.find(word), end = at + word.size();
    return at != std::string_view::npos && (at == 0 || !inner(line[at - 1])) &&
           (end == line.size() || !inner(line[end]));
  }

  // Of a line further down that has the name of a column in it.
  std::string where_columns_are_named(const std::string& column) const {
    constexpr int most_lines = 20;
    std::string_view rest = input_.window();
    for (std::uint64_t line = line_; line < line_ + most_lines && !rest.empty(); ++line) {
      const std::string_view here = rest.substr(0, rest.find('\n'));
      if (has_word(here, column))
        return " Line " + std::to_string(line) + " has it: write “header line: " + std::to_string(line) +
               "” under “reading:” of programme.yaml.";
      rest.remove_prefix(std::min(here.size() + 1, rest.size()));
    }
    return " The first line must name the columns.";
  }

  Input input_;
  RecordShape shape_;
  CsvLayout layout_;
  std::uint64_t line_ = 1;  // of what was not cut yet
  std::uint64_t header_line_ = 1;
  bool header_is_text_ = true;
  std::uint64_t blank_lines_ = 0;
  std::vector<std::string> notes_;
  std::optional<Settling> settling_;
};

}  // namespace

std::unique_ptr<RecordReader> open_csv(const std::string& path, const RecordShape& shape, Status& status) {
  auto parts = std::make_unique<CsvParts>(path, shape, status);
  if (!status) return nullptr;
  std::vector<std::string> notes = parts->notes();
  return read_whole(std::move(parts), std::move(notes), status);
}

}  // namespace trouw
