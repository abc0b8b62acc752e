#include "records/open.h"

#include <sys/stat.h>

#include <array>

#include "records/gathering.h"
#include "records/naming.h"
#include "records/readers.h"
#include "records/row_source.h"
#include "records/zone.h"

namespace trouw {

namespace {

constexpr std::array<std::string_view, 3> database_endings = {".db", ".sqlite", ".sqlite3"};
constexpr std::array<std::string_view, 2> json_endings = {".ndjson", ".jsonl"};

template <std::size_t N>
bool ends_in_any(std::string_view name, const std::array<std::string_view, N>& endings) {
  for (const std::string_view ending : endings)
    if (ends_like(name, ending)) return true;
  return false;
}

std::unique_ptr<RecordReader> open_database(const std::string& path, const std::string& table,
                                            const RecordShape& shape, Status& status) {
  struct stat about = {};
  if (::stat(path.c_str(), &about) != 0)
    status = Status::failure("There is no file " + path + ".");
  else if (S_ISDIR(about.st_mode))
    status = Status::failure(path + " is a folder, not a file of records.");
  return status ? open_table(path, table, shape, status) : nullptr;
}

std::unique_ptr<RecordReader> open_source(const std::string& source, const RecordShape& shape,
                                          Status& status) {
  const std::size_t sign = source.rfind('#');
  std::unique_ptr<RowSource> rows;
  switch (kind_of_source(source)) {
    case SourceKind::csv:
      return open_csv(source, shape, status);
    case SourceKind::ndjson:
      return open_ndjson(source, shape, status);
    case SourceKind::sqlite:
      if (sign == std::string::npos || ends_in_any(source, database_endings))
        return open_database(source, {}, shape, status);
      return open_database(source.substr(0, sign), source.substr(sign + 1), shape, status);
    case SourceKind::workbook:
      rows = open_workbook_rows(source, *shape.schema, status);
      break;
    case SourceKind::duckdb:
      rows = open_duckdb_rows(source, *shape.schema, status);
      break;
    case SourceKind::postgresql:
      rows = open_postgresql_rows(source, *shape.schema, status);
      break;
    case SourceKind::none:
      status = Status::failure(no_source(source));
      break;
  }
  return status ? read_rows(std::move(rows), shape, status) : nullptr;
}

// The zones that fields are read in, so that one the machine does not know is told once.
Status check_zones(const Schema& schema) {
  Status status;
  for (const Field& field : schema.fields)
    if (status && field.type == Type::date && field.has_column() && !field.notation.zone.empty())
      Zone(field.notation.zone, status);
  return status;
}

}  // namespace

std::unique_ptr<RecordReader> open_records(const std::string& source, const RecordShape& shape,
                                           Status& status) {
  status = check_zones(*shape.schema);
  if (status && gathers(*shape.schema) && !shape.on)
    status = Status::failure("fields that gather other rows are read for a day, and none is named.");
  if (!status) return nullptr;
  auto records = open_source(source, shape, status);
  return status ? gather(std::move(records), source, shape, status) : nullptr;
}

SourceKind kind_of_source(std::string_view source) {
  if (source == "-" || ends_in_any(source, json_endings)) return SourceKind::ndjson;
  if (ends_like(source, ".csv")) return SourceKind::csv;
  if (is_postgresql_source(source)) return SourceKind::postgresql;
  if (is_workbook_source(source)) return SourceKind::workbook;
  if (is_duckdb_source(source)) return SourceKind::duckdb;
  if (ends_in_any(source, database_endings)) return SourceKind::sqlite;
  const std::size_t sign = source.rfind('#');
  const bool table = sign != std::string_view::npos && ends_in_any(source.substr(0, sign), database_endings);
  return table ? SourceKind::sqlite : SourceKind::none;
}

std::string no_source(const std::string& source) {
  return source +
         " is no source of records: its name should end in .csv, .ndjson, .db, .xlsx, .parquet or .duckdb, "
         "begin with postgresql://, or be - for standard input.";
}

std::string events_source(const std::string& records, const std::string& source) {
  const std::string file = source.substr(0, source.find('#'));
  const SourceKind kind = kind_of_source(source);
  const bool named = kind_of_source(records) != SourceKind::none;
  const bool database = kind == SourceKind::sqlite || kind == SourceKind::postgresql ||
                        kind == SourceKind::workbook || file.ends_with(".duckdb");
  if (database && !named) return file + "#" + records;
  const std::size_t slash = file.rfind('/');
  const bool alone = records.starts_with('/') || records.find("://") != std::string::npos;
  const std::string folder = alone || slash == std::string::npos ? "" : file.substr(0, slash + 1);
  if (named) return folder + records;
  const std::size_t point = file.rfind('.');
  const bool ended = point != std::string::npos && (slash == std::string::npos || point > slash);
  return folder + records + (ended ? file.substr(point) : ".ndjson");
}

}  // namespace trouw
