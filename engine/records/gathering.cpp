#include "records/gathering.h"

#include <algorithm>

#include "records/gathered_rows.h"
#include "records/settling.h"

namespace trouw {

namespace {

// All gathering fields of one source of records. Not thread-safe.
class Gathering {
 public:
  explicit Gathering(RecordShape shape) : shape_(std::move(shape)) {}

  Status read(const std::string& source) {
    const Schema& schema = *shape_.schema;
    std::vector<bool> told(schema.events.size());
    for (FieldId field = 0; field < schema.fields.size(); ++field) {
      const auto& gathered = schema.fields[field].gathered;
      if (!gathered) continue;
      if (source == "-" && !gathered->events)
        return Status::failure(
            "the field “" + schema.fields[field].name +
            "” looks at the holder's other contracts, so the records are read twice; standard "
            "input can be read once.");
      const std::string from =
          gathered->events ? events_source(schema.events[*gathered->events].records, source) : source;
      Status status;
      const auto rows = open_records(from, shape_.gathered[field]->shape, status);
      if (!status) return status;
      fields_.push_back({std::make_unique<GatheredRows>(shape_, field), gathered->events.has_value()});
      std::vector<Reject> own;
      status = fields_.back().rows->read(*rows, own);
      if (!status) return status;
      if (!gathered->events || told[*gathered->events]) continue;
      told[*gathered->events] = fields_.back().tells = true;
      for (Reject& reject : own) {
        reject.field =
            schema.events[*gathered->events].name + (reject.field.empty() ? "" : ": " + reject.field);
        unread_.push_back(std::move(reject));
      }
    }
    return {};
  }

  void fill(Batch& batch, std::vector<Reject>& rejects, std::size_t own) {
    std::vector<bool> unfit(batch.size);
    const std::size_t before = rejects.size();
    for (Part& field : fields_) {
      if (field.events)
        for (std::size_t i = own; i < before; ++i) field.rows->meet(rejects[i].id);
      field.rows->fill(batch, unfit, rejects);
    }
    if (rejects.size() == before) return;
    drop(batch, unfit);
    std::stable_sort(rejects.begin() + static_cast<std::ptrdiff_t>(own), rejects.end(),
                     [](const Reject& a, const Reject& b) { return a.line < b.line; });
  }

  void finish(std::vector<Reject>& rejects) {
    const std::size_t full = rejects.size() + batch_rows;
    while (told_ < unread_.size() && rejects.size() < full) rejects.push_back(unread_[told_++]);
    for (Part& field : fields_)
      if (field.tells && rejects.size() < full) field.rows->leftover(full - rejects.size(), rejects);
  }

 private:
  struct Part {
    std::unique_ptr<GatheredRows> rows;
    bool events = false;
    bool tells = false;  // of events that nobody has
  };

  RecordShape shape_;
  std::vector<Part> fields_;
  std::vector<Reject> unread_;  // events
  std::size_t told_ = 0;        // of them
};

class GatheringParts : public RecordParts {
 public:
  GatheringParts(std::unique_ptr<RecordParts> parts, std::shared_ptr<Gathering> gathering)
      : parts_(std::move(parts)), gathering_(std::move(gathering)) {}

  Status cut(RecordPart& part, bool& there) override { return parts_->cut(part, there); }
  std::unique_ptr<PartReader> reader(Status& status) const override { return parts_->reader(status); }

  void settle(const RecordPart& part, Batch& batch, std::vector<Reject>& rejects, std::size_t own) override {
    parts_->settle(part, batch, rejects, own);
    gathering_->fill(batch, rejects, own);
  }

  Status finish(std::vector<Reject>& rejects) override {
    const std::size_t before = rejects.size();
    Status status = parts_->finish(rejects);
    if (status && rejects.size() == before) gathering_->finish(rejects);
    return status;
  }

  std::uint64_t blank_lines() const override { return parts_->blank_lines(); }

 private:
  std::unique_ptr<RecordParts> parts_;
  std::shared_ptr<Gathering> gathering_;
};

class GatheringReader : public RecordReader {
 public:
  GatheringReader(std::unique_ptr<RecordReader> records, std::shared_ptr<Gathering> gathering)
      : records_(std::move(records)), gathering_(std::move(gathering)) {}

  Status next(Batch& batch, std::vector<Reject>& rejects) override {
    const std::size_t own = rejects.size();
    batch.clear();
    if (Status status = ended_ ? Status() : records_->next(batch, rejects); !status) return status;
    ended_ |= batch.size == 0 && rejects.size() == own;
    if (ended_)
      gathering_->finish(rejects);
    else
      gathering_->fill(batch, rejects, own);
    return {};
  }

  double progress() const override { return records_->progress(); }
  std::uint64_t blank_lines() const override { return records_->blank_lines(); }
  std::vector<std::string> notes() const override { return records_->notes(); }

  std::unique_ptr<RecordParts> parts() override {
    auto parts = records_->parts();
    if (!parts) return nullptr;
    return std::make_unique<GatheringParts>(std::move(parts), gathering_);
  }

 private:
  std::unique_ptr<RecordReader> records_;
  std::shared_ptr<Gathering> gathering_;
  bool ended_ = false;
};

}  // namespace

bool gathers(const Schema& schema) {
  return std::any_of(schema.fields.begin(), schema.fields.end(),
                     [](const Field& field) { return field.gathered.has_value(); });
}

std::unique_ptr<RecordReader> gather(std::unique_ptr<RecordReader> records, const std::string& source,
                                     const RecordShape& shape, Status& status) {
  if (!shape.on || shape.gathered.empty()) return records;
  auto gathering = std::make_shared<Gathering>(shape);
  status = gathering->read(source);
  if (!status) return nullptr;
  return std::make_unique<GatheringReader>(std::move(records), std::move(gathering));
}

}  // namespace trouw
