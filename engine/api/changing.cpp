#include "api/changing.h"

#include "records/settling.h"
#include "trouw/decision.h"
#include "trouw/what_if.h"

namespace trouw {

namespace {

// One batch, while changes are made in it.
class Changing {
 public:
  Changing(const Schema& schema, Batch& batch, std::vector<Reject>& rejects)
      : schema_(schema), batch_(batch), rejects_(rejects), out_(batch.size, false) {}

  void make(const FieldChange& change) {
    Column& column = batch_.columns[change.field];
    if (column.values.size() < batch_.size) return;  // a field that no rule reads
    for (std::size_t row = 0; row < batch_.size; ++row) {
      if (column.known[row] == 0 && change.kind != FieldChange::set) continue;
      put(row, change.field, changed(column.values[row], change, schema_));
    }
    for (FieldId field = 0; field < schema_.fields.size(); ++field)
      if (const auto& computed = schema_.fields[field].computed;
          computed && (computed->a == change.field || computed->b == change.field))
        compute(field, *computed);
  }

  void finish() {
    if (any_out_) drop(batch_, out_);
  }

 private:
  void compute(FieldId field, const Computed& computed) {
    const Column &a = batch_.columns[computed.a], &b = batch_.columns[computed.b];
    if (batch_.columns[field].values.size() < batch_.size) return;
    for (std::size_t row = 0; row < batch_.size; ++row)
      if (a.known[row] != 0 && b.known[row] != 0)
        put(row, field, schema_.computed(field, a.values[row], b.values[row]));
  }

  void put(std::size_t row, FieldId field, std::optional<std::int64_t> value) {
    const Field& of = schema_.fields[field];
    if (!value || *value < of.from || *value > of.to) return turn_away(row, of, field, value);
    batch_.columns[field].values[row] = *value;
    batch_.columns[field].known[row] = 1;
  }

  void turn_away(std::size_t row, const Field& of, FieldId field, std::optional<std::int64_t> value) {
    if (out_[row]) return;
    out_[row] = any_out_ = true;
    const auto shown = [&](std::int64_t stored) { return shown_value(schema_, field, stored, {}); };
    rejects_.emplace_back(batch_.lines[row], std::string(batch_.id(row)), of.name, value ? shown(*value) : "",
                          value ? "would not be from " + shown(of.from) + " to " + shown(of.to)
                                : "would come to more than a number can hold");
  }

  const Schema& schema_;
  Batch& batch_;
  std::vector<Reject>& rejects_;
  std::vector<bool> out_;
  bool any_out_ = false;
};

using Changes = std::vector<FieldChange>;

class ChangedPart : public PartReader {
 public:
  ChangedPart(std::unique_ptr<PartReader> reader, const Schema& schema, const Changes& changes)
      : reader_(std::move(reader)), schema_(schema), changes_(changes) {}

  Status read(RecordPart& part, Batch& batch, std::vector<Reject>& rejects) override {
    const Status status = reader_->read(part, batch, rejects);
    change_batch(schema_, changes_, batch, rejects);
    return status;
  }

 private:
  std::unique_ptr<PartReader> reader_;
  const Schema& schema_;
  const Changes& changes_;
};

class ChangedParts : public RecordParts {
 public:
  ChangedParts(std::unique_ptr<RecordParts> parts, const Schema& schema, Changes changes)
      : parts_(std::move(parts)), schema_(schema), changes_(std::move(changes)) {}

  Status cut(RecordPart& part, bool& there) override { return parts_->cut(part, there); }
  std::unique_ptr<PartReader> reader(Status& status) const override {
    auto reader = parts_->reader(status);
    if (reader == nullptr) return nullptr;
    return std::make_unique<ChangedPart>(std::move(reader), schema_, changes_);
  }
  void settle(const RecordPart& part, Batch& batch, std::vector<Reject>& rejects, std::size_t own) override {
    parts_->settle(part, batch, rejects, own);
  }
  Status finish(std::vector<Reject>& rejects) override { return parts_->finish(rejects); }
  std::uint64_t blank_lines() const override { return parts_->blank_lines(); }

 private:
  std::unique_ptr<RecordParts> parts_;
  const Schema& schema_;
  Changes changes_;
};

class ChangedRecords : public RecordReader {
 public:
  ChangedRecords(std::unique_ptr<RecordReader> records, const Schema& schema, Changes changes)
      : records_(std::move(records)), schema_(schema), changes_(std::move(changes)) {}

  // A batch of which every record falls out is no end: its rejects are new.
  Status next(Batch& batch, std::vector<Reject>& rejects) override {
    const Status status = records_->next(batch, rejects);
    change_batch(schema_, changes_, batch, rejects);
    return status;
  }
  double progress() const override { return records_->progress(); }
  std::unique_ptr<RecordParts> parts() override {
    auto parts = records_->parts();
    if (parts == nullptr) return nullptr;
    return std::make_unique<ChangedParts>(std::move(parts), schema_, changes_);
  }
  std::uint64_t blank_lines() const override { return records_->blank_lines(); }
  std::vector<std::string> notes() const override { return records_->notes(); }

 private:
  std::unique_ptr<RecordReader> records_;
  const Schema& schema_;
  Changes changes_;
};

}  // namespace

void change_batch(const Schema& schema, std::span<const FieldChange> changes, Batch& batch,
                  std::vector<Reject>& rejects) {
  Changing changing(schema, batch, rejects);
  for (const FieldChange& change : changes) changing.make(change);
  changing.finish();
}

std::unique_ptr<RecordReader> changed_records(std::unique_ptr<RecordReader> records, const Schema& schema,
                                              std::vector<FieldChange> changes) {
  return std::make_unique<ChangedRecords>(std::move(records), schema, std::move(changes));
}

}  // namespace trouw
