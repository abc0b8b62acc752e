// A source that gives its rows one after another: a query of another database, a sheet of a workbook.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "records/cell.h"
#include "trouw/records.h"

namespace trouw {

// Not thread-safe.
class RowSource {
 public:
  virtual ~RowSource() = default;

  virtual const std::string& name() const = 0;  // for messages
  virtual std::vector<std::string> columns() const = 0;

  // Which columns cells() gives, in which order. To be called once, before the first row.
  virtual Status select(const std::vector<std::size_t>& columns) = 0;

  virtual Status next(bool& there) = 0;

  // The cell of a selected column, valid until the next row.
  virtual StoredCell cell(std::size_t column) const = 0;

  // The number of the row, from 1 unless the source counts in its own way.
  virtual std::uint64_t line() const = 0;
  virtual std::uint64_t blank_lines() const { return 0; }  // that were passed over so far

  // What else to say where no column has this name: the rest of a sentence, or empty. Nothing is read after
  // it.
  virtual std::string hint(const std::string&) { return {}; }
  virtual std::vector<std::string> notes() const { return {}; }
};

// A workbook (.xlsx), its sheet named behind #: the schema's `records` where there is such a sheet, or the
// first one. Rows have the numbers that they have in the sheet.
std::unique_ptr<RowSource> open_workbook_rows(const std::string& source, const Schema& schema,
                                              Status& status);

// Of its first rows that have anything in them, `most` at most: their numbers, and how many cells are filled.
Status sample_workbook(const std::string& source, std::size_t most, std::vector<std::uint32_t>& lines,
                       std::vector<std::size_t>& filled);

// A file of Parquet, or a table of a database of DuckDB's own, named behind #.
std::unique_ptr<RowSource> open_duckdb_rows(const std::string& source, const Schema& schema, Status& status);

// postgresql://…#table, or #SELECT … for a query.
std::unique_ptr<RowSource> open_postgresql_rows(const std::string& source, const Schema& schema,
                                                Status& status);

// Whether a source is one of theirs.
bool is_workbook_source(std::string_view source);
bool is_duckdb_source(std::string_view source);
bool is_postgresql_source(std::string_view source);

// The records of its rows, from row 1 on.
std::unique_ptr<RecordReader> read_rows(std::unique_ptr<RowSource> rows, const RecordShape& shape,
                                        Status& status);

}  // namespace trouw
