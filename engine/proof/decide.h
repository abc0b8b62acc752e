// The deciders: each answers a problem by itself, or says that it cannot.
#pragma once

#include <atomic>
#include <chrono>
#include <memory>
#include <string>

#include "proof/problem.h"

namespace trouw {

// When to give up. Any number of threads may ask.
class Budget {
 public:
  using Clock = std::chrono::steady_clock;
  Budget(Clock::time_point until, const std::atomic<bool>* stop) : until_(until), stop_(stop) {}

  bool interrupted() const { return stop_ != nullptr && stop_->load(std::memory_order_relaxed); }
  bool over() const {
    return done_.load(std::memory_order_relaxed) || interrupted() || Clock::now() >= until_;
  }
  void finish() { done_ = true; }  // somebody else has the answer
  Clock::time_point until() const { return until_; }
  const std::atomic<bool>* stop() const { return stop_; }

 private:
  Clock::time_point until_;
  const std::atomic<bool>* stop_;
  std::atomic<bool> done_ = false;
};

struct Outcome {
  enum Kind : std::uint8_t { none, exists, undecided } kind = undecided;  // of records that break it
  Assignment record;                  // exists: confirmed by the operations themselves
  std::optional<std::int64_t> worst;  // undecided: no record has a larger gap
  std::uint64_t tried = 0;
  const char* by = "";
};

// Tries records at the places where the problem's conditions change. Never `none`.
Outcome try_records(const Problem& problem, const Budget& budget, std::uint64_t records);

// The same, for some 50 ms.
Outcome try_briefly(const Problem& problem, const Budget& budget);

// Branch and bound over boxes of records, with every rounding as it is.
Outcome decide_by_boxes(const Problem& problem, const Budget& budget);

// Z3, for one problem after the other. interrupt() may be called from another thread, again and again.
class Solving {
 public:
  Solving();
  ~Solving();
  Outcome decide(const Problem& problem, const Budget& budget);
  void interrupt();

 private:
  struct Library;
  std::unique_ptr<Library> library_;
};

// The own procedure by itself, for a moment; and what needs no search at all.
Outcome decide_at_once(const Problem& problem, const Budget& budget, bool own);

// Both side by side: the first answer wins.
struct Deciders {
  bool own = true;
  bool solver = true;
  bool tries = true;  // records tried out first
};
Outcome decide(const Problem& problem, const Budget& budget, Deciders deciders);

}  // namespace trouw
