#include "serve/jobs.h"

#include <exception>

namespace trouw::cli {

Jobs::~Jobs() {
  {
    const std::lock_guard lock(guard_);
    stop_ = true;
  }
  more_.notify_all();
  thread_.join();
}

std::optional<std::uint64_t> Jobs::add(Work work) {
  const std::lock_guard lock(guard_);
  if (queue_.size() >= most_waiting || stop_) return std::nullopt;
  const std::uint64_t number = ++last_;
  jobs_[number] = {};
  if (jobs_.size() > most_kept) jobs_.erase(jobs_.begin());
  queue_.emplace_back(number, std::move(work));
  more_.notify_all();
  return number;
}

std::optional<Jobs::Job> Jobs::find(std::uint64_t number) const {
  const std::lock_guard lock(guard_);
  const auto found = jobs_.find(number);
  return found == jobs_.end() ? std::nullopt : std::optional(found->second);
}

void Jobs::work() {
  std::unique_lock lock(guard_);
  while (true) {
    more_.wait(lock, [&] { return stop_ || !queue_.empty(); });
    if (stop_) return;
    auto [number, work] = std::move(queue_.front());
    queue_.pop_front();
    jobs_[number].state = State::running;
    lock.unlock();
    Job made;
    try {
      made = {State::done, work(stop_)};
    } catch (const std::exception& thrown) {
      made = {State::failed, thrown.what()};
    }
    work = nullptr;
    lock.lock();
    jobs_[number] = std::move(made);
  }
}

}  // namespace trouw::cli
