// Engines, the holder of the one that counts now, and records.
#include "abi/handles.h"

using namespace trouw::abi;  // NOLINT: the whole file is the border

namespace {

// Whether a record may be asked about this field; notes the failure otherwise.
bool settable(trouw_error* error, const trouw_record* record, std::size_t field) {
  return within(error, field, record->record.programme()->schema.fields.size());
}

}  // namespace

trouw_status trouw_engine_create(const trouw_programme* programme, int32_t day, trouw_engine** engine,
                                 trouw_error* error) {
  return at_border(error, [&]() -> trouw_status {
    if (!all_there(error, engine)) return TROUW_BAD_ARGUMENT;
    *engine = nullptr;
    if (!all_there(error, programme)) return TROUW_BAD_ARGUMENT;
    if (!programme->programme)
      return fail(error, TROUW_WRONG_ORDER, "the programme has errors, and so cannot decide");
    if (day < trouw::first_day || day > trouw::last_day)
      return fail(error, TROUW_BAD_VALUE, "a day lies from 1900-01-01 through 2199-12-31");
    *engine = new trouw_engine(programme->programme, day);
    return TROUW_OK;
  });
}

void trouw_engine_release(trouw_engine* engine) {
  EngineRef::release(engine);
}

trouw_status trouw_engine_day(const trouw_engine* engine, int32_t* day, trouw_error* error) {
  return at_border(error, [&]() -> trouw_status {
    if (!all_there(error, engine, day)) return TROUW_BAD_ARGUMENT;
    *day = engine->day;
    return TROUW_OK;
  });
}

trouw_status trouw_engine_fingerprint(const trouw_engine* engine, trouw_text* fingerprint,
                                      trouw_error* error) {
  return at_border(error, [&]() -> trouw_status {
    if (!all_there(error, engine, fingerprint)) return TROUW_BAD_ARGUMENT;
    *fingerprint = text_out(engine->engine.programme().fingerprint);
    return TROUW_OK;
  });
}

trouw_status trouw_holder_create(trouw_engine* engine, trouw_holder** holder, trouw_error* error) {
  return at_border(error, [&]() -> trouw_status {
    if (!all_there(error, holder)) return TROUW_BAD_ARGUMENT;
    *holder = nullptr;
    if (!all_there(error, engine)) return TROUW_BAD_ARGUMENT;
    auto made = std::make_unique<trouw_holder>();
    made->engine = EngineRef(engine);
    *holder = made.release();
    return TROUW_OK;
  });
}

trouw_status trouw_holder_replace(trouw_holder* holder, trouw_engine* engine, trouw_error* error) {
  return at_border(error, [&]() -> trouw_status {
    if (!all_there(error, holder, engine)) return TROUW_BAD_ARGUMENT;
    EngineRef other(engine);
    const std::lock_guard lock(holder->mutex);
    holder->engine = std::move(other);  // which then has the one before, and lets go of it unlocked
    return TROUW_OK;
  });
}

trouw_status trouw_holder_take(const trouw_holder* holder, trouw_engine** engine, trouw_error* error) {
  return at_border(error, [&]() -> trouw_status {
    if (!all_there(error, engine)) return TROUW_BAD_ARGUMENT;
    *engine = nullptr;
    if (!all_there(error, holder)) return TROUW_BAD_ARGUMENT;
    const std::lock_guard lock(holder->mutex);
    *engine = const_cast<trouw_engine*>(EngineRef(holder->engine.get()).give());
    return TROUW_OK;
  });
}

void trouw_holder_release(trouw_holder* holder) {
  delete holder;
}

trouw_status trouw_record_create(const trouw_engine* engine, trouw_record** record, trouw_error* error) {
  return at_border(error, [&]() -> trouw_status {
    if (!all_there(error, record)) return TROUW_BAD_ARGUMENT;
    *record = nullptr;
    if (!all_there(error, engine)) return TROUW_BAD_ARGUMENT;
    *record = new trouw_record(engine->engine.shared_programme());
    return TROUW_OK;
  });
}

void trouw_record_release(trouw_record* record) {
  delete record;
}

trouw_status trouw_record_clear(trouw_record* record, const trouw_engine* engine, trouw_error* error) {
  return at_border(error, [&]() -> trouw_status {
    if (!all_there(error, record, engine)) return TROUW_BAD_ARGUMENT;
    if (record->record.programme() == engine->engine.shared_programme()) {
      record->record.clear();
    } else {
      record->record = trouw::Record(engine->engine.shared_programme());
      record->json.reset();
    }
    return TROUW_OK;
  });
}

trouw_status trouw_record_set_text(trouw_record* record, size_t field, const char* text, size_t length,
                                   trouw_error* error) {
  return at_border(error, [&]() -> trouw_status {
    std::string_view value;
    if (!all_there(error, record)) return TROUW_BAD_ARGUMENT;
    if (!settable(error, record, field)) return TROUW_OUT_OF_RANGE;
    if (!text_in(error, text, length, longest_value, value)) return TROUW_BAD_ARGUMENT;
    return told(error, TROUW_BAD_VALUE, record->record.set_text(static_cast<trouw::FieldId>(field), value));
  });
}

trouw_status trouw_record_set_number(trouw_record* record, size_t field, int64_t number, trouw_error* error) {
  return at_border(error, [&]() -> trouw_status {
    if (!all_there(error, record)) return TROUW_BAD_ARGUMENT;
    if (!settable(error, record, field)) return TROUW_OUT_OF_RANGE;
    return told(error, TROUW_BAD_VALUE, record->record.set(static_cast<trouw::FieldId>(field), number));
  });
}

trouw_status trouw_record_set_choice(trouw_record* record, size_t field, const char* name, size_t length,
                                     trouw_error* error) {
  return at_border(error, [&]() -> trouw_status {
    std::string_view value;
    if (!all_there(error, record)) return TROUW_BAD_ARGUMENT;
    if (!settable(error, record, field)) return TROUW_OUT_OF_RANGE;
    if (!text_in(error, name, length, longest_value, value)) return TROUW_BAD_ARGUMENT;
    return told(error, TROUW_BAD_VALUE, record->record.set_choice(static_cast<trouw::FieldId>(field), value));
  });
}

trouw_status trouw_record_set_unknown(trouw_record* record, size_t field, trouw_error* error) {
  return at_border(error, [&]() -> trouw_status {
    if (!all_there(error, record)) return TROUW_BAD_ARGUMENT;
    if (!settable(error, record, field)) return TROUW_OUT_OF_RANGE;
    return told(error, TROUW_BAD_VALUE, record->record.set_unknown(static_cast<trouw::FieldId>(field)));
  });
}

trouw_status trouw_record_set_by_name(trouw_record* record, const char* name, size_t name_length,
                                      const char* text, size_t length, trouw_error* error) {
  return at_border(error, [&]() -> trouw_status {
    std::string_view wanted, value;
    if (!all_there(error, record) || !text_in(error, name, name_length, longest_value, wanted) ||
        !text_in(error, text, length, longest_value, value))
      return TROUW_BAD_ARGUMENT;
    const auto field = record->record.programme()->schema.find(wanted);
    if (!field) return fail(error, TROUW_NOT_FOUND, "there is no field “" + std::string(wanted) + "”");
    return told(error, TROUW_BAD_VALUE, record->record.set_text(*field, value));
  });
}
