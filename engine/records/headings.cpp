#include "records/headings.h"

#include <simdjson.h>

#include <algorithm>
#include <map>

#include "records/csv_scanner.h"
#include "records/foreign.h"
#include "records/input.h"
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

// The mark that divides most cells of the header, outside quotes.
char find_separator(std::string_view header) {
  std::map<char, std::size_t> counts;
  bool quoted = false;
  for (const char c : header) {
    if (c == '"') quoted = !quoted;
    if (c == '\n' && !quoted) break;
    if (!quoted && (c == ',' || c == ';' || c == '\t' || c == '|')) ++counts[c];
  }
  char found = ',';
  for (const auto& [mark, count] : counts)
    if (count > counts[found]) found = mark;
  return found;
}

// Several columns of one name are told apart as “name [2]”.
void number_repeated(std::vector<std::string>& names) {
  std::map<std::string, int> seen;
  for (const std::string& name : names) ++seen[name];
  std::map<std::string, int> used;
  for (std::string& name : names)
    if (seen[name] > 1) {
      const int number = ++used[name];
      name += " [" + std::to_string(number) + "]";
    }
}

Status csv_headings(const std::string& path, Schema& how, std::vector<std::string>& names) {
  if (Status status = find_encoding(path, how.encoding); !status) return status;
  Status status;
  Input input(path, status, how.encoding);
  if (!status) return status;
  if (input.window().starts_with("\xEF\xBB\xBF")) input.consume(3);
  if (const std::string foreign = foreign_format(input.window()); !foreign.empty())
    return Status::failure(input.name() + foreign);
  how.separator = find_separator(input.window());
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

Status read_headings(const std::string& source, Schema& how, std::vector<std::string>& names) {
  Status status;
  switch (kind_of_source(source)) {
    case SourceKind::csv:
      return csv_headings(source, how, names);
    case SourceKind::ndjson:
      return json_headings(source, names);
    case SourceKind::sqlite:
      return table_headings(source, how, names);
    case SourceKind::duckdb:
    case SourceKind::postgresql: {
      const auto rows = is_duckdb_source(source) ? open_duckdb_rows(source, how, status)
                                                 : open_postgresql_rows(source, how, status);
      if (status) names = rows->columns();
      return status;
    }
    case SourceKind::none:
      break;
  }
  return Status::failure(no_source(source));
}

}  // namespace trouw
