// What each operation yields, on one record: the definition that the other readers are held to.
#pragma once

#include <cstdint>
#include <span>

#include "plan/plan.h"
#include "trouw/wide.h"

namespace trouw {

struct Cell {
  std::int64_t value = 0;  // 0 where unknown
  bool known = false;
  bool operator==(const Cell&) const = default;
};

// Applies an operation of one to three operands (not field, today, constant, unknown, apportion, part) to
// cells. False where the exact result leaves 64 bits; `result` is then unknown.
bool apply(const Plan& plan, const Node& node, Cell a, Cell b, Cell c, Cell& result);

// Shares `amount` over `weights` by largest remainder: share i is amount × weight i / sum rounded down, and
// the units left go one each to the largest remainders (tie: the first). All zero weights share nothing.
// REQUIRES amount >= 0, weights >= 0, shares.size() == weights.size().
void apportion(std::int64_t amount, std::span<const std::int64_t> weights, std::span<std::int64_t> shares);

}  // namespace trouw
