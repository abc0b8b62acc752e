// Rows by way of DuckDB and of PostgreSQL.
#include <sys/stat.h>

#include "duckdb/duckdb.h"
#include "postgresql/postgresql.h"
#include "records/row_source.h"

namespace trouw {

namespace {

std::string in_quotes(std::string_view text) {
  std::string made = "'";
  for (const char c : text) made += c == '\'' ? std::string("''") : std::string(1, c);
  return made + "'";
}

bool same_letters(std::string_view text, std::string_view lower) {
  if (text.size() < lower.size()) return false;
  for (std::size_t i = 0; i < lower.size(); ++i)
    if ((text[i] >= 'A' && text[i] <= 'Z' ? text[i] + ('a' - 'A') : text[i]) != lower[i]) return false;
  return true;
}

bool ends_in(std::string_view name, std::string_view ending) {
  return name.size() > ending.size() && same_letters(name.substr(name.size() - ending.size()), ending);
}

// A source's file or address, and what stands behind #.
struct Named {
  explicit Named(const std::string& source)
      : file(source.substr(0, source.find('#'))),
        part(source.find('#') == std::string::npos ? "" : source.substr(source.find('#') + 1)) {}
  std::string file, part;
};

// SELECT and WITH begin a query; all else is the name of a table, a point parting it from its schema's.
std::string from_clause(const std::string& part) {
  if (same_letters(part, "select ") || same_letters(part, "with ")) return "(" + part + ") AS records";
  std::string made;
  for (std::size_t at = 0; at <= part.size();) {
    const std::size_t end = std::min(part.find('.', at), part.size());
    made += (made.empty() ? "" : ".") + postgresql::quoted_name(part.substr(at, end - at));
    at = end + 1;
  }
  return made;
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

  Status next(bool& there) override { return rows_.next(there); }

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
    row_ = row;
    postgresql::split_row(row_, cells_, known_);
    return cells_.size() >= kinds_.size() ? Status()
                                          : Status::failure(name_ + ": a row has too few columns.");
  }

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
};

}  // namespace

bool is_duckdb_source(std::string_view source) {
  const std::string_view file = source.substr(0, source.find('#'));
  return ends_in(file, ".parquet") || ends_in(file, ".xlsx") || ends_in(file, ".duckdb");
}

bool is_postgresql_source(std::string_view source) {
  return source.starts_with("postgresql://") || source.starts_with("postgres://");
}

std::unique_ptr<RowSource> open_duckdb_rows(const std::string& source, const Schema& schema, Status& status) {
  const Named named(source);
  struct stat about = {};
  const bool remote = named.file.find("://") != std::string::npos;
  if (!remote && ::stat(named.file.c_str(), &about) != 0) {
    status = Status::failure("There is no file " + named.file + ".");
    return nullptr;
  }
  std::string from, database;
  if (ends_in(named.file, ".parquet")) {
    from = "read_parquet(" + in_quotes(named.file) + ")";
  } else if (ends_in(named.file, ".xlsx")) {
    from = "read_xlsx(" + in_quotes(named.file) +
           (named.part.empty() ? "" : ", sheet = " + in_quotes(named.part)) + ", header = true)";
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
  const Named named(source);
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
