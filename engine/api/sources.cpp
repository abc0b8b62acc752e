#include "trouw/sources.h"

#include <deque>

#include "records/memory.h"
#include "records/settling.h"

namespace trouw {

namespace {

// How records are read that nothing is gathered for, with all that it stands on.
struct Held {
  explicit Held(const Engine& engine)
      : programme(engine.shared_programme()), schema(programme->schema), shape(engine.shape(true)) {
    for (Field& field : schema.fields) {
      if (!field.gathered) continue;
      field.gathered.reset();
      field.column = field.name;
    }
    shape.schema = &schema;
  }
  Held(const Held&) = delete;

  std::shared_ptr<const Programme> programme;
  Schema schema;
  RecordShape shape;
};

class HeldReader : public RecordReader {
 public:
  HeldReader(std::unique_ptr<Held> held, std::unique_ptr<RecordReader> reader)
      : held_(std::move(held)), reader_(std::move(reader)) {}

  Status next(Batch& batch, std::vector<Reject>& rejects) override { return reader_->next(batch, rejects); }
  double progress() const override { return reader_->progress(); }
  std::unique_ptr<RecordParts> parts() override { return reader_->parts(); }
  std::uint64_t blank_lines() const override { return reader_->blank_lines(); }

 private:
  std::unique_ptr<Held> held_;
  std::unique_ptr<RecordReader> reader_;
};

Status set_field(const Programme& programme, const Batch& batch, std::size_t row, FieldId id,
                 Record& record) {
  const Field& field = programme.schema.fields[id];
  const Column& column = batch.columns[id];
  if (programme.schema.roles.id == id) return record.set_text(id, batch.id(row));
  if (column.known.size() <= row || column.known[row] == 0)
    return field.optional ? record.set_unknown(id) : Status();
  const std::int64_t stored = column.values[row];
  if (field.type != Type::text) return record.set(id, stored);
  const auto text = static_cast<std::size_t>(stored);
  const std::size_t named = programme.texts.size();
  return record.set_text(id, text < named ? programme.texts[text] : batch.texts[text - named]);
}

}  // namespace

std::string misfit_text(const Misfit& misfit) {
  std::string text = misfit.field;
  if (!misfit.value.empty())
    text.append(text.empty() ? "" : " ").append("“").append(misfit.value).append("”");
  return text.append(text.empty() ? "" : " ").append(misfit.reason);
}

std::unique_ptr<RecordReader> read_json(const Engine& engine, std::string_view text, Status& status) {
  std::string lines;
  status = to_lines(text, lines);
  if (!status) return nullptr;
  auto held = std::make_unique<Held>(engine);
  auto reader = read_lines(std::move(lines), held->shape, status);
  return status ? std::make_unique<HeldReader>(std::move(held), std::move(reader)) : nullptr;
}

std::unique_ptr<RecordReader> read_arrow(const Engine& engine, ArrowArrayStream& stream, Status& status) {
  auto held = std::make_unique<Held>(engine);
  auto rows = open_arrow_rows(stream, status);
  auto reader = status ? read_rows(std::move(rows), held->shape, status) : nullptr;
  return status ? std::make_unique<HeldReader>(std::move(held), std::move(reader)) : nullptr;
}

Status set_row(const Batch& batch, std::size_t row, Record& record) {
  const Programme& programme = *record.programme();
  record.clear();
  Status status;
  for (FieldId id = 0; id < programme.schema.fields.size() && status; ++id) {
    const Field& field = programme.schema.fields[id];
    if (!field.always && !field.computed) status = set_field(programme, batch, row, id, record);
  }
  return status;
}

struct JsonRecord::State {
  explicit State(const Engine& engine) : held(engine), lines(held.shape) {}

  Held held;
  LineReader lines;
  std::string line;
  Batch batch;
  std::vector<Reject> rejects;
};

JsonRecord::JsonRecord(const Engine& engine) : state_(std::make_unique<State>(engine)) {}
JsonRecord::~JsonRecord() = default;

Status JsonRecord::read(std::string_view text, Record& record) {
  Batch& batch = state_->batch;
  std::vector<Reject>& rejects = state_->rejects;
  rejects.clear();
  Status status = to_lines(text, state_->line);
  if (status) status = state_->lines.read(state_->line, batch, rejects);
  if (!status) return status;
  if (batch.size + rejects.size() != 1) return Status::failure("One JSON object is one record.");
  if (rejects.empty()) return set_row(batch, 0, record);
  std::string sentences = misfit_text(rejects.front());
  for (const Misfit& other : rejects.front().others) sentences.append("; ").append(misfit_text(other));
  return Status::failure(sentences);
}

Status set_json(const Engine& engine, std::string_view text, Record& record) {
  return JsonRecord(engine).read(text, record);
}

struct GivenRecords::State {
  explicit State(std::shared_ptr<const Programme> of)
      : programme(std::move(of)), settling(programme->schema, 1, false) {}

  std::shared_ptr<const Programme> programme;
  Settling settling;
  std::deque<Batch> batches;
};

GivenRecords::GivenRecords(std::shared_ptr<const Programme> programme)
    : state_(std::make_unique<State>(std::move(programme))) {}
GivenRecords::~GivenRecords() = default;

Status GivenRecords::add(const Record& record) {
  Status status;
  const Batch* const batch = record.batch(status);
  if (status) state_->batches.push_back(*batch);
  return status;
}

Status GivenRecords::next(Batch& batch, std::vector<Reject>& rejects) {
  batch.clear();
  if (state_->batches.empty()) return {};
  const std::size_t own = rejects.size();
  batch = std::move(state_->batches.front());
  state_->batches.pop_front();
  batch.lines = {0};
  state_->settling.settle(1, batch, rejects, own);
  return {};
}

double GivenRecords::progress() const {
  return -1;
}

}  // namespace trouw
