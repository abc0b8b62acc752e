// Records from anywhere: sources, JSON, Arrow, one by one.
#include <dlfcn.h>

#include <new>

#include "abi/handles.h"

using namespace trouw::abi;  // NOLINT: the whole file is the border

namespace trouw::abi {

std::unique_ptr<RecordReader> reader_of(trouw_records* records, const trouw_engine* engine,
                                        trouw_error* error) {
  if (records->engine->engine.shared_programme() != engine->engine.shared_programme()) {
    fail(error, TROUW_WRONG_ORDER, "the records are of another programme");
    return nullptr;
  }
  if (!records->reader) fail(error, TROUW_WRONG_ORDER, "the records were read before");
  records->given = nullptr;
  return std::move(records->reader);
}

}  // namespace trouw::abi

namespace {

// Makes a handle around what `open` gives.
template <typename Open>
trouw_status make(const trouw_engine* engine, trouw_records** records, trouw_status wrong, trouw_error* error,
                  const Open& open) {
  auto made = std::make_unique<trouw_records>(engine);
  trouw::Status status;
  made->reader = open(status);
  if (!status) return fail(error, wrong, status.message);
  *records = made.release();
  return TROUW_OK;
}

}  // namespace

trouw_status trouw_record_set_json(trouw_record* record, const trouw_engine* engine, const char* json,
                                   size_t length, trouw_error* error) {
  return at_border(error, [&]() -> trouw_status {
    std::string_view text;
    if (!all_there(error, record, engine) || !text_in(error, json, length, longest_source, text))
      return TROUW_BAD_ARGUMENT;
    if (record->record.programme() != engine->engine.shared_programme()) {
      record->record = trouw::Record(engine->engine.shared_programme());
      record->json.reset();
    }
    if (!record->json) record->json.emplace(engine->engine);
    return told(error, TROUW_BAD_VALUE, record->json->read(text, record->record));
  });
}

trouw_status trouw_records_open(const trouw_engine* engine, const char* source, size_t length,
                                trouw_records** records, trouw_error* error) {
  return at_border(error, [&]() -> trouw_status {
    std::string_view path;
    if (!all_there(error, records)) return TROUW_BAD_ARGUMENT;
    *records = nullptr;
    if (!all_there(error, engine) || !text_in(error, source, length, longest_value, path))
      return TROUW_BAD_ARGUMENT;
    return make(engine, records, TROUW_UNREADABLE, error, [&](trouw::Status& status) {
      return trouw::open_records(std::string(path), engine->engine.shape(engine->day, true), status);
    });
  });
}

trouw_status trouw_records_of_json(const trouw_engine* engine, const char* json, size_t length,
                                   trouw_records** records, trouw_error* error) {
  return at_border(error, [&]() -> trouw_status {
    std::string_view text;
    if (!all_there(error, records)) return TROUW_BAD_ARGUMENT;
    *records = nullptr;
    if (!all_there(error, engine) || !text_in(error, json, length, PTRDIFF_MAX / 4, text))
      return TROUW_BAD_ARGUMENT;
    return make(engine, records, TROUW_UNREADABLE, error,
                [&](trouw::Status& status) { return trouw::read_json(engine->engine, text, status); });
  });
}

trouw_status trouw_records_of_arrow(const trouw_engine* engine, ArrowArrayStream* stream,
                                    trouw_records** records, trouw_error* error) {
  return at_border(error, [&]() -> trouw_status {
    if (!all_there(error, records)) return TROUW_BAD_ARGUMENT;
    *records = nullptr;
    if (!all_there(error, engine, stream)) return TROUW_BAD_ARGUMENT;
    return make(engine, records, TROUW_UNREADABLE, error,
                [&](trouw::Status& status) { return trouw::read_arrow(engine->engine, *stream, status); });
  });
}

trouw_status trouw_records_create(const trouw_engine* engine, trouw_records** records, trouw_error* error) {
  return at_border(error, [&]() -> trouw_status {
    if (!all_there(error, records)) return TROUW_BAD_ARGUMENT;
    *records = nullptr;
    if (!all_there(error, engine)) return TROUW_BAD_ARGUMENT;
    auto given = std::make_unique<trouw::GivenRecords>(engine->engine.shared_programme());
    trouw::GivenRecords* const kept = given.get();
    const trouw_status status = make(engine, records, TROUW_INTERNAL, error, [&](trouw::Status&) {
      return std::unique_ptr<trouw::RecordReader>(std::move(given));
    });
    if (status == TROUW_OK) (*records)->given = kept;
    return status;
  });
}

trouw_status trouw_records_add(trouw_records* records, const trouw_record* record, trouw_error* error) {
  return at_border(error, [&]() -> trouw_status {
    if (!all_there(error, records, record)) return TROUW_BAD_ARGUMENT;
    if (records->given == nullptr)
      return fail(error, TROUW_WRONG_ORDER,
                  "records are added to those of trouw_records_create, before they are read");
    if (record->record.programme() != records->engine->engine.shared_programme())
      return fail(error, TROUW_WRONG_ORDER, "the record is of another programme");
    return told(error, TROUW_BAD_VALUE, records->given->add(record->record));
  });
}

void trouw_records_release(trouw_records* records) {
  delete records;
}

trouw_status trouw_decide_arrow(const trouw_engine* engine, trouw_records* records, uint32_t wanted,
                                ArrowArrayStream* results, trouw_error* error) {
  return at_border(error, [&]() -> trouw_status {
    if (!all_there(error, results)) return TROUW_BAD_ARGUMENT;
    *results = {};
    if (!all_there(error, engine, records)) return TROUW_BAD_ARGUMENT;
    if ((wanted & ~std::uint32_t{TROUW_LINES}) != 0)
      return fail(error, TROUW_BAD_ARGUMENT, "what is wanted of the results is none of what there is");
    auto reader = reader_of(records, engine, error);
    if (!reader) return TROUW_WRONG_ORDER;
    trouw::decide_arrow(engine->engine, engine->day, std::move(reader), {(wanted & TROUW_LINES) != 0},
                        *results);
    return TROUW_OK;
  });
}

ArrowArrayStream* trouw_stream_create(void) {
  return new (std::nothrow) ArrowArrayStream();
}

void trouw_stream_release(ArrowArrayStream* stream) {
  if (stream != nullptr && stream->release != nullptr) stream->release(stream);
  delete stream;
}

// Only a process of Python calls it: the one function of Python's that it takes is there then. An exception
// that is on its way is not touched, which a destructor written in Python would.
void trouw_stream_capsule_end(void* capsule) {
  using GetPointer = void* (*)(void*, const char*);
  const auto pointer_of = reinterpret_cast<GetPointer>(::dlsym(RTLD_DEFAULT, "PyCapsule_GetPointer"));
  if (pointer_of == nullptr || capsule == nullptr) return;
  trouw_stream_release(static_cast<ArrowArrayStream*>(pointer_of(capsule, "arrow_array_stream")));
}
