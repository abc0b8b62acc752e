// Rows by way of DuckDB and of PostgreSQL.
#include <sys/stat.h>

#include "duckdb/duckdb.h"
#include "postgresql/postgresql.h"
#include "records/naming.h"
#include "records/row_source.h"

namespace trouw {

namespace {

// SELECT and WITH begin a query; all else is the name of a table, a point parting it from its schema's.
std::string from_clause(const std::string& part) {
  if (begins_like(part, "select ") || begins_like(part, "with ")) return "(" + part + ") AS records";
  return postgresql::quoted_table(part);
}

class DuckdbRows : public RowSource {
 public:
  DuckdbRows(std::string name, const std::string& database, const std::string& from, Status& status)
      : name_(std::move(name)), rows_(database, from, status) {
    if (!status) status = Status::failure(name_ + ": " + status.message);
  }

  const std::string& name() const override { return name_; }

  std::vector<std::string> columns() const override {
    std::vector<std::string> names;
    for (const duckdb::Column& column : rows_.columns()) names.push_back(column.name);
    return names;
  }

  Status select(const std::vector<std::size_t>& columns) override {
    for (const std::size_t column : columns) kinds_.push_back(rows_.columns()[column].kind);
    return rows_.select(columns);
  }

  Status next(bool& there) override {
    ++line_;
    return rows_.next(there);
  }
  std::uint64_t line() const override { return line_; }

  StoredCell cell(std::size_t column) const override {
    const duckdb::Value value = rows_.value(column);
    if (!value.known) return {};
    switch (kinds_[column]) {
      case duckdb::Kind::integer:
        return {StoredCell::integer, {}, value.number};
      case duckdb::Kind::day:
        return {StoredCell::day, {}, value.number};
      case duckdb::Kind::decimal:
        return {StoredCell::decimal, value.bytes, 0};
      case duckdb::Kind::text:
        break;
    }
    return {StoredCell::text, value.bytes, 0};
  }

 private:
  std::string name_;
  duckdb::Rows rows_;
  std::vector<duckdb::Kind> kinds_;
  std::uint64_t line_ = 0;
};

class PostgresqlRows : public RowSource {
 public:
  PostgresqlRows(const std::string& url, std::string from, std::string name, Status& status)
      : connection_(url, status), from_(std::move(from)), name_(std::move(name)) {
    if (status) status = connection_.execute("BEGIN READ ONLY");
    if (status) status = connection_.describe(from_, columns_);
  }

  const std::string& name() const override { return name_; }

  std::vector<std::string> columns() const override {
    std::vector<std::string> names;
    for (const postgresql::Column& column : columns_) names.push_back(column.name);
    return names;
  }

  Status select(const std::vector<std::size_t>& columns) override {
    std::string list;
    for (const std::size_t column : columns) {
      list += (list.empty() ? "" : ", ") + postgresql::quoted_name(columns_[column].name);
      kinds_.push_back(columns_[column].kind);
    }
    return connection_.copy("COPY (SELECT " + (list.empty() ? "1" : list) + " FROM " + from_ + ") TO STDOUT");
  }

  Status next(bool& there) override {
    std::string_view row;
    Status status = connection_.next(row, there);
    if (!there) return status;
    ++line_;
    row_ = row;
    postgresql::split_row(row_, cells_, known_);
    return cells_.size() >= kinds_.size() ? Status()
                                          : Status::failure(name_ + ": a row has too few columns.");
  }

  std::uint64_t line() const override { return line_; }

  StoredCell cell(std::size_t column) const override {
    if (!known_[column]) return {};
    const std::string_view text = cells_[column];
    switch (kinds_[column]) {
      case postgresql::Kind::day:
        if (const auto day = parse_day(text)) return {StoredCell::day, {}, *day};
        break;
      case postgresql::Kind::truth:
        return {StoredCell::text, text == "t" ? "true" : "false", 0};
      case postgresql::Kind::integer:
      case postgresql::Kind::decimal:
        return {StoredCell::decimal, text, 0};
      case postgresql::Kind::binary:
        return {StoredCell::binary, {}, 0};
      case postgresql::Kind::text:
        break;
    }
    return {StoredCell::text, text, 0};
  }

 private:
  postgresql::Connection connection_;
  std::string from_, name_;
  std::vector<postgresql::Column> columns_;
  std::vector<postgresql::Kind> kinds_;
  std::string row_;
  std::vector<std::string_view> cells_;
  std::vector<bool> known_;
  std::uint64_t line_ = 0;
};

}  // namespace

bool is_duckdb_source(std::string_view source) {
  const std::string_view file = source.substr(0, source.find('#'));
  return ends_like(file, ".parquet") || ends_like(file, ".duckdb");
}

bool is_postgresql_source(std::string_view source) {
  return begins_like(source, "postgresql://") || begins_like(source, "postgres://");
}

std::unique_ptr<RowSource> open_duckdb_rows(const std::string& source, const Schema& schema, Status& status) {
  const NamedSource named(source);
  struct stat about = {};
  const bool remote = named.file.find("://") != std::string::npos;
  if (!remote && ::stat(named.file.c_str(), &about) != 0) {
    status = Status::failure("There is no file " + named.file + ".");
    return nullptr;
  }
  std::string from, database;
  if (ends_like(named.file, ".parquet")) {
    from = "read_parquet(" + postgresql::quoted_text(named.file) + ")";
  } else {
    const std::string& table = named.part.empty() ? schema.records : named.part;
    if (table.empty()) {
      status = Status::failure("Say which table of " + named.file + ", like " + named.file + "#customers.");
      return nullptr;
    }
    database = named.file;
    from = from_clause(table);
  }
  auto rows = std::make_unique<DuckdbRows>(named.file, database, from, status);
  return status ? std::move(rows) : nullptr;
}

std::unique_ptr<RowSource> open_postgresql_rows(const std::string& source, const Schema& schema,
                                                Status& status) {
  const NamedSource named(source);
  const std::string& table = named.part.empty() ? schema.records : named.part;
  if (table.empty()) {
    status = Status::failure(
        "Say which table of the database, behind a #: postgresql://…#customers, or a query that begins with "
        "SELECT.");
    return nullptr;
  }
  auto rows = std::make_unique<PostgresqlRows>(named.file, from_clause(table), "The table " + table, status);
  return status ? std::move(rows) : nullptr;
}

}  // namespace trouw
