// What a programme says to no effect, found by the same search as proofs: an offer that nobody is ever
// offered, one that never wins its best of, a row that is never reached, a cap that never binds, a newcomer
// offer that no customer offer answers, and customers who get nothing.
#pragma once

#include <atomic>
#include <optional>

#include "trouw/diagnostic.h"
#include "trouw/engine.h"

namespace trouw {

struct LintOptions {
  double seconds = 1;                       // for all together; what is not decided by then is not told
  const std::atomic<bool>* stop = nullptr;  // set by anybody: ends soon
  std::optional<std::int64_t> work = {};    // instead of seconds: steps of work
};

// Warnings, and notes on what may well be meant; in order of the offers. Each is said of every record within
// the declared domains, on every day, with every limit leaving room.
Diagnostics lints(const Engine& engine, const LintOptions& options);

}  // namespace trouw
