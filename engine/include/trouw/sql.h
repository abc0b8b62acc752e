// The same decision as one SQL statement, for the user's own database or cluster.
//
// The statement reads the customers' table and yields, for every record that a dry run would decide, the
// columns of `--results`: id, standing, newcomer_value, value_before_match, top_up, value, worse_off_before,
// worse_off, offers. Values are the same to the cent: integers only, nothing rests on how a database rounds.
// Records that do not fit the declared fields, are of standing `rejected`, or whose arithmetic leaves 64 bits
// yield no row. All functions are safe to call from any thread.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "trouw/engine.h"

namespace trouw {

enum class SqlDialect : std::uint8_t { sqlite, postgresql, duckdb, spark };

// "sqlite", "postgresql", "duckdb", "spark", in the order of SqlDialect.
const std::vector<std::string>& sql_dialect_names();
std::optional<SqlDialect> find_sql_dialect(std::string_view name);

struct SqlOptions {
  SqlDialect dialect = SqlDialect::sqlite;
  Day on = 0;
  std::string table;     // empty: the `records` of programme.yaml. A point parts schema and table.
  std::string view;      // not empty: the statement creates this view. A point parts schema and view.
  bool summary = false;  // one row a figure (name, offer, amount), as the dry run's JSON has them
};

struct SqlStatement {
  std::string text;  // one statement, closed by a semicolon, with comments that lead it in
  // Sentences on what a dry run or the ledger would look at and the statement does not; they stand in its
  // comments too.
  std::vector<std::string> left_out;
};

// A failure where no table is named, or where the statement would need what the dialect has no room for.
Status write_sql(const Engine& engine, const SqlOptions& options, SqlStatement& statement);

}  // namespace trouw
