// Many records, from the caller's columns or from a file.
#include <algorithm>

#include "abi/handles.h"

using namespace trouw::abi;  // NOLINT: the whole file is the border

namespace {

// The figures of one batch of a file.
struct Figures {
  std::vector<std::int32_t> standing;
  std::vector<std::int64_t> newcomer_value, value_before_match, top_up, value, worse_off_before, worse_off;

  trouw::TotalsColumns room(std::size_t rows) {
    standing.resize(rows);
    for (auto* figures :
         {&newcomer_value, &value_before_match, &top_up, &value, &worse_off_before, &worse_off})
      figures->resize(rows);
    return {standing.data(), newcomer_value.data(),   value_before_match.data(), top_up.data(),
            value.data(),    worse_off_before.data(), worse_off.data()};
  }

  void copy(std::size_t first, std::size_t count, const trouw::TotalsColumns& to) const {
    const auto one = [&](const auto& figures, auto* out) {
      if (out != nullptr) std::copy_n(figures.begin() + static_cast<std::ptrdiff_t>(first), count, out);
    };
    one(standing, to.standing);
    one(newcomer_value, to.newcomer_value);
    one(value_before_match, to.value_before_match);
    one(top_up, to.top_up);
    one(value, to.value);
    one(worse_off_before, to.worse_off_before);
    one(worse_off, to.worse_off);
  }
};

}  // namespace

struct trouw_batch {
  explicit trouw_batch(const trouw_engine* of)
      : engine(of), decider(of->engine, of->day), shape(of->engine.shape()) {}

  EngineRef engine;
  trouw::BatchDecider decider;
  trouw::RecordShape shape;
  std::vector<trouw::Reject> rejects;
  std::vector<std::string> ids;

  std::unique_ptr<trouw::RecordReader> reader;  // none: no file is open
  trouw::Batch batch;                           // of the file
  Figures figures;                              // of that batch
  std::size_t given = 0;                        // records of that batch
  bool ended = false;
};

namespace {

// A column of 64 bits with more rows than this cannot be addressed.
constexpr std::size_t most_rows = PTRDIFF_MAX / sizeof(std::int64_t);

trouw::TotalsColumns columns_of(const trouw_totals_columns& totals) {
  return {totals.standing, totals.newcomer_value,   totals.value_before_match, totals.top_up,
          totals.value,    totals.worse_off_before, totals.worse_off};
}

// A caller's column; `texts` is the memory of its texts.
trouw_status column_in(const trouw_column& column, const trouw::Field& field, std::size_t rows,
                       std::vector<std::string_view>& texts, trouw::FieldColumn& made, trouw_error* error) {
  const bool words = field.type == trouw::Type::text;
  if (words ? column.numbers != nullptr : column.texts != nullptr)
    return fail(error, TROUW_BAD_ARGUMENT,
                "field “" + field.name + "” takes " + (words ? "texts, not numbers" : "numbers, not texts"));
  if (column.numbers != nullptr) made.values = {column.numbers, rows};
  if (column.known != nullptr) made.known = {column.known, rows};
  if (column.texts == nullptr) return TROUW_OK;
  texts.reserve(rows);
  for (std::size_t row = 0; row < rows; ++row) {
    std::string_view text;
    const bool known = column.known == nullptr || column.known[row] != 0;
    if (known && !text_in(error, column.texts[row].bytes, column.texts[row].size, longest_value, text))
      return TROUW_BAD_ARGUMENT;
    texts.push_back(text);
  }
  made.texts = texts;
  return TROUW_OK;
}

trouw_status read_more(trouw_batch& batch, trouw_error* error) {
  batch.given = 0;
  batch.rejects.clear();
  const trouw::Status status = batch.reader->next(batch.batch, batch.rejects);
  if (!status || (batch.batch.size == 0 && batch.rejects.empty())) batch.ended = true;
  if (!status) {
    batch.batch.clear();
    return fail(error, TROUW_UNREADABLE, status.message);
  }
  batch.decider.decide(batch.batch, batch.figures.room(batch.batch.size), batch.rejects);
  return TROUW_OK;
}

}  // namespace

trouw_status trouw_batch_create(const trouw_engine* engine, trouw_batch** batch, trouw_error* error) {
  return at_border(error, [&]() -> trouw_status {
    if (!all_there(error, batch)) return TROUW_BAD_ARGUMENT;
    *batch = nullptr;
    if (!all_there(error, engine)) return TROUW_BAD_ARGUMENT;
    *batch = new trouw_batch(engine);
    return TROUW_OK;
  });
}

void trouw_batch_release(trouw_batch* batch) {
  delete batch;
}

