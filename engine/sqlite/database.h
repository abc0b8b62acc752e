// SQLite: who owns a handle, and what its errors are called. The only room that sees sqlite3.h.
//
// Nothing here is thread-safe: a connection and its statements belong to one thread at a time.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "trouw/status.h"

struct sqlite3;
struct sqlite3_stmt;

namespace trouw::sqlite {

// One value of a row. Text and blob bytes are valid until the statement steps, is reset or ends.
struct Value {
  enum Kind : std::uint8_t { null, integer, real, text, blob } kind = null;
  std::int64_t number = 0;
  double fraction = 0;  // of a REAL, and of nothing else
  std::string_view bytes;
};

enum class Step : std::uint8_t { row, done, failed };

// A prepared statement. Movable; must not outlive its Database.
class Statement {
 public:
  Statement() = default;
  explicit operator bool() const { return handle_ != nullptr; }

  // Parameters count from 1. Text is copied.
  Statement& bind(int parameter, std::int64_t value);
  Statement& bind(int parameter, std::string_view text);
  Statement& bind_null(int parameter);
  // The same of text that outlives the run: it is not copied.
  Statement& lend(int parameter, std::string_view text);

  // The next row. After `failed`, failure() says why.
  Step step();
  // Whether there is a next row; what went wrong goes into `status`.
  bool next(Status& status);
  // Steps to the end, ignoring rows, and makes the statement ready for new parameters.
  Status run();
  // Ready to run again; parameters keep their values.
  void reset();

  // Columns count from 0. REQUIRES that the last step() was a row.
  Value value(int column) const;
  std::int64_t integer(int column) const { return value(column).number; }
  std::string text(int column) const { return std::string(value(column).bytes); }

  int columns() const;
  std::string column_name(int column) const;
  Status failure() const;

 private:
  friend class Database;
  struct Finalize {
    void operator()(sqlite3_stmt* handle) const;
  };
  std::unique_ptr<sqlite3_stmt, Finalize> handle_;
};

enum class Access : std::uint8_t { read, write, create };

// A connection. Movable.
class Database {
 public:
  Database() = default;  // none

  // Opens the file; `read` and `write` want it to be there. `create` makes it where it is not, for its owner
  // alone. A file that is no database, or is damaged at its
  // head, fails here. Waits up to five seconds for another process's lock.
  Database(const std::string& path, Access access, Status& status);

  // The same in memory, to be changed while the file stays as it is.
  Database copy(Status& status) const;

  // One or more statements without parameters or results.
  Status execute(const std::string& sql);
  Statement prepare(std::string_view sql, Status& status);

  std::int64_t changes() const;   // rows that the last statement changed
  std::int64_t last_row() const;  // rowid that the last insert made
  bool busy() const;              // whether the last failure was another process's lock
  bool broken_off() const;        // whether it was that a change was broken off, and must be undone first
  Status failure() const;         // "customers.db: database disk image is malformed."
  const std::string& path() const { return path_; }

 private:
  struct Close {
    void operator()(sqlite3* handle) const;
  };
  std::unique_ptr<sqlite3, Close> handle_;
  std::string path_;
};

// A transaction that takes the write lock at once, and is undone unless it was committed.
class Transaction {
 public:
  Transaction(Database& database, Status& status);
  ~Transaction();
  Transaction(const Transaction&) = delete;
  Transaction& operator=(const Transaction&) = delete;

  Status commit();

 private:
  Database& database_;
  bool open_ = false;
};

// A table or column name as SQL quotes it.
std::string quoted_name(std::string_view name);

}  // namespace trouw::sqlite
