#include "records/whole_reader.h"

namespace trouw {

namespace {

class WholeReader : public RecordReader {
 public:
  WholeReader(std::unique_ptr<RecordParts> parts, std::vector<std::string> notes, Status& status)
      : parts_(std::move(parts)), notes_(std::move(notes)) {
    reader_ = parts_->reader(status);
  }

  // Parts may be empty; only the end may look like it.
  Status next(Batch& batch, std::vector<Reject>& rejects) override {
    const std::size_t own = rejects.size();
    batch.clear();
    for (bool there = true; batch.size == 0 && rejects.size() == own;) {
      if (Status status = parts_->cut(part_, there); !status) return status;
      if (!there) return parts_->finish(rejects);
      if (Status status = reader_->read(part_, batch, rejects); !status) return status;
      parts_->settle(part_, batch, rejects, own);
    }
    return {};
  }

  double progress() const override { return part_.progress; }
  std::uint64_t blank_lines() const override { return parts_ ? parts_->blank_lines() : 0; }
  std::vector<std::string> notes() const override { return notes_; }

  std::unique_ptr<RecordParts> parts() override {
    reader_.reset();
    return std::move(parts_);
  }

 private:
  std::unique_ptr<RecordParts> parts_;
  std::vector<std::string> notes_;
  std::unique_ptr<PartReader> reader_;  // of parts_
  RecordPart part_;
};

}  // namespace

std::unique_ptr<RecordReader> read_whole(std::unique_ptr<RecordParts> parts, std::vector<std::string> notes,
                                         Status& status) {
  auto reader = std::make_unique<WholeReader>(std::move(parts), std::move(notes), status);
  return status ? std::move(reader) : nullptr;
}

}  // namespace trouw
