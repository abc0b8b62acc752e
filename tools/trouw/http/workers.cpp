#include "http/workers.h"

#include <algorithm>
#include <utility>

namespace trouw::http {

Workers::Workers(unsigned threads, unsigned waiting) : waiting_(std::max(1U, waiting)) {
  for (unsigned i = 0; i < std::max(1U, threads); ++i) threads_.emplace_back([this] { serve(); });
}

void Workers::add(std::function<void()> work) {
  std::unique_lock lock(guard_);
  room_.wait(lock, [this] { return queue_.size() < waiting_ || ending_; });
  queue_.push_back(std::move(work));
  more_.notify_one();
}

void Workers::finish() {
  {
    const std::lock_guard lock(guard_);
    ending_ = true;
  }
  more_.notify_all();
  room_.notify_all();
  for (std::thread& one : threads_)
    if (one.joinable()) one.join();
}

void Workers::serve() {
  std::unique_lock lock(guard_);
  while (true) {
    more_.wait(lock, [this] { return !queue_.empty() || ending_; });
    if (queue_.empty()) return;
    const std::function<void()> work = std::move(queue_.front());
    queue_.pop_front();
    room_.notify_one();
    lock.unlock();
    work();
    lock.lock();
  }
}

}  // namespace trouw::http
