#include "plan/apply.h"

#include <algorithm>
#include <numeric>
#include <vector>

namespace trouw {

namespace {

constexpr Day clamped_day(std::int64_t day) {
  return static_cast<Day>(std::clamp<std::int64_t>(day, -10'000'000, 10'000'000));
}

std::int64_t floor_divided(std::int64_t a, std::int64_t k) {
  return a / k - (a % k < 0 ? 1 : 0);
}

// The operations whose result is known exactly when all their operands are.
bool strict(const Plan& plan, const Node& node, std::int64_t a, std::int64_t b, std::int64_t& out) {
  switch (node.op) {
    case Op::add:
      return !__builtin_add_overflow(a, b, &out);
    case Op::subtract:
      return !__builtin_sub_overflow(a, b, &out);
    case Op::scale:
      return !__builtin_mul_overflow(a, node.k, &out);
    case Op::multiply_round: {
      const auto result = multiply_divide(a, b, node.k, plan.programme->schema.rounding);
      out = result.value_or(0);
      return result.has_value();
    }
    case Op::floor_divide:
      out = floor_divided(a, node.k);
      return true;
    case Op::minimum:
      out = std::min(a, b);
      return true;
    case Op::maximum:
      out = std::max(a, b);
      return true;
    case Op::at_most:
      out = a <= b;
      return true;
    case Op::equal:
      out = a == b;
      return true;
    case Op::in_set: {
      const auto& set = plan.sets[static_cast<std::size_t>(node.k)];
      out = std::binary_search(set.begin(), set.end(), a);
      return true;
    }
    case Op::negation:
      out = 1 - a;
      return true;
    case Op::add_months:
      out = add_months(clamped_day(a), node.k);
      return true;
    case Op::months_between:
      out = months_between(clamped_day(a), clamped_day(b));
      return true;
    case Op::month_of:
      out = civil_of(clamped_day(a)).month;
      return true;
    case Op::lookup:
      out = plan.tables[static_cast<std::size_t>(node.k)][static_cast<std::size_t>(a)];
      return true;
    default:
      return false;
  }
}

Cell conjunction(Cell a, Cell b) {
  if ((a.known && a.value == 0) || (b.known && b.value == 0)) return {0, true};
  return a.known && b.known ? Cell{1, true} : Cell{};
}

Cell disjunction(Cell a, Cell b) {
  if ((a.known && a.value == 1) || (b.known && b.value == 1)) return {1, true};
  return a.known && b.known ? Cell{0, true} : Cell{};
}

}  // namespace

bool apply(const Plan& plan, const Node& node, Cell a, Cell b, Cell c, Cell& result) {
  switch (node.op) {
    case Op::both:
      result = conjunction(a, b);
      return true;
    case Op::either:
      result = disjunction(a, b);
      return true;
    case Op::known:
      result = {a.known ? 1 : 0, true};
      return true;
    case Op::holds:
      result = {a.known && a.value == 1 ? 1 : 0, true};
      return true;
    case Op::fallback:
      result = a.known ? a : b;
      return true;
    case Op::select:
      result = a.value != 0 ? b : c;
      return true;
    default:
      break;
  }
  result = {};
  if (!a.known || (op_operands(node.op) > 1 && !b.known)) return true;
  std::int64_t out = 0;
  if (!strict(plan, node, a.value, b.value, out)) return false;
  result = {out, true};
  return true;
}

void apportion(std::int64_t amount, std::span<const std::int64_t> weights, std::span<std::int64_t> shares) {
  const Wide sum = std::accumulate(weights.begin(), weights.end(), Wide{0});
  std::fill(shares.begin(), shares.end(), 0);
  if (sum == 0) return;
  std::int64_t left = amount;
  for (std::size_t i = 0; i < weights.size(); ++i) {
    shares[i] = static_cast<std::int64_t>(Wide{amount} * weights[i] / sum);  // at most `amount`
    left -= shares[i];
  }
  // One unit to each of the `left` largest remainders; fewer than there are weights.
  std::vector<bool> served(weights.size());
  for (; left > 0; --left) {
    std::size_t best = weights.size();
    Wide largest = -1;
    for (std::size_t i = 0; i < weights.size(); ++i) {
      const Wide remainder = Wide{amount} * weights[i] % sum;
      if (!served[i] && weights[i] > 0 && remainder > largest) {
        largest = remainder;
        best = i;
      }
    }
    served[best] = true;
    ++shares[best];
  }
}

}  // namespace trouw
