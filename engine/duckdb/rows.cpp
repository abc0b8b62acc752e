#include <cstring>

#include "duckdb/duckdb.h"
#include "duckdb/library.h"

namespace trouw::duckdb {

namespace {

// A text as a chunk holds it: short ones lie in it; of others it has four bytes, and where they are.
struct alignas(void*) Text {
  std::uint32_t size = 0;
  char bytes[12] = {};

  std::string_view view() const {
    if (size <= sizeof bytes) return {bytes, size};
    const char* pointer = nullptr;
    std::memcpy(&pointer, bytes + 4, sizeof pointer);
    return {pointer, size};
  }
};
static_assert(sizeof(Text) == 16);

std::string quoted(const std::string& name) {
  std::string made = "\"";
  for (const char c : name) made += c == '"' ? std::string("\"\"") : std::string(1, c);
  return made + "\"";
}

Kind kind_of(std::string_view type) {
  for (const std::string_view whole :
       {"TINYINT", "SMALLINT", "INTEGER", "BIGINT", "UTINYINT", "USMALLINT", "UINTEGER"})
    if (type == whole) return Kind::integer;
  if (type == "DATE") return Kind::day;
  if (type.starts_with("DECIMAL") || type == "DOUBLE" || type == "FLOAT" || type == "HUGEINT" ||
      type == "UBIGINT" || type == "UHUGEINT")
    return Kind::decimal;
  return Kind::text;
}

// A column as one of the kinds.
std::string selected(const Column& column) {
  if (column.kind == Kind::integer) return "CAST(" + quoted(column.name) + " AS BIGINT)";
  if (column.kind == Kind::day) return quoted(column.name);
  return "CAST(" + quoted(column.name) + " AS VARCHAR)";
}

}  // namespace

struct Rows::State {
  explicit State(const Library& of) : library(of) {}
  ~State() {
    if (chunk != nullptr) library.destroy_data_chunk(&chunk);
    if (running) library.destroy_result(&result);
    if (statement != nullptr) library.destroy_prepare(&statement);
    if (connection != nullptr) library.disconnect(&connection);
    if (database != nullptr) library.close(&database);
  }

  Status open(const std::string& path) {
    Handle config = nullptr;
    if (library.create_config(&config) != 0) return Status::failure("DuckDB could not begin.");
    if (!path.empty()) library.set_config(config, "access_mode", "READ_ONLY");
    library.set_config(config, "threads", "1");
    char* error = nullptr;
    const int failed = library.open_ext(path.empty() ? nullptr : path.c_str(), &database, config, &error);
    library.destroy_config(&config);
    if (failed == 0 && library.connect(database, &connection) == 0) return {};
    const std::string why = error != nullptr ? error : "it could not be opened";
    if (error != nullptr) library.free(error);
    return Status::failure("DuckDB: " + why);
  }

  Status run(const std::string& sql) {
    if (library.prepare(connection, sql.c_str(), &statement) != 0)
      return failure(library.prepare_error(statement));
    Handle pending = nullptr;
    int failed = library.pending_prepared_streaming(statement, &pending);
    if (failed != 0) {
      Status status = failure(library.pending_error(pending));
      library.destroy_pending(&pending);
      return status;
    }
    failed = library.execute_pending(pending, &result);
    running = true;
    Status status = failed != 0 ? failure(library.pending_error(pending)) : Status();
    library.destroy_pending(&pending);
    return status;
  }

  void end() {
    if (chunk != nullptr) library.destroy_data_chunk(&chunk);
    chunk = nullptr;
    if (running) library.destroy_result(&result);
    running = false;
    if (statement != nullptr) library.destroy_prepare(&statement);
    statement = nullptr;
    row = size = 0;
  }

  static Status failure(const char* message) {
    std::string text = message != nullptr ? message : "the query failed";
    if (const std::size_t line = text.find('\n'); line != std::string::npos) text.resize(line);
    return Status::failure("DuckDB: " + text);
  }

  const Library& library;
  Handle database = nullptr, connection = nullptr, statement = nullptr, chunk = nullptr;
  Result result;
  bool running = false;
  std::uint64_t row = 0, size = 0;
  struct Vector {
    const void* data = nullptr;
    const std::uint64_t* validity = nullptr;
  };
  std::vector<Vector> vectors;
  std::vector<Kind> kinds;
};

Rows::Rows(const std::string& database, const std::string& from, Status& status) : from_(from) {
  const Library* const library = Library::find(status);
  if (library == nullptr) return;
  state_ = std::make_unique<State>(*library);
  status = state_->open(database);
  if (status) status = describe();
}

Rows::~Rows() = default;

Status Rows::describe() {
  state_->kinds = {Kind::text, Kind::text};
  if (Status status =
          state_->run("SELECT column_name, column_type FROM (DESCRIBE SELECT * FROM " + from_ + ")");
      !status)
    return status;
  for (bool there = true;;) {
    if (Status status = next(there); !status) return status;
    if (!there) break;
    columns_.push_back({std::string(value(0).bytes), kind_of(value(1).bytes)});
  }
  state_->end();
  return {};
}

Status Rows::select(const std::vector<std::size_t>& columns) {
  std::string list;
  state_->end();
  state_->kinds.clear();
  for (const std::size_t column : columns) {
    list += (list.empty() ? "" : ", ") + selected(columns_[column]);
    state_->kinds.push_back(columns_[column].kind);
  }
  return state_->run("SELECT " + (list.empty() ? "1" : list) + " FROM " + from_);
}

Status Rows::next_chunk(bool& there) {
  State& state = *state_;
  const Library& library = state.library;
  if (state.chunk != nullptr) library.destroy_data_chunk(&state.chunk);
  state.chunk = library.fetch_chunk(state.result);
  there = state.chunk != nullptr;
  if (!there) {
    const char* const error = library.result_error(&state.result);
    return error != nullptr && *error != '\0' ? State::failure(error) : Status();
  }
  state.size = library.data_chunk_get_size(state.chunk);
  there = state.size > 0;
  state.row = 0;
  state.vectors.clear();
  for (std::size_t i = 0; i < state.kinds.size(); ++i) {
    const Handle vector = library.data_chunk_get_vector(state.chunk, i);
    state.vectors.push_back({library.vector_get_data(vector), library.vector_get_validity(vector)});
  }
  return {};
}

Status Rows::next(bool& there) {
  there = true;
  if (state_->chunk != nullptr && ++state_->row < state_->size) return {};
  return next_chunk(there);
}

Value Rows::value(std::size_t column) const {
  const State::Vector& vector = state_->vectors[column];
  const std::uint64_t row = state_->row;
  Value value;
  value.known = vector.validity == nullptr || (vector.validity[row / 64] >> (row % 64) & 1) != 0;
  if (!value.known) return value;
  switch (state_->kinds[column]) {
    case Kind::integer:
      value.number = static_cast<const std::int64_t*>(vector.data)[row];
      break;
    case Kind::day:
      value.number = static_cast<const std::int32_t*>(vector.data)[row];
      break;
    case Kind::text:
    case Kind::decimal:
      value.bytes = static_cast<const Text*>(vector.data)[row].view();
      break;
  }
  return value;
}

}  // namespace trouw::duckdb
