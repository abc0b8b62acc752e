#include "sqlite/database.h"

#include <fcntl.h>
#include <sqlite3.h>
#include <unistd.h>

#include <cerrno>

namespace trouw::sqlite {

namespace {

constexpr int busy_milliseconds = 5'000;

int flags_of(Access access) {
  switch (access) {
    case Access::read:
      return SQLITE_OPEN_READONLY | SQLITE_OPEN_NOMUTEX;
    case Access::write:
      return SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX;
    case Access::create:
      return SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX;
  }
  return 0;
}

std::string_view view(const void* bytes, int size) {
  return size == 0 ? std::string_view()
                   : std::string_view(static_cast<const char*>(bytes), static_cast<std::size_t>(size));
}

// SQLite's own words, and what to do about it where that is known.
std::string explained(sqlite3* database) {
  const std::string why = sqlite3_errmsg(database);
  switch (sqlite3_errcode(database) & 0xff) {
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      return why + ": another program is writing to it. Try again when that is done.";
    case SQLITE_FULL:
      return why + ". Make room, and try again.";
    case SQLITE_IOERR:
      return why + ". Is the disk full, or broken, or is this a folder?";
    case SQLITE_READONLY:
      if (const int code = sqlite3_extended_errcode(database);
          code == SQLITE_READONLY_ROLLBACK || code == SQLITE_READONLY_RECOVERY)
        return "a change to it was broken off and must be undone before it can be read. Somebody who may "
               "write "
               "to the file and its folder should read it first.";
      return why + ": neither the file nor its folder may be read-only.";
    case SQLITE_CORRUPT:
      return why + ": the file is damaged. Put back a copy that is whole.";
    default:
      return why + ".";
  }
}

// SQLite would let everybody read the file that it makes; what it keeps beside the file is as that is. Where
// it cannot be made, opening it says why.
void make_private(const std::string& path) {
  if (path == ":memory:") return;
  constexpr int flags = O_RDWR | O_CREAT | O_CLOEXEC;
  int file =
      ::open(path.c_str(), flags | O_EXCL, 0600);  // to close one that is open would let go of its locks
  const bool link_to_nothing = file < 0 && errno == EEXIST && ::access(path.c_str(), F_OK) != 0;
  if (link_to_nothing) file = ::open(path.c_str(), flags, 0600);
  if (file >= 0) ::close(file);
}

}  // namespace

void Database::Close::operator()(sqlite3* handle) const {
  sqlite3_close_v2(handle);
}
void Statement::Finalize::operator()(sqlite3_stmt* handle) const {
  sqlite3_finalize(handle);
}

Database::Database(const std::string& path, Access access, Status& status) : path_(path) {
  if (access == Access::create) make_private(path);
  sqlite3* handle = nullptr;
  const int opened = sqlite3_open_v2(path.c_str(), &handle, flags_of(access), nullptr);
  handle_.reset(handle);
  if (opened != SQLITE_OK) {
    status = failure();
    return;
  }
  sqlite3_extended_result_codes(handle, 1);
  sqlite3_busy_timeout(handle, busy_milliseconds);
  status = execute("PRAGMA foreign_keys = ON; SELECT count(*) FROM sqlite_schema");  // reads the file's head
}

Database Database::copy(Status& status) const {
  Database made(":memory:", Access::create, status);
  made.path_ = path_;
  sqlite3_backup* backup =
      status ? sqlite3_backup_init(made.handle_.get(), "main", handle_.get(), "main") : nullptr;
  if (backup != nullptr) sqlite3_backup_step(backup, -1);
  if (status && (backup == nullptr || sqlite3_backup_finish(backup) != SQLITE_OK)) status = made.failure();
  return made;
}

Status Database::execute(const std::string& sql) {
  return sqlite3_exec(handle_.get(), sql.c_str(), nullptr, nullptr, nullptr) == SQLITE_OK ? Status()
                                                                                          : failure();
}

Statement Database::prepare(std::string_view sql, Status& status) {
  sqlite3_stmt* handle = nullptr;
  const int prepared =
      sqlite3_prepare_v2(handle_.get(), sql.data(), static_cast<int>(sql.size()), &handle, nullptr);
  Statement statement;
  statement.handle_.reset(handle);
  if (prepared != SQLITE_OK) status = failure();
  return statement;
}

std::int64_t Database::changes() const {
  return sqlite3_changes64(handle_.get());
}
std::int64_t Database::last_row() const {
  return sqlite3_last_insert_rowid(handle_.get());
}

bool Database::busy() const {
  const int code = sqlite3_errcode(handle_.get());
  return code == SQLITE_BUSY || code == SQLITE_LOCKED;
}

bool Database::broken_off() const {
  const int code = sqlite3_extended_errcode(handle_.get());
  return code == SQLITE_READONLY_ROLLBACK || code == SQLITE_READONLY_RECOVERY;
}

Status Database::failure() const {
  return Status::failure(path_ + ": " + (handle_ == nullptr ? "out of memory." : explained(handle_.get())));
}

Statement& Statement::bind(int parameter, std::int64_t value) {
  sqlite3_bind_int64(handle_.get(), parameter, value);
  return *this;
}

Statement& Statement::bind(int parameter, std::string_view text) {
  const char* bytes = text.data() == nullptr ? "" : text.data();
  sqlite3_bind_text64(handle_.get(), parameter, bytes, text.size(), SQLITE_TRANSIENT, SQLITE_UTF8);
  return *this;
}

Statement& Statement::lend(int parameter, std::string_view text) {
  const char* bytes = text.data() == nullptr ? "" : text.data();
  sqlite3_bind_text64(handle_.get(), parameter, bytes, text.size(), SQLITE_STATIC, SQLITE_UTF8);
  return *this;
}

Statement& Statement::bind_null(int parameter) {
  sqlite3_bind_null(handle_.get(), parameter);
  return *this;
}

Step Statement::step() {
  switch (sqlite3_step(handle_.get())) {
    case SQLITE_ROW:
      return Step::row;
    case SQLITE_DONE:
      return Step::done;
    default:
      return Step::failed;
  }
}

bool Statement::next(Status& status) {
  const Step step = this->step();
  if (step == Step::failed) status = failure();
  return step == Step::row;
}

Status Statement::run() {
  Step step = this->step();
  while (step == Step::row) step = this->step();
  const Status status = step == Step::failed ? failure() : Status();
  reset();
  return status;
}

void Statement::reset() {
  sqlite3_reset(handle_.get());
}

Value Statement::value(int column) const {
  sqlite3_value* raw = sqlite3_column_value(handle_.get(), column);
  Value value;
  switch (sqlite3_value_type(raw)) {
    case SQLITE_INTEGER:
      value.kind = Value::integer;
      value.number = sqlite3_value_int64(raw);
      break;
    case SQLITE_FLOAT:
      value.kind = Value::real;
      value.fraction = sqlite3_value_double(raw);
      break;
    case SQLITE_TEXT:
      value.kind = Value::text;
      value.bytes = view(sqlite3_value_text(raw), sqlite3_value_bytes(raw));
      break;
    case SQLITE_BLOB:
      value.kind = Value::blob;
      value.bytes = view(sqlite3_value_blob(raw), sqlite3_value_bytes(raw));
      break;
    default:
      break;
  }
  return value;
}

int Statement::columns() const {
  return sqlite3_column_count(handle_.get());
}

std::string Statement::column_name(int column) const {
  const char* name = sqlite3_column_name(handle_.get(), column);
  return name == nullptr ? "" : name;
}

Status Statement::failure() const {
  sqlite3* database = sqlite3_db_handle(handle_.get());
  const char* file = sqlite3_db_filename(database, "main");
  return Status::failure(std::string(file == nullptr ? "" : file) + ": " + explained(database));
}

Transaction::Transaction(Database& database, Status& status) : database_(database) {
  status = database_.execute("BEGIN IMMEDIATE");
  open_ = status.ok;
}

Transaction::~Transaction() {
  if (open_) static_cast<void>(database_.execute("ROLLBACK"));
}

Status Transaction::commit() {
  const Status status = database_.execute("COMMIT");
  if (status) open_ = false;
  return status;
}

std::string quoted_name(std::string_view name) {
  std::string quoted = "\"";
  for (const char c : name) {
    if (c == '"') quoted += '"';
    quoted += c;
  }
  return quoted + "\"";
}

}  // namespace trouw::sqlite
