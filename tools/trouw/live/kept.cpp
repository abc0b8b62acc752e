#include "live/kept.h"

#include <sys/stat.h>

#include <algorithm>
#include <utility>
#include <vector>

#include "trouw/schema.h"

namespace trouw::cli {

struct KeptSet {
  std::vector<Batch> batches;
  std::vector<std::vector<Reject>> rejects;  // a batch each
  std::uint64_t blank_lines = 0;
};

namespace {

constexpr std::size_t most_sets = 3;  // as it is, as it was saved, and as it was a moment ago
constexpr const char* given_up = "given up";

// What tells a file from the same file later; empty where that cannot be told.
std::string state_of(const std::string& path) {
  struct stat about {};
  if (::stat(path.c_str(), &about) != 0 || !S_ISREG(about.st_mode)) return {};
  std::string state;
  for (const auto number :
       {static_cast<std::int64_t>(about.st_ino), static_cast<std::int64_t>(about.st_size),
        static_cast<std::int64_t>(about.st_mtim.tv_sec), static_cast<std::int64_t>(about.st_mtim.tv_nsec)})
    state += std::to_string(number) + ",";
  return state;
}

// What the records of a set hang on; empty: they are not kept.
std::string key_of(const std::string& source, const RecordShape& shape) {
  for (const Field& field : shape.schema->fields)
    if (field.gathered) return {};
  const std::string path = source.substr(0, source.find('#'));
  const std::string file = state_of(path);
  if (file.empty()) return {};
  std::string key = source + '\0' + file + state_of(path + "-wal") + '\0' + shape.schema->canonical + '\0';
  for (const std::string& text : shape.texts) key += text + '\0';
  for (const bool compared : shape.compared_texts) key += compared ? '1' : '0';
  return key;
}

std::size_t bytes_of(const Batch& batch) {
  std::size_t bytes = batch.id_bytes.size() + batch.size * 2 * sizeof(std::size_t);
  for (const Column& column : batch.columns) bytes += column.values.size() * (sizeof(std::int64_t) + 1);
  for (const std::string& text : batch.texts) bytes += text.size() + sizeof(std::string);
  return bytes;
}

// Parts are numbers of batches.
class ReplayParts final : public RecordParts {
 public:
  ReplayParts(std::shared_ptr<const KeptSet> set, const std::atomic<bool>* stop)
      : set_(std::move(set)), stop_(stop) {}

  Status cut(RecordPart& part, bool& there) override {
    if (stop_ != nullptr && *stop_) return Status::failure(given_up);
    there = next_ < set_->batches.size();
    if (!there) return {};
    part.first = part.last = static_cast<std::int64_t>(next_++);
    part.progress = static_cast<double>(next_) / static_cast<double>(set_->batches.size());
    return {};
  }

  std::unique_ptr<PartReader> reader(Status&) const override;
  void settle(const RecordPart&, Batch&, std::vector<Reject>&, std::size_t) override {}
  std::uint64_t blank_lines() const override { return set_->blank_lines; }

 private:
  std::shared_ptr<const KeptSet> set_;
  const std::atomic<bool>* stop_;
  std::size_t next_ = 0;
};

class ReplayReader final : public PartReader {
 public:
  explicit ReplayReader(const KeptSet& set) : set_(set) {}

  Status read(RecordPart& part, Batch& batch, std::vector<Reject>& rejects) override {
    const auto number = static_cast<std::size_t>(part.first);
    batch = set_.batches[number];
    rejects.insert(rejects.end(), set_.rejects[number].begin(), set_.rejects[number].end());
    return {};
  }

 private:
  const KeptSet& set_;
};

std::unique_ptr<PartReader> ReplayParts::reader(Status&) const {
  return std::make_unique<ReplayReader>(*set_);
}

class Replay final : public RecordReader {
 public:
  Replay(std::shared_ptr<const KeptSet> set, const std::atomic<bool>* stop)
      : set_(std::move(set)), stop_(stop) {}

  Status next(Batch& batch, std::vector<Reject>& rejects) override {
    if (stop_ != nullptr && *stop_) return Status::failure(given_up);
    batch.clear();
    if (next_ == set_->batches.size()) return {};
    batch = set_->batches[next_];
    rejects.insert(rejects.end(), set_->rejects[next_].begin(), set_->rejects[next_].end());
    ++next_;
    return {};
  }