trouw_status trouw_batch_decide(trouw_batch* batch, const trouw_column* columns, size_t column_count,
                                size_t rows, const trouw_totals_columns* totals, size_t size,
                                trouw_error* error) {
  return at_border(error, [&]() -> trouw_status {
    if (!all_there(error, batch, columns, totals)) return TROUW_BAD_ARGUMENT;
    if (!sized<trouw_totals_columns>(error, size)) return TROUW_BAD_ARGUMENT;
    const auto& fields = batch->engine->engine.programme().schema.fields;
    if (column_count != fields.size())
      return fail(error, TROUW_BAD_ARGUMENT,
                  "there is to be one column for each of the programme's " + std::to_string(fields.size()) +
                      " fields");
    if (rows > most_rows) return fail(error, TROUW_BAD_ARGUMENT, "there are more records than memory");
    batch->rejects.clear();
    batch->ids.clear();
    std::vector<trouw::FieldColumn> made(fields.size());
    std::vector<std::vector<std::string_view>> texts(fields.size());
    for (std::size_t i = 0; i < fields.size(); ++i) {
      const trouw_status status = column_in(columns[i], fields[i], rows, texts[i], made[i], error);
      if (status != TROUW_OK) return status;
    }
    return told(error, TROUW_BAD_ARGUMENT,
                batch->decider.decide(made, rows, columns_of(*totals), batch->rejects));
  });
}

trouw_status trouw_batch_open(trouw_batch* batch, const char* source, size_t length, trouw_error* error) {
  return at_border(error, [&]() -> trouw_status {
    std::string_view path;
    if (!all_there(error, batch) || !text_in(error, source, length, longest_value, path))
      return TROUW_BAD_ARGUMENT;
    batch->reader.reset();
    batch->rejects.clear();
    batch->ids.clear();
    batch->batch.clear();
    batch->given = 0;
    batch->ended = false;
    trouw::Status status;
    batch->reader = trouw::open_records(std::string(path), batch->shape, status);
    if (!status) batch->reader.reset();
    return told(error, TROUW_UNREADABLE, status);
  });
}

trouw_status trouw_batch_next(trouw_batch* batch, const trouw_totals_columns* totals, size_t size,
                              size_t room, size_t* rows, int32_t* more, trouw_error* error) {
  return at_border(error, [&]() -> trouw_status {
    if (!all_there(error, rows, more)) return TROUW_BAD_ARGUMENT;
    *rows = 0;
    *more = 0;
    if (!all_there(error, batch, totals)) return TROUW_BAD_ARGUMENT;
    if (!sized<trouw_totals_columns>(error, size)) return TROUW_BAD_ARGUMENT;
    if (room == 0) return fail(error, TROUW_BAD_ARGUMENT, "there is to be room for a record");
    if (!batch->reader) return fail(error, TROUW_WRONG_ORDER, "no file is open");
    batch->ids.clear();
    if (batch->given == batch->batch.size && !batch->ended)
      if (const trouw_status status = read_more(*batch, error); status != TROUW_OK) return status;
    const std::size_t count = std::min(room, batch->batch.size - batch->given);
    for (std::size_t row = 0; row < count; ++row)
      batch->ids.emplace_back(batch->batch.id(batch->given + row));
    batch->figures.copy(batch->given, count, columns_of(*totals));
    batch->given += count;
    *rows = count;
    *more = batch->ended ? 0 : 1;
    return TROUW_OK;
  });
}

trouw_status trouw_batch_id(const trouw_batch* batch, size_t row, trouw_text* id, trouw_error* error) {
  return at_border(error, [&]() -> trouw_status {
    if (!all_there(error, batch, id)) return TROUW_BAD_ARGUMENT;
    if (!within(error, row, batch->ids.size())) return TROUW_OUT_OF_RANGE;
    *id = text_out(batch->ids[row]);
    return TROUW_OK;
  });
}

trouw_status trouw_batch_reject_count(const trouw_batch* batch, size_t* count, trouw_error* error) {
  return at_border(error, [&]() -> trouw_status {
    if (!all_there(error, batch, count)) return TROUW_BAD_ARGUMENT;
    *count = batch->rejects.size();
    return TROUW_OK;
  });
}

trouw_status trouw_batch_reject(const trouw_batch* batch, size_t index, trouw_reject* reject, size_t size,
                                trouw_error* error) {
  return at_border(error, [&]() -> trouw_status {
    if (!all_there(error, batch, reject)) return TROUW_BAD_ARGUMENT;
    if (!within(error, index, batch->rejects.size())) return TROUW_OUT_OF_RANGE;
    const trouw::Reject& of = batch->rejects[index];
    trouw_reject made = {};
    made.line = of.line;
    made.id = text_out(of.id);
    made.field = text_out(of.field);
    made.value = text_out(of.value);
    made.reason = text_out(of.reason);
    return give(error, made, reject, size);
  });
}
