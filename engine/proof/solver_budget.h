// How much Z3 may spend. Where it was built in.
#pragma once

#include <z3++.h>

#include <algorithm>
#include <climits>
#include <cstdint>

#include "proof/decide.h"

namespace trouw {

// Asks within the time that is left, or the work. `spent`: Z3's own units of all questions so far that its
// context was asked.
inline z3::check_result check_within(z3::solver& solver, const Budget& budget, std::uint64_t& spent) {
  constexpr std::int64_t unit = 10;  // steps of work that take as long as a unit of Z3's
  constexpr std::int64_t most_milliseconds = 3'600'000, most_units = UINT_MAX - 1;
  if (!budget.counted()) {
    const auto left =
        std::chrono::duration_cast<std::chrono::milliseconds>(budget.until() - Budget::Clock::now());
    solver.set("timeout",
               static_cast<unsigned>(std::clamp<std::int64_t>(left.count(), 1, most_milliseconds)));
    return solver.check();
  }
  solver.set("rlimit", static_cast<unsigned>(std::clamp<std::int64_t>(budget.left() / unit, 1, most_units)));
  const z3::check_result found = solver.check();
  const z3::stats told = solver.statistics();
  std::uint64_t now = spent;
  for (unsigned i = 0; i < told.size(); ++i)
    if (told.key(i) == "rlimit count") now = told.uint_value(i);
  budget.spend(static_cast<std::size_t>(now - spent) * static_cast<std::size_t>(unit));
  spent = now;
  return found;
}

}  // namespace trouw
