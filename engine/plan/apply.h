// What each operation yields, on one record: the definition that the other readers are held to.
#pragma once

#include <algorithm>
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

// Shares `amount` over `weights` by largest remainder: share i is amount × weight i / sum rounded down, and
// the units left go one each to the largest remainders (tie: the first). All zero weights share nothing.
// REQUIRES amount >= 0, weights >= 0, shares.size() == weights.size().
void apportion(std::int64_t amount, std::span<const std::int64_t> weights, std::span<std::int64_t> shares);

// Assigns member by member: a cell copied whole right after its parts were written waits for them to reach
// the cache.
inline bool copy(const Cell& from, Cell& to) {
  to.value = from.value;
  to.known = from.known;
  return true;
}

namespace applying {

inline Day clamped_day(std::int64_t day) {
  return static_cast<Day>(std::clamp<std::int64_t>(day, -10'000'000, 10'000'000));
}

inline std::int64_t floor_divided(std::int64_t a, std::int64_t k) {
  return a / k - (a % k < 0 ? 1 : 0);
}

inline bool in_set(const Plan& plan, std::int64_t set, std::int64_t value) {
  const auto& all = plan.sets[static_cast<std::size_t>(set)];
  return std::binary_search(all.begin(), all.end(), value);
}

// Where a side decides the whole by being `decisive`, the other may be unknown.
inline Cell joined(const Cell& a, const Cell& b, std::int64_t decisive) {
  if ((a.known && a.value == decisive) || (b.known && b.value == decisive)) return {decisive, true};
  return a.known && b.known ? Cell{1 - decisive, true} : Cell{};
}

inline bool yields(std::int64_t value, Cell& result) {
  result = {value, true};
  return true;
}

inline bool rounded(const Plan& plan, const Node& node, const Cell& a, const Cell& b, Cell& result) {
  const auto made = multiply_divide(a.value, b.value, node.k, plan.programme->schema.rounding);
  return made && yields(*made, result);
}

}  // namespace applying

// Applies an operation of one to three operands (not field, today, constant, unknown, apportion, part) to
// cells. False where the exact result leaves 64 bits; `result` is then unknown. REQUIRES that `result` is
// none of the operands.
//
// `op` is the node's; where it is a constant, nothing is left of the other operations.
[[gnu::always_inline]] inline bool apply(Op op, const Plan& plan, const Node& node, const Cell& a,
                                         const Cell& b, const Cell& c, Cell& result) {
  using namespace applying;  // NOLINT: nothing else is meant
  switch (op) {
    case Op::both:
      result = joined(a, b, 0);
      return true;
    case Op::either:
      result = joined(a, b, 1);
      return true;
    case Op::known:
      return yields(a.known ? 1 : 0, result);
    case Op::holds:
      return yields(a.known && a.value == 1 ? 1 : 0, result);
    case Op::fallback:
      return copy(a.known ? a : b, result);
    case Op::select:
      return copy(a.value != 0 ? b : c, result);
    default:
      break;
  }
  // All others are known exactly when all their operands are.
  result = {};
  if (!a.known || (node.b != no_node && !b.known)) return true;
  std::int64_t out = 0;
  switch (op) {
    case Op::add:
      return !__builtin_add_overflow(a.value, b.value, &out) && yields(out, result);
    case Op::subtract:
      return !__builtin_sub_overflow(a.value, b.value, &out) && yields(out, result);
    case Op::scale:
      return !__builtin_mul_overflow(a.value, node.k, &out) && yields(out, result);
    case Op::multiply_round:
      return rounded(plan, node, a, b, result);
    case Op::floor_divide:
      return yields(floor_divided(a.value, node.k), result);
    case Op::minimum:
      return yields(std::min(a.value, b.value), result);
    case Op::maximum:
      return yields(std::max(a.value, b.value), result);
    case Op::at_most:
      return yields(a.value <= b.value ? 1 : 0, result);
    case Op::equal:
      return yields(a.value == b.value ? 1 : 0, result);
    case Op::in_set:
      return yields(in_set(plan, node.k, a.value) ? 1 : 0, result);
    case Op::negation:
      return yields(1 - a.value, result);
    case Op::add_months:
      return yields(add_months(clamped_day(a.value), node.k), result);
    case Op::months_between:
      return yields(months_between(clamped_day(a.value), clamped_day(b.value)), result);
    case Op::month_of:
      return yields(civil_of(clamped_day(a.value)).month, result);
    case Op::lookup:
      return yields(plan.tables[static_cast<std::size_t>(node.k)][static_cast<std::size_t>(a.value)], result);
    default:
      return false;
  }
}

inline bool apply(const Plan& plan, const Node& node, const Cell& a, const Cell& b, const Cell& c,
                  Cell& result) {
  return apply(node.op, plan, node, a, b, c, result);
}

}  // namespace trouw
