// The deciders: each answers a problem by itself, or says that it cannot.
#pragma once

#include <algorithm>
#include <atomic>
#include <chrono>
#include <memory>
#include <string>

#include "proof/problem.h"

namespace trouw {

// When to give up: at a time, which any number of threads may ask about; or after so much work, counted by
// one thread at a time, so that the same question gets the same answer on every machine. A step of work is
// one operation of a plan, looked at once.
class Budget {
 public:
  using Clock = std::chrono::steady_clock;
  Budget(Clock::time_point until, const std::atomic<bool>* stop) : until_(until), stop_(stop) {}
  Budget(std::int64_t work, const std::atomic<bool>* stop) : stop_(stop), counted_(true), work_(work) {}

  // A part of this budget, which outlives it: so long at most, or so much work.
  Budget part(Clock::duration longest, std::int64_t work) const {
    if (counted_) return {std::min(work, left()), stop_, this};
    return {std::min(until_, Clock::now() + longest), stop_};
  }
  Budget half() const {
    if (counted_) return {left() / 2, stop_, this};
    const auto now = Clock::now();
    return {now + (until_ - now) / 2, stop_};
  }

  bool interrupted() const { return stop_ != nullptr && stop_->load(std::memory_order_relaxed); }
  bool over() const {
    if (done_.load(std::memory_order_relaxed) || interrupted()) return true;
    return counted_ ? left() <= 0 : Clock::now() >= until_;
  }
  void finish() { done_ = true; }  // somebody else has the answer
  Clock::time_point until() const { return until_; }
  const std::atomic<bool>* stop() const { return stop_; }

  bool counted() const { return counted_; }
  std::int64_t left() const { return outer_ == nullptr ? work_ : std::min(work_, outer_->left()); }
  void spend(std::size_t work) const {
    if (!counted_) return;
    work_ -= static_cast<std::int64_t>(work);
    if (outer_ != nullptr) outer_->spend(work);
  }

 private:
  Budget(std::int64_t work, const std::atomic<bool>* stop, const Budget* outer)
      : stop_(stop), counted_(true), work_(work), outer_(outer) {}

  Clock::time_point until_;
  const std::atomic<bool>* stop_;
  bool counted_ = false;
  mutable std::int64_t work_ = 0;
  const Budget* outer_ = nullptr;
  std::atomic<bool> done_ = false;
};

// Of so much work, or else of so many seconds from now on.
Budget budget_of(const std::optional<std::int64_t>& work, double seconds, const std::atomic<bool>* stop);

struct Outcome {
  enum Kind : std::uint8_t { none, exists, undecided } kind = undecided;  // of records that break it
  Assignment record;                  // exists: confirmed by the operations themselves
  std::optional<std::int64_t> worst;  // undecided: no record has a larger gap
  std::uint64_t tried = 0;
  const char* by = "";
};

// Tries records at the places where the problem's conditions change. Never `none`.
Outcome try_records(const Problem& problem, const Budget& budget, std::uint64_t records);

// The same, briefly: some 50 ms.
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

// One after the other, with ever larger parts of a budget that is counted, so that nothing hangs on which of
// the two is quicker.
Outcome decide_in_turn(const Problem& problem, const Budget& budget, Deciders deciders, Solving& solving);

}  // namespace trouw
