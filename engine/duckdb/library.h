// The calls of DuckDB's C library that are made, as its documentation has them ("Stable C API", since 1.0).
#pragma once

#include <cstdint>

#include "trouw/status.h"

namespace trouw::duckdb {

using Handle = void*;

// A result as the library hands it out; only `internal` is looked at, by the library itself.
struct Result {
  std::uint64_t unused[3] = {};
  void* columns = nullptr;
  char* message = nullptr;
  void* internal = nullptr;
};

struct Library {
  static const Library* find(Status& status);

  int (*open_ext)(const char* path, Handle* database, Handle config, char** error) = nullptr;
  void (*close)(Handle* database) = nullptr;
  int (*create_config)(Handle* config) = nullptr;
  int (*set_config)(Handle config, const char* name, const char* option) = nullptr;
  void (*destroy_config)(Handle* config) = nullptr;
  int (*connect)(Handle database, Handle* connection) = nullptr;
  void (*disconnect)(Handle* connection) = nullptr;
  int (*query)(Handle connection, const char* sql, Result* result) = nullptr;
  void (*destroy_result)(Result* result) = nullptr;
  const char* (*result_error)(Result* result) = nullptr;
  int (*prepare)(Handle connection, const char* sql, Handle* statement) = nullptr;
  const char* (*prepare_error)(Handle statement) = nullptr;
  void (*destroy_prepare)(Handle* statement) = nullptr;
  int (*pending_prepared_streaming)(Handle statement, Handle* pending) = nullptr;
  const char* (*pending_error)(Handle pending) = nullptr;
  int (*execute_pending)(Handle pending, Result* result) = nullptr;
  void (*destroy_pending)(Handle* pending) = nullptr;
  Handle (*fetch_chunk)(Result result) = nullptr;
  void (*destroy_data_chunk)(Handle* chunk) = nullptr;
  std::uint64_t (*data_chunk_get_size)(Handle chunk) = nullptr;
  Handle (*data_chunk_get_vector)(Handle chunk, std::uint64_t column) = nullptr;
  void* (*vector_get_data)(Handle vector) = nullptr;
  std::uint64_t* (*vector_get_validity)(Handle vector) = nullptr;
  void (*free)(void* memory) = nullptr;
};

}  // namespace trouw::duckdb
