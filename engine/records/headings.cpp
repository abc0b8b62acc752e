#include "records/headings.h"

#include <simdjson.h>

#include <algorithm>
#include <map>
#include <memory>

#include "records/csv_scanner.h"
#include "records/foreign.h"
#include "records/input.h"
#include "records/naming.h"
#include "records/open.h"
#include "records/row_source.h"
#include "records/utf8.h"
#include "records/written.h"
#include "sqlite/database.h"

namespace trouw {

namespace {

// UTF-16 has its mark; what is no UTF-8 anywhere is taken for Windows-1252.
Status find_encoding(const std::string& path, Encoding& encoding) {
  Status status;
  Input input(path, status);
  if (!status) return status;
  const std::string_view start = input.window().substr(0, 2);
  if (start == "\xFF\xFE" || start == "\xFE\xFF") {
    encoding = Encoding::utf_16;
    return {};
  }
  for (;;) {
    const std::string_view window = input.window();
    const std::size_t end = input.at_end() ? window.size() : window.rfind('\n') + 1;
    if (end > 0 && !simdjson::validate_utf8(window.data(), end)) encoding = Encoding::windows_1252;
    if (encoding != Encoding::utf_8 || (end == window.size() && input.at_end())) return input.status();
    input.consume(end);
    if (!input.more() && !input.at_end()) return input.status();
  }
}

constexpr std::size_t sample_rows = 20;

struct SampleRow {
  std::uint32_t line = 1;
  std::size_t width = 0, filled = 0;
};

// The first rows, if cells are divided so; none where a quote stands where none can.
std::vector<SampleRow> sample(Input& input, char separator) {
  std::vector<SampleRow> rows;
  std::string bytes(input.window());  // which taking cells apart changes
  bytes.reserve(bytes.size() + Input::padding);
  std::string_view rest = bytes;
  SampleRow next;
  CsvRow row;
  while (rows.size() < sample_rows && !rest.empty() &&
         scan_row(rest, input.at_end(), row, separator) == Scanned::row) {
    next.width = row.width;
    next.filled = 0;
    char* const start = bytes.data() + (rest.data() - bytes.data());
    for (std::size_t i = 0; i < row.width && !row.malformed; ++i)
      next.filled += without_blanks(cell_text(start, row.parts[i])).empty() ? 0 : 1;
    if (row.malformed) next.width = 1;
    rows.push_back(next);
    next.line += static_cast<std::uint32_t>(row.line_ends);
    rest.remove_prefix(row.bytes);
  }
  return rows;
}

// How many of them have the width that most have, which is more than one, and that width.
std::pair<std::size_t, std::size_t> usual_width(const std::vector<SampleRow>& rows) {
  std::map<std::size_t, std::size_t> times;
  for (const SampleRow& row : rows) ++times[row.width];
  std::pair<std::size_t, std::size_t> found;
  for (const auto& [width, count] : times)
    if (width > 1) found = std::max(found, {count, width});
  return found;
}

// Titles and blank lines above the names of the columns have few cells with anything in them.
std::size_t likely_header(const std::vector<std::size_t>& filled) {
  std::vector<std::size_t> sorted = filled;
  std::sort(sorted.begin(), sorted.end());
  const std::size_t usual = sorted.empty() ? 0 : sorted[sorted.size() / 2];
  for (std::size_t i = 0; i < filled.size(); ++i)
    if (filled[i] * 2 > usual) return i;
  return 0;
}

Status csv_headings(const std::string& path, Schema& how, std::vector<std::string>& names) {
  if (Status status = find_encoding(path, how.encoding); !status) return status;
  Status status;
  Input input(path, status, how.encoding);
  if (!status) return status;
  if (input.window().starts_with("\xEF\xBB\xBF")) input.consume(3);
  if (const std::string foreign = foreign_format(input.window()); !foreign.empty())
    return Status::failure(input.name() + foreign);
  std::vector<SampleRow> rows;
  how.separator = ',';
  for (const char mark : {',', ';', '\t', '|'}) {
    std::vector<SampleRow> of_mark = sample(input, mark);
    if (!rows.empty() && usual_width(of_mark) <= usual_width(rows)) continue;
    rows = std::move(of_mark);
    how.separator = mark;
  }
  std::vector<std::size_t> filled;
  for (const SampleRow& row : rows) filled.push_back(row.filled);
  const std::size_t header = likely_header(filled);
  if (header > 0) how.header_line = rows[header].line;
  for (std::uint32_t line = 1; line < how.header_line; ++line) input.consume(input.window().find('\n') + 1);
  CsvRow row;
  while (input.window().empty() ||
         scan_row(input.window(), input.at_end(), row, how.separator) != Scanned::row)
    if (!input.more() && (input.at_end() ? input.window().empty() || row.bytes == 0 : true))
      return Status::failure(input.name() + " has no first line that names its columns.");
  for (std::size_t i = 0; i < row.width; ++i)
    names.emplace_back(without_blanks(cell_text(input.bytes(), row.parts[i])));
  number_repeated(names);
  return {};
}

void json_keys(simdjson::ondemand::object object, const std::string& before, int depth,
               std::vector<std::string>& names) {
  constexpr int deepest = 4;
  constexpr std::size_t most = 500;
  for (auto entry : object) {
    std::string_view key;
    simdjson::ondemand::value value;
    simdjson::ondemand::json_type type;
    if (entry.unescaped_key().get(key)) return;
    const std::string name = before + std::string(key);
    if (entry.value().get(value) || value.type().get(type)) return;
    simdjson::ondemand::object inner;
    if (type == simdjson::ondemand::json_type::object && depth < deepest && !value.get_object().get(inner)) {
      json_keys(inner, name + ".", depth + 1, names);
      continue;
    }
    if (type == simdjson::ondemand::json_type::array) continue;
    if (names.size() < most && std::find(names.begin(), names.end(), name) == names.end())
      names.push_back(name);
  }
}

Status json_headings(const std::string& path, std::vector<std::string>& names) {
  Status status;
  Input input(path, status);
  simdjson::ondemand::parser parser;
  constexpr int most_lines = 1000;
  for (int line = 0; status && line < most_lines; ++line) {
    std::size_t end = input.window().find('\n');
    while (end == std::string_view::npos && input.more()) end = input.window().find('\n');
    const std::size_t bytes = std::min(end, input.window().size());
    if (bytes == 0 && input.window().empty()) break;
    simdjson::padded_string text(input.window().substr(0, bytes));
    simdjson::ondemand::document document;
    simdjson::ondemand::object object;
    if (!parser.iterate(text).get(document) && !document.get_object().get(object))
      json_keys(object, "", 0, names);
    input.consume(std::min(bytes + 1, input.window().size()));
    status = input.status();
  }
  return status;
}

Status table_headings(const std::string& source, Schema& how, std::vector<std::string>& names) {
  const std::size_t sign = source.find('#');
  Status status;
  sqlite::Database database(source.substr(0, sign), sqlite::Access::read, status);
  if (!status) return status;
  how.records = sign == std::string::npos ? "" : source.substr(sign + 1);
  if (how.records.empty()) {
    sqlite::Statement tables = database.prepare(
        "SELECT name FROM sqlite_schema WHERE type IN ('table', 'view') AND name NOT LIKE 'sqlite\\_%' "
        "ESCAPE '\\' "
        "ORDER BY rowid",
        status);
    std::size_t count = 0;
    while (status && tables.next(status) && ++count == 1) how.records = tables.text(0);
    if (status && count != 1)
      return Status::failure(database.path() + (count == 0 ? " has no tables."
                                                           : " has several tables: say which, like " +
                                                                 database.path() + "#" + how.records + "."));
  }
  if (!status) return status;
  sqlite::Statement columns = database.prepare("SELECT name FROM pragma_table_xinfo(?)", status);
  if (status) columns.bind(1, how.records);
  while (status && columns.next(status)) names.push_back(columns.text(0));
  if (status && names.empty())
    return Status::failure(database.path() + " has no table “" + how.records + "”.");
  return status;
}

}  // namespace

namespace {

Status row_headings(const std::unique_ptr<RowSource>& rows, const Status& status,
                    std::vector<std::string>& names) {
  if (status) names = rows->columns();
  return status;
}

}  // namespace

Status read_headings(const std::string& source, Schema& how, std::vector<std::string>& names) {
  Status status;
  switch (kind_of_source(source)) {
    case SourceKind::csv:
      return csv_headings(source, how, names);
    case SourceKind::ndjson:
      return json_headings(source, names);
    case SourceKind::sqlite:
      return table_headings(source, how, names);
    case SourceKind::workbook: {
      std::vector<std::uint32_t> lines;
      std::vector<std::size_t> filled;
      if (status = sample_workbook(source, sample_rows, lines, filled); !status) return status;
      const std::size_t header = likely_header(filled);
      if (header > 0) how.header_line = lines[header];
      return row_headings(open_workbook_rows(source, how, status), status, names);
    }
    case SourceKind::duckdb:
      return row_headings(open_duckdb_rows(source, how, status), status, names);
    case SourceKind::postgresql:
      return row_headings(open_postgresql_rows(source, how, status), status, names);
    case SourceKind::none:
      break;
  }
  return Status::failure(no_source(source));
}

}  // namespace trouw
