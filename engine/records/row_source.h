// A source that gives its rows one after another: a query of another database.
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
};

// A file of Parquet or a workbook, its sheet named behind #, or a table of a database of DuckDB's own.
std::unique_ptr<RowSource> open_duckdb_rows(const std::string& source, const Schema& schema, Status& status);

// postgresql://…#table, or #SELECT … for a query.
std::unique_ptr<RowSource> open_postgresql_rows(const std::string& source, const Schema& schema,
                                                Status& status);

// Whether a source is one of theirs.
bool is_duckdb_source(std::string_view source);
bool is_postgresql_source(std::string_view source);

// The records of its rows, from row 1 on.
std::unique_ptr<RecordReader> read_rows(std::unique_ptr<RowSource> rows, const RecordShape& shape,
                                        Status& status);

}  // namespace trouw
