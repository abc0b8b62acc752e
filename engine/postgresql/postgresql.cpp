#include "postgresql/postgresql.h"

#include <dlfcn.h>

#include <algorithm>
#include <type_traits>

namespace trouw::postgresql {

namespace {

// The calls of libpq that are made, as its documentation has them.
struct Library {
  void* (*connect)(const char* url) = nullptr;
  void (*finish)(void* connection) = nullptr;
  int (*status)(const void* connection) = nullptr;
  char* (*message)(const void* connection) = nullptr;
  void* (*exec)(void* connection, const char* sql) = nullptr;
  int (*result_status)(const void* result) = nullptr;
  void (*clear)(void* result) = nullptr;
  void* (*get_result)(void* connection) = nullptr;
  int (*fields)(const void* result) = nullptr;
  char* (*name)(const void* result, int column) = nullptr;
  unsigned (*type)(const void* result, int column) = nullptr;
  int (*rows)(const void* result) = nullptr;
  int (*is_null)(const void* result, int row, int column) = nullptr;
  char* (*value)(const void* result, int row, int column) = nullptr;
  int (*get_copy)(void* connection, char** buffer, int async) = nullptr;
  int (*put_copy)(void* connection, const char* buffer, int bytes) = nullptr;
  int (*end_copy)(void* connection, const char* error) = nullptr;
  void (*free)(void* memory) = nullptr;
  bool complete = false;

