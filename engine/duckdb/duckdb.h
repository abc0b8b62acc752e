// DuckDB: its C library, found when it is first wanted, and a query's rows. The only room that knows its
// calls.
//
// Nothing here is needed to build, and nothing of it is there until a source asks for it. Not thread-safe.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "trouw/status.h"

namespace trouw::duckdb {

// How a column's values come: whatever a table holds is one of these.
enum class Kind : std::uint8_t { text, decimal, integer, day };

struct Column {
  std::string name;
  Kind kind = Kind::text;
};

// One value of a row; its bytes are valid until the next row.
struct Value {
  bool known = false;
  std::int64_t number = 0;  // an integer, or days since 1970-01-01
  std::string_view bytes;   // a text, or a number in decimal digits
};

struct Library;

// The rows of a table or query, a chunk after another, so that memory stays flat.
class Rows {
 public:
  // `from`: what stands behind FROM in a query, such as read_parquet('c.parquet'). `database`: a file of
  // DuckDB's own, opened for reading, or empty. A library that is not there is a failure that says what to
  // install.
  Rows(const std::string& database, const std::string& from, Status& status);
  ~Rows();
  Rows(const Rows&) = delete;
  Rows& operator=(const Rows&) = delete;

  const std::vector<Column>& columns() const { return columns_; }

  // Which columns select() gives, in which order. To be called once, before the first row.
  Status select(const std::vector<std::size_t>& columns);

  Status next(bool& there);
  Value value(std::size_t column) const;  // by its place in select()

 private:
  struct State;
  Status describe();
  Status next_chunk(bool& there);

  std::unique_ptr<State> state_;
  std::string from_;
  std::vector<Column> columns_;
};

}  // namespace trouw::duckdb