  double progress() const override {
    return static_cast<double>(next_) / static_cast<double>(std::max<std::size_t>(1, set_->batches.size()));
  }

  std::unique_ptr<RecordParts> parts() override { return std::make_unique<ReplayParts>(set_, stop_); }
  std::uint64_t blank_lines() const override { return set_->blank_lines; }

 private:
  std::shared_ptr<const KeptSet> set_;
  const std::atomic<bool>* stop_;
  std::size_t next_ = 0;
};

// What is not kept, and can be given up all the same.
class StoppableParts final : public RecordParts {
 public:
  StoppableParts(std::unique_ptr<RecordParts> parts, const std::atomic<bool>* stop)
      : parts_(std::move(parts)), stop_(stop) {}

  Status cut(RecordPart& part, bool& there) override {
    return *stop_ ? Status::failure(given_up) : parts_->cut(part, there);
  }
  std::unique_ptr<PartReader> reader(Status& status) const override { return parts_->reader(status); }
  void settle(const RecordPart& part, Batch& batch, std::vector<Reject>& rejects, std::size_t own) override {
    parts_->settle(part, batch, rejects, own);
  }
  Status finish(std::vector<Reject>& rejects) override { return parts_->finish(rejects); }
  std::uint64_t blank_lines() const override { return parts_->blank_lines(); }

 private:
  std::unique_ptr<RecordParts> parts_;
  const std::atomic<bool>* stop_;
};

class Stoppable final : public RecordReader {
 public:
  Stoppable(std::unique_ptr<RecordReader> reader, const std::atomic<bool>* stop)
      : reader_(std::move(reader)), stop_(stop) {}

  Status next(Batch& batch, std::vector<Reject>& rejects) override {
    return *stop_ ? Status::failure(given_up) : reader_->next(batch, rejects);
  }
  double progress() const override { return reader_->progress(); }
  std::unique_ptr<RecordParts> parts() override {
    auto parts = reader_->parts();
    if (!parts) return nullptr;
    return std::make_unique<StoppableParts>(std::move(parts), stop_);
  }
  std::uint64_t blank_lines() const override { return reader_->blank_lines(); }
  std::vector<std::string> notes() const override { return reader_->notes(); }

 private:
  std::unique_ptr<RecordReader> reader_;
  const std::atomic<bool>* stop_;
};

std::unique_ptr<RecordReader> stoppable(std::unique_ptr<RecordReader> reader, const std::atomic<bool>* stop) {
  if (!reader || stop == nullptr) return reader;
  return std::make_unique<Stoppable>(std::move(reader), stop);
}

// Reads all of it; null where it is more than may be kept, or reading failed.
std::shared_ptr<const KeptSet> read_all(RecordReader& reader, std::size_t most_bytes,
                                        const std::atomic<bool>* stop, Status& status) {
  auto set = std::make_shared<KeptSet>();
  std::size_t bytes = 0;
  while (true) {
    Batch batch;
    std::vector<Reject> rejects;
    status = stop != nullptr && *stop ? Status::failure(given_up) : reader.next(batch, rejects);
    if (!status) return nullptr;
    if (batch.size == 0 && rejects.empty()) break;
    bytes += bytes_of(batch) + rejects.size() * sizeof(Reject);
    if (bytes > most_bytes) return nullptr;
    set->batches.push_back(std::move(batch));
    set->rejects.push_back(std::move(rejects));
  }
  set->blank_lines = reader.blank_lines();
  return set;
}

}  // namespace

std::unique_ptr<RecordReader> KeptRecords::open(const std::string& source, const RecordShape& shape,
                                                const std::atomic<bool>* stop, Status& status) {
  status = {};
  const std::string key = key_of(source, shape);
  const auto found = std::ranges::find(sets_, key, [](const auto& one) { return one.first; });
  if (found != sets_.end()) {
    sets_.splice(sets_.begin(), sets_, found);
    return std::make_unique<Replay>(sets_.front().second, stop);
  }
  auto reader = open_records(source, shape, status);
  if (!status || key.empty()) return stoppable(std::move(reader), stop);
  const auto set = read_all(*reader, most_bytes_, stop, status);
  if (!status) return nullptr;
  if (!set) return stoppable(open_records(source, shape, status), stop);
  sets_.emplace_front(key, set);
  if (sets_.size() > most_sets) sets_.pop_back();
  return std::make_unique<Replay>(set, stop);
}

}  // namespace trouw::cli
