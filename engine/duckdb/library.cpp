#include "duckdb/library.h"

#include <dlfcn.h>

#include <type_traits>

namespace trouw::duckdb {

namespace {

void* open_library() {
  for (const char* const name :
       {"libduckdb.so", "libduckdb.so.1", "/usr/local/lib/libduckdb.so", "libduckdb.dylib"})
    if (void* const found = ::dlopen(name, RTLD_LAZY | RTLD_LOCAL)) return found;
  return nullptr;
}

// All of it or nothing, once for the process.
struct Loaded {
  Loaded() {
    void* const handle = open_library();
    found = handle != nullptr;
    if (!found) return;
    complete = true;
    const auto take = [&](auto& call, const char* name) {
      void* const address = ::dlsym(handle, name);
      complete &= address != nullptr;
      call = reinterpret_cast<std::remove_reference_t<decltype(call)>>(address);
    };
    take(library.open_ext, "duckdb_open_ext");
    take(library.close, "duckdb_close");
    take(library.create_config, "duckdb_create_config");
    take(library.set_config, "duckdb_set_config");
    take(library.destroy_config, "duckdb_destroy_config");
    take(library.connect, "duckdb_connect");
    take(library.disconnect, "duckdb_disconnect");
    take(library.query, "duckdb_query");
    take(library.destroy_result, "duckdb_destroy_result");
    take(library.result_error, "duckdb_result_error");
    take(library.prepare, "duckdb_prepare");
    take(library.prepare_error, "duckdb_prepare_error");
    take(library.destroy_prepare, "duckdb_destroy_prepare");
    take(library.pending_prepared_streaming, "duckdb_pending_prepared_streaming");
    take(library.pending_error, "duckdb_pending_error");
    take(library.execute_pending, "duckdb_execute_pending");
    take(library.destroy_pending, "duckdb_destroy_pending");
    take(library.fetch_chunk, "duckdb_fetch_chunk");
    take(library.destroy_data_chunk, "duckdb_destroy_data_chunk");
    take(library.data_chunk_get_size, "duckdb_data_chunk_get_size");
    take(library.data_chunk_get_vector, "duckdb_data_chunk_get_vector");
    take(library.vector_get_data, "duckdb_vector_get_data");
    take(library.vector_get_validity, "duckdb_vector_get_validity");
    take(library.free, "duckdb_free");
  }

  Library library;
  bool found = false, complete = false;
};

}  // namespace

const Library* Library::find(Status& status) {
  static const Loaded loaded;
  if (loaded.complete) return &loaded.library;
  status = Status::failure(
      loaded.found
          ? "the library libduckdb.so that is installed is too old; version 1.2 or later is needed."
          : "Parquet, Excel and DuckDB's own files are read by DuckDB's library, which is not installed: "
            "put libduckdb.so (of duckdb.org, for C and C++) where the system looks for libraries, or "
            "name its folder in LD_LIBRARY_PATH.");
  return nullptr;
}

}  // namespace trouw::duckdb