  Library() {
    void* handle = nullptr;
    for (const char* const file : {"libpq.so.5", "libpq.so", "libpq.5.dylib"})
      if (handle == nullptr) handle = ::dlopen(file, RTLD_LAZY | RTLD_LOCAL);
    if (handle == nullptr) return;
    complete = true;
    const auto take = [&](auto& call, const char* symbol) {
      void* const address = ::dlsym(handle, symbol);
      complete &= address != nullptr;
      call = reinterpret_cast<std::remove_reference_t<decltype(call)>>(address);
    };
    take(connect, "PQconnectdb");
    take(finish, "PQfinish");
    take(status, "PQstatus");
    take(message, "PQerrorMessage");
    take(exec, "PQexec");
    take(result_status, "PQresultStatus");
    take(clear, "PQclear");
    take(get_result, "PQgetResult");
    take(fields, "PQnfields");
    take(name, "PQfname");
    take(type, "PQftype");
    take(rows, "PQntuples");
    take(is_null, "PQgetisnull");
    take(value, "PQgetvalue");
    take(get_copy, "PQgetCopyData");
    take(put_copy, "PQputCopyData");
    take(end_copy, "PQputCopyEnd");
    take(free, "PQfreemem");
  }
};

const Library& library() {
  static const Library loaded;
  return loaded;
}

constexpr int connection_ok = 0, command_ok = 1, tuples_ok = 2, copy_out = 3, copy_in = 4;

// What the catalogue's numbers of types say.
Kind kind_of(unsigned type) {
  switch (type) {
    case 16:
      return Kind::truth;
    case 17:
      return Kind::binary;
    case 20:
    case 21:
    case 23:
      return Kind::integer;
    case 700:
    case 701:
    case 1700:
      return Kind::decimal;
    case 1082:
      return Kind::day;
    default:
      return Kind::text;
  }
}

}  // namespace

struct Connection::State {
  ~State() {
    if (row != nullptr) library().free(row);
    if (handle != nullptr) library().finish(handle);
  }
  void* handle = nullptr;
  char* row = nullptr;
  std::string name;
};

Connection::Connection(const std::string& url, Status& status) : state_(std::make_unique<State>()) {
  const std::size_t at = url.find('@');
  state_->name = at == std::string::npos ? url.substr(0, url.find('?'))
                                         : "postgresql://" + url.substr(at + 1, url.find('?') - at - 1);
  if (!library().complete) {
    status = Status::failure(
        state_->name +
        " is read by PostgreSQL's library libpq, which is not installed: install the package libpq5.");
    return;
  }
  state_->handle = library().connect(url.c_str());
  if (state_->handle == nullptr || library().status(state_->handle) != connection_ok)
    status = failure();
  else
    status = execute(
        "SET datestyle = ISO; SET timezone = 'UTC'; SET client_encoding = 'UTF8'; SET extra_float_digits = "
        "1; SET client_min_messages = error");
}

Connection::~Connection() = default;

Status Connection::failure() const {
  std::string text =
      state_->handle == nullptr ? "there is no memory left" : library().message(state_->handle);
  while (!text.empty() && (text.back() == '\n' || text.back() == ' ')) text.pop_back();
  std::replace(text.begin(), text.end(), '\n', ' ');
  return Status::failure(state_->name + ": " + text + (text.ends_with('.') ? "" : "."));
}

Status Connection::execute(const std::string& sql) {
  void* const result = library().exec(state_->handle, sql.c_str());
  const int code = library().result_status(result);
  library().clear(result);
  return code == command_ok || code == tuples_ok ? Status() : failure();
}

Status Connection::value(const std::string& sql, std::optional<std::string>& found) {
  void* const result = library().exec(state_->handle, sql.c_str());
  const bool fine = library().result_status(result) == tuples_ok;
  found.reset();
  if (fine && library().rows(result) > 0 && library().is_null(result, 0, 0) == 0)
    found = library().value(result, 0, 0);
  Status status = fine ? Status() : failure();
  library().clear(result);
  return status;
}

Status Connection::describe(const std::string& query, std::vector<Column>& columns) {
  void* const result = library().exec(state_->handle, ("SELECT * FROM " + query + " LIMIT 0").c_str());
  const bool fine = library().result_status(result) == tuples_ok;
  for (int i = 0; fine && i < library().fields(result); ++i)
    columns.push_back({library().name(result, i), kind_of(library().type(result, i))});
  Status status = fine ? Status() : failure();
  library().clear(result);
  return status;
}

Status Connection::copy(const std::string& statement) {
  void* const result = library().exec(state_->handle, statement.c_str());
  const int code = library().result_status(result);
  library().clear(result);
  return code == copy_out || code == copy_in ? Status() : failure();
}

Status Connection::next(std::string_view& row, bool& there) {
  if (state_->row != nullptr) library().free(state_->row);
  state_->row = nullptr;
  const int bytes = library().get_copy(state_->handle, &state_->row, 0);
  there = bytes > 0;
  if (there) {
    row = {state_->row, static_cast<std::size_t>(bytes)};
    return {};
  }
  if (bytes == -2) return failure();
  Status status;
  while (void* const result = library().get_result(state_->handle)) {
    if (status && library().result_status(result) != command_ok) status = failure();
    library().clear(result);
  }
  return status;
}

Status Connection::put(std::string_view rows) {
  constexpr std::size_t most = 1u << 20;
  for (; !rows.empty(); rows.remove_prefix(std::min(rows.size(), most))) {
    const std::string_view piece = rows.substr(0, most);
    if (library().put_copy(state_->handle, piece.data(), static_cast<int>(piece.size())) != 1)
      return failure();
  }
  return {};
}

Status Connection::end_put() {
  if (library().end_copy(state_->handle, nullptr) != 1) return failure();
  Status status;
  while (void* const result = library().get_result(state_->handle)) {
    if (status && library().result_status(result) != command_ok) status = failure();
    library().clear(result);
  }
  return status;
}

void split_row(std::string& row, std::vector<std::string_view>& cells, std::vector<bool>& known) {
  cells.clear();
  known.clear();
  if (!row.empty() && row.back() == '\n') row.pop_back();
  std::size_t begin = 0, to = 0;
  bool null = false;
  const auto end_cell = [&] {
    cells.emplace_back(row.data() + begin, to - begin);
    known.push_back(!null);
    null = false;
  };
  for (std::size_t from = 0; from < row.size(); ++from) {
    char c = row[from];
    if (c == '\t') {
      end_cell();
      row[to++] = '\t';
      begin = to;
      continue;
    }
    if (c == '\\' && from + 1 < row.size()) {
      c = row[++from];
      null |= c == 'N' && to == begin;
      constexpr std::string_view letters = "bfnrtv", meant = "\b\f\n\r\t\v";
      if (const std::size_t at = letters.find(c); at != std::string_view::npos) c = meant[at];
    }
    row[to++] = c;
  }
  end_cell();
}

void append_value(std::string& text, std::string_view value) {
  for (const char c : value) {
    if (c == '\\' || c == '\t' || c == '\n' || c == '\r') text += '\\';
    text += c == '\t' ? 't' : c == '\n' ? 'n' : c == '\r' ? 'r' : c;
  }
}

std::string quoted_name(std::string_view name) {
  std::string made = "\"";
  for (const char c : name)
    if (c != '\0') made += c == '"' ? std::string("\"\"") : std::string(1, c);
  return made + "\"";
}

std::string quoted_table(std::string_view name) {
  std::string made;
  for (std::size_t at = 0; at <= name.size();) {
    const std::size_t end = std::min(name.find('.', at), name.size());
    if (!made.empty()) made += '.';
    made += quoted_name(name.substr(at, end - at));
    at = end + 1;
  }
  return made;
}

std::string quoted_text(std::string_view text) {
  std::string made = "'";
  for (const char c : text)
    if (c != '\0') made += c == '\'' ? std::string("''") : std::string(1, c);
  return made + "'";
}

}  // namespace trouw::postgresql
