#include "api/pipeline.h"

#include <algorithm>

namespace trouw {

Pipeline::Pipeline(RecordReader& records, unsigned threads, const Make& make) : records_(records) {
  if (threads > 1) open_parts(threads);
  places_ = std::vector<Place>(threads > 1 ? 2 * threads + 2 : 1);
  for (unsigned i = 0; i < std::max(1U, threads); ++i) deciding_.push_back(make());
  if (threads <= 1) return;
  for (unsigned i = 0; i < threads; ++i)
    threads_.emplace_back([this, i] { work(*deciding_[i], parts_ ? part_readers_[i].get() : nullptr); });
}

// Where a thread can't have a reader of its own, one reads for all.
void Pipeline::open_parts(unsigned threads) {
  parts_ = records_.parts();
  for (unsigned i = 0; parts_ && i < threads; ++i) {
    Status status;
    part_readers_.push_back(parts_->reader(status));
    if (!status) parts_.reset();
  }
  if (parts_) last_ = parts_->count() - 1;
}

Pipeline::~Pipeline() {
  {
    const std::lock_guard lock(mutex_);
    stopped_ = true;
  }
  changed_.notify_all();
  for (std::thread& thread : threads_) thread.join();
}

// Whether there is more after it. A batch without records is the last; it may have rejects.
bool Pipeline::read(Place& place) {
  Decided& decided = place.decided;
  decided.rejects.clear();
  place.status = records_.next(decided.batch, decided.rejects);
  decided.progress = records_.progress();
  if (!place.status) decided.batch.clear();
  return place.status && decided.batch.size > 0;
}

bool Pipeline::read_part(Place& place, PartReader& part, std::size_t number) {
  Decided& decided = place.decided;
  decided.rejects.clear();
  place.status = part.read(number, decided.batch, decided.rejects);
  decided.progress = static_cast<double>(number + 1) / static_cast<double>(parts_->count());
  if (!place.status) decided.batch.clear();
  return place.status.ok;
}

const Decided* Pipeline::read_here(Status& status) {
  if (given_ > last_) return nullptr;
  Place& place = places_[0];
  if (!read(place)) last_ = given_;
  ++given_;
  place.decided.unreadable = place.decided.rejects.size();
  deciding_[0]->decide(place.decided);
  status = place.status;
  return &place.decided;
}

void Pipeline::take_turn(std::unique_lock<std::mutex>& lock, Deciding& deciding, PartReader* part) {
  const std::size_t number = begun_++;
  Place& place = places_[number % places_.size()];
  place.taken = true;
  reading_ = part == nullptr;
  lock.unlock();
  const bool more = part != nullptr ? read_part(place, *part, number) : read(place);
  lock.lock();
  reading_ = false;
  if (!more) last_ = std::min(last_, number);
  lock.unlock();
  changed_.notify_all();
  place.decided.unreadable = place.decided.rejects.size();
  deciding.decide(place.decided);
  lock.lock();
  place.done = true;
}

void Pipeline::work(Deciding& deciding, PartReader* part) {
  std::unique_lock lock(mutex_);
  try {
    for (;;) {
      changed_.wait(lock, [&] {
        return stopped_ || begun_ > last_ || (!reading_ && !places_[begun_ % places_.size()].taken);
      });
      if (stopped_ || begun_ > last_) return;
      take_turn(lock, deciding, part);
      changed_.notify_all();
    }
  } catch (...) {
    if (!lock.owns_lock()) lock.lock();
    thrown_ = std::current_exception();
    stopped_ = true;
    changed_.notify_all();
  }
}

// Lines of a part count from its first.
void Pipeline::number_lines(Decided& decided) {
  for (Reject& reject : decided.rejects) reject.line += lines_;
  lines_ += decided.batch.size + decided.unreadable;
}

const Decided* Pipeline::next(Status& status) {
  if (threads_.empty()) return read_here(status);
  std::unique_lock lock(mutex_);
  if (given_ > 0) {
    Place& before = places_[(given_ - 1) % places_.size()];
    before.done = before.taken = false;
    changed_.notify_all();
  }
  if (given_ > last_) return nullptr;
  Place& place = places_[given_ % places_.size()];
  changed_.wait(lock, [&] { return thrown_ != nullptr || place.done; });
  if (thrown_) std::rethrow_exception(thrown_);
  ++given_;
  status = place.status;
  if (parts_) number_lines(place.decided);
  return &place.decided;
}

}  // namespace trouw
