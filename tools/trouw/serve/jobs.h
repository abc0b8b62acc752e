// What takes longer than a request: done one after another, and asked for by a number.
#pragma once

#include <atomic>
#include <condition_variable>
#include <deque>
#include <functional>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <thread>

namespace trouw::cli {

// Any number of threads.
class Jobs {
 public:
  enum class State : unsigned char { waiting, running, done, failed };
  struct Job {
    State state = State::waiting;
    std::string text;  // what it says, as JSON, or why it failed
  };
  // Returns what it says; what it throws is a failure. `stop` is set when nobody waits for it any more.
  using Work = std::function<std::string(const std::atomic<bool>& stop)>;

  Jobs() : thread_([this] { work(); }) {}
  ~Jobs();
  Jobs(const Jobs&) = delete;
  Jobs& operator=(const Jobs&) = delete;

  // Its number; nothing where too many wait.
  std::optional<std::uint64_t> add(Work work);
  std::optional<Job> find(std::uint64_t number) const;

 private:
  static constexpr std::size_t most_waiting = 8, most_kept = 64;

  void work();

  mutable std::mutex guard_;
  std::condition_variable more_;
  std::deque<std::pair<std::uint64_t, Work>> queue_;
  std::map<std::uint64_t, Job> jobs_;
  std::uint64_t last_ = 0;
  std::atomic<bool> stop_ = false;
  std::thread thread_;
};

}  // namespace trouw::cli
