// Batches through any number of threads and out again in input order.
#pragma once

#include <condition_variable>
#include <exception>
#include <mutex>
#include <thread>
#include <vector>

#include "api/deciding.h"

namespace trouw {

// Decides for several batches at once; where the source comes in parts, also reads several at once, and only
// cuts and settles them one after another. A batch in work has a place; there are so few of them that memory
// stays flat.
class Pipeline {
 public:
  using Make = std::function<std::unique_ptr<Deciding>()>;

  Pipeline(RecordReader& records, unsigned threads, const Make& make);
  ~Pipeline();  // stops and waits

  // The next batch in input order, or nullptr after the last. `status` tells where reading it failed, and
  // that it is the last for that. Valid until the next call. What a thread threw is thrown here.
  const Decided* next(Status& status);

  // Blank lines that were passed over. To be asked when there is no next batch.
  std::uint64_t blank_lines() const { return parts_ ? parts_->blank_lines() : records_.blank_lines(); }

 private:
  struct Place {
    RecordPart part;
    Decided decided;
    Status status;
    bool taken = false, done = false;
  };

  const Decided* read_here(Status& status);
  Status open_parts(unsigned threads);
  void fail(Status status);
  void work(Deciding& deciding, PartReader* reader);
  void take_turn(std::unique_lock<std::mutex>& lock, Deciding& deciding, PartReader* reader);
  void settle(std::unique_lock<std::mutex>& lock, Place& place, std::size_t number, PartReader& reader);
  void finish(std::unique_lock<std::mutex>& lock, Place& place, std::size_t number);
  bool read(Place& place);
  bool cut(Place& place);
  void read_part(Place& place, PartReader& reader);

  RecordReader& records_;
  std::unique_ptr<RecordParts> parts_;
  std::vector<std::unique_ptr<PartReader>> part_readers_;  // a thread each
  std::vector<std::unique_ptr<Deciding>> deciding_;
  std::vector<std::thread> threads_;
  std::vector<Place> places_;
  std::mutex mutex_;
  std::condition_variable changed_;
  std::size_t begun_ = 0;        // batches that a thread has begun with
  std::size_t given_ = 0;        // and that were given out
  std::size_t last_ = SIZE_MAX;  // the number of the last one, once it is known
  std::size_t settled_ = 0;      // batches of parts that know their lines and ids
  bool reading_ = false, stopped_ = false;
  std::exception_ptr thrown_;
};

}  // namespace trouw
