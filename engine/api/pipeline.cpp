#include "api/pipeline.h"

#include <algorithm>

namespace trouw {

Pipeline::Pipeline(RecordReader& records, unsigned threads, const Make& make) : records_(records) {
  places_ = std::vector<Place>(threads > 1 ? 2 * threads + 2 : 1);
  for (unsigned i = 0; i < std::max(1U, threads); ++i) deciding_.push_back(make());
  if (threads <= 1) return;
  if (Status status = open_parts(threads); !status) {
    fail(std::move(status));
    return;
  }
  for (unsigned i = 0; i < threads; ++i)
    threads_.emplace_back([this, i] { work(*deciding_[i], parts_ ? part_readers_[i].get() : nullptr); });
}

Status Pipeline::open_parts(unsigned threads) {
  parts_ = records_.parts();
  for (unsigned i = 0; parts_ && i < threads; ++i) {
    Status status;
    part_readers_.push_back(parts_->reader(status));
    if (!status) return status;
  }
  return {};
}

// There is one batch, which is empty and could not be read.
void Pipeline::fail(Status status) {
  places_[0].status = std::move(status);
  places_[0].done = true;
  last_ = 0;
}

Pipeline::~Pipeline() {
  {
    const std::lock_guard lock(mutex_);
    stopped_ = true;
  }
  changed_.notify_all();
  for (std::thread& thread : threads_) thread.join();
}

// Whether there is more after it. A batch with neither records nor rejects is the last.
bool Pipeline::read(Place& place) {
  Decided& decided = place.decided;
  decided.rejects.clear();
  place.status = records_.next(decided.batch, decided.rejects);
  decided.progress = records_.progress();
  if (!place.status) decided.batch.clear();
  return place.status && (decided.batch.size > 0 || !decided.rejects.empty());
}

// Whether there is another part.
bool Pipeline::cut(Place& place) {
  Decided& decided = place.decided;
  decided.rejects.clear();
  decided.batch.clear();
  bool there = false;
  place.status = parts_->cut(place.part, there);
  decided.progress = place.part.progress;
  return place.status && there;
}

void Pipeline::read_part(Place& place, PartReader& reader) {
  Decided& decided = place.decided;
  place.status = reader.read(place.part, decided.batch, decided.rejects);
  if (!place.status) decided.batch.clear();
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

void Pipeline::take_turn(std::unique_lock<std::mutex>& lock, Deciding& deciding, PartReader* reader) {
  const std::size_t number = begun_++;
  Place& place = places_[number % places_.size()];
  place.taken = true;
  reading_ = true;
  lock.unlock();
  const bool more = reader != nullptr ? cut(place) : read(place);
  lock.lock();
  reading_ = false;
  if (reader == nullptr || !place.status) {
    if (!more) last_ = std::min(last_, number);
    changed_.notify_all();
  } else {
    changed_.notify_all();
    more ? settle(lock, place, number, *reader) : finish(lock, place, number);
  }
  lock.unlock();
  place.decided.unreadable = place.decided.rejects.size();
  deciding.decide(place.decided);
  lock.lock();
  place.done = true;
}

// Reads a part, and waits until all before it are settled.
void Pipeline::settle(std::unique_lock<std::mutex>& lock, Place& place, std::size_t number,
                      PartReader& reader) {
  lock.unlock();
  read_part(place, reader);
  lock.lock();
  if (!place.status) last_ = std::min(last_, number);
  changed_.wait(lock, [&] { return stopped_ || settled_ == number; });
  if (stopped_) return;
  lock.unlock();
  parts_->settle(place.part, place.decided.batch, place.decided.rejects, 0);
  lock.lock();
  ++settled_;
  changed_.notify_all();
}

// Once all parts are settled: what only the end of the source shows, which may take several batches.
void Pipeline::finish(std::unique_lock<std::mutex>& lock, Place& place, std::size_t number) {
  changed_.wait(lock, [&] { return stopped_ || last_ < number || settled_ == number; });
  if (stopped_ || last_ < number) return;
  place.status = parts_->finish(place.decided.rejects);
  if (place.decided.rejects.empty() || !place.status)
    last_ = number;
  else
    ++settled_;
  changed_.notify_all();
}

void Pipeline::work(Deciding& deciding, PartReader* reader) {
  std::unique_lock lock(mutex_);
  try {
    for (;;) {
      changed_.wait(lock, [&] {
        return stopped_ || begun_ > last_ || (!reading_ && !places_[begun_ % places_.size()].taken);
      });
      if (stopped_ || begun_ > last_) return;
      take_turn(lock, deciding, reader);
      changed_.notify_all();
    }
  } catch (...) {
    if (!lock.owns_lock()) lock.lock();
    thrown_ = std::current_exception();
    stopped_ = true;
    changed_.notify_all();
  }
}

const Decided* Pipeline::next(Status& status) {
  if (places_.size() == 1) return read_here(status);
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
  return &place.decided;
}

}  // namespace trouw
