// Batches through any number of threads and out again in input order.
#pragma once

#include <condition_variable>
#include <exception>
#include <mutex>
#include <thread>
#include <vector>

#include "api/deciding.h"

namespace trouw {

// Decides for several batches at once; reads several at once where the source comes in parts, and else one at
// a time. A batch in work has a place; there are so few of them that memory stays flat.
class Pipeline {
 public:
  using Make = std::function<std::unique_ptr<Deciding>()>;

  Pipeline(RecordReader& records, unsigned threads, const Make& make);
  ~Pipeline();  // stops and waits

  // The next batch in input order, or nullptr after the last. `status` tells where reading it failed, and
  // that it is the last for that. Valid until the next call. What a thread threw is thrown here.
  const Decided* next(Status& status);

 private:
  struct Place {
    Decided decided;
    Status status;
    bool taken = false, done = false;
  };

  const Decided* read_here(Status& status);
  void open_parts(unsigned threads);
  void work(Deciding& deciding, PartReader* part);
  void take_turn(std::unique_lock<std::mutex>& lock, Deciding& deciding, PartReader* part);
  bool read(Place& place);
  bool read_part(Place& place, PartReader& part, std::size_t number);
  void number_lines(Decided& decided);

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
  std::uint64_t lines_ = 0;      // in the parts that were given out
  bool reading_ = false, stopped_ = false;
  std::exception_ptr thrown_;
};

}  // namespace trouw
