// PostgreSQL: libpq, found when it is first wanted; rows of a query by COPY, and rows into a table. The only
// room that knows libpq's calls.
//
// Nothing here is needed to build, and nothing of it is there until a source asks for it. Not thread-safe.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "trouw/status.h"

namespace trouw::postgresql {

enum class Kind : std::uint8_t { text, decimal, integer, day, truth, binary };

struct Column {
  std::string name;
  Kind kind = Kind::text;
};

// A connection. Every message names the database without its password.
class Connection {
 public:
  // postgresql://user@host/database, as libpq has it.
  Connection(const std::string& url, Status& status);
  ~Connection();
  Connection(const Connection&) = delete;
  Connection& operator=(const Connection&) = delete;

  // Statements without rows.
  Status execute(const std::string& sql);

  // The one value that a query gives; nothing where it is NULL.
  Status value(const std::string& sql, std::optional<std::string>& found);

  // The columns of a query, which is not run.
  Status describe(const std::string& query, std::vector<Column>& columns);

  // Begins a COPY to here, or from here; then a row at a time, in COPY's text form, and its end.
  Status copy(const std::string& statement);
  Status next(std::string_view& row, bool& there);  // valid until the next call
  Status put(std::string_view rows);
  Status end_put();

 private:
  Status failure() const;

  struct State;
  std::unique_ptr<State> state_;
};

// A row of COPY taken apart: its cells, in place, and which of them are NULL.
void split_row(std::string& row, std::vector<std::string_view>& cells, std::vector<bool>& known);

// A value as COPY's text form has it, appended. A zero byte stays one, which no table takes.
void append_value(std::string& text, std::string_view value);

std::string quoted_name(std::string_view name);
std::string quoted_table(std::string_view name);  // a point parts it from its schema's
std::string quoted_text(std::string_view text);

}  // namespace trouw::postgresql
