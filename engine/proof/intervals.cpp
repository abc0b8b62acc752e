#include "proof/intervals.h"

#include <algorithm>

#include "plan/apply.h"

namespace trouw {

namespace {

std::int64_t clamped(Wide value) {
  return static_cast<std::int64_t>(std::clamp<Wide>(value, INT64_MIN, INT64_MAX));
}

Day day(std::int64_t value) {
  return static_cast<Day>(std::clamp<std::int64_t>(value, -10'000'000, 10'000'000));
}

std::int64_t floored(std::int64_t a, std::int64_t k) {
  return a / k - (a % k < 0 ? 1 : 0);
}

Range truth(bool can_fail, bool can_hold, bool can_be_unknown) {
  return {can_fail ? 0 : 1, can_hold ? 1 : 0, can_fail || can_hold, can_be_unknown};
}

Range either_of(const Range& a, const Range& b) {
  if (!a.can_be_known) return {b.low, b.high, b.can_be_known, true};
  if (!b.can_be_known) return {a.low, a.high, true, true};
  return {std::min(a.low, b.low), std::max(a.high, b.high), true, a.can_be_unknown || b.can_be_unknown};
}

}  // namespace

Box whole(const Problem& problem) {
  Box box;
  for (const Field& field : problem.shell.schema.fields)
    box.push_back({field.from, field.to, true, field.optional});
  return box;
}

Intervals::Intervals(const Problem& problem)
    : problem_(problem),
      plan_(problem.plan),
      order_(needed(problem.plan, problem.wanted())),
      ranges_(problem.plan.nodes.size()),
      settled_(problem.plan.nodes.size(), -1) {}

bool Intervals::run(const Box& box, const std::vector<Settled>& settled) {
  for (const Settled& one : settled) settled_[one.node] = one.holds ? 1 : 0;
  bool possible = true;
  for (const NodeId id : order_) {
    const Node& node = plan_.nodes[id];
    if (node.op == Op::apportion)
      share(id, node);
    else if (node.op == Op::field)
      ranges_[id] = box[static_cast<std::size_t>(node.k)];
    else if (node.op != Op::part)
      ranges_[id] = step(id, node);
    if (settled_[id] < 0) continue;
    possible = possible && (settled_[id] == 1 ? ranges_[id].can_hold() : ranges_[id].can_fail());
    ranges_[id] = {settled_[id], settled_[id]};
  }
  for (const Settled& one : settled) settled_[one.node] = -1;
  return possible;
}

Range Intervals::step(NodeId, const Node& node) const {
  switch (node.op) {
    case Op::constant:
      return {node.k, node.k};
    case Op::unknown:
      return {0, 0, false, true};
    case Op::select: {
      const Range& condition = ranges_[node.a];
      if (!condition.can_hold()) return ranges_[node.c];
      return condition.can_fail() ? either_of(ranges_[node.b], ranges_[node.c]) : ranges_[node.b];
    }
    case Op::fallback: {
      const Range& a = ranges_[node.a];
      if (!a.can_be_unknown) return a;
      Range out = a.can_be_known ? either_of({a.low, a.high}, ranges_[node.b]) : ranges_[node.b];
      return out;
    }
    case Op::both:
      return junction(node, true);
    case Op::either:
      return junction(node, false);
    case Op::known:
      return truth(ranges_[node.a].can_be_unknown, ranges_[node.a].can_be_known, false);
    case Op::holds: {
      const Range& a = ranges_[node.a];
      return truth(a.can_be_unknown || a.can_fail(), a.can_hold(), false);
    }
    default:
      return strict(node);
  }
}

Range Intervals::strict(const Node& node) const {
  const NodeId ids[3] = {node.a, node.b, node.c};
  Range out;
  for (int i = 0; i < op_operands(node.op); ++i) {
    out.can_be_known = out.can_be_known && ranges_[ids[i]].can_be_known;
    out.can_be_unknown = out.can_be_unknown || ranges_[ids[i]].can_be_unknown;
  }
  if (!out.can_be_known) return {0, 0, false, true};
  values(node, out);
  out.low = std::clamp(out.low, node.lowest, node.highest);
  out.high = std::clamp(out.high, node.lowest, node.highest);
  return out;
}

Range Intervals::junction(const Node& node, bool both) const {
  const Range &a = ranges_[node.a], &b = ranges_[node.b];
  const bool fail = both ? a.can_fail() || b.can_fail() : a.can_fail() && b.can_fail();
  const bool hold = both ? a.can_hold() && b.can_hold() : a.can_hold() || b.can_hold();
  // Unknown where one side is and the other does not settle it.
  const auto open = [&](const Range& one) {
    return one.can_be_unknown || (both ? one.can_hold() : one.can_fail());
  };
  const bool unknown = (a.can_be_unknown && open(b)) || (b.can_be_unknown && open(a));
  return truth(fail, hold, unknown);
}

void Intervals::values(const Node& node, Range& out) const {
  const Range& a = ranges_[node.a];
  const Range& b = op_operands(node.op) > 1 ? ranges_[node.b] : a;
  switch (node.op) {
    case Op::add:
      out.low = clamped(Wide{a.low} + b.low);
      out.high = clamped(Wide{a.high} + b.high);
      return;
    case Op::subtract:
      out.low = clamped(Wide{a.low} - b.high);
      out.high = clamped(Wide{a.high} - b.low);
      return;
    case Op::scale: {
      const auto [low, high] = std::minmax({clamped(Wide{a.low} * node.k), clamped(Wide{a.high} * node.k)});
      out.low = low;
      out.high = high;
      return;
    }
    case Op::multiply_round:
      return products(node, out);
    case Op::floor_divide:
      out.low = floored(a.low, node.k);
      out.high = floored(a.high, node.k);
      return;
    case Op::minimum:
      out.low = std::min(a.low, b.low);
      out.high = std::min(a.high, b.high);
      return;
    case Op::maximum:
      out.low = std::max(a.low, b.low);
      out.high = std::max(a.high, b.high);
      return;
    case Op::negation:
      out.low = 1 - a.high;
      out.high = 1 - a.low;
      return;
    case Op::add_months:
      out.low = add_months(day(a.low), node.k);
      out.high = add_months(day(a.high), node.k);
      return;
    case Op::months_between:
      out.low = months_between(day(a.high), day(b.low));
      out.high = months_between(day(a.low), day(b.high));
      return;
    case Op::month_of: {
      const Civil first = civil_of(day(a.low)), last = civil_of(day(a.high));
      const bool same_year = first.year == last.year && a.high - a.low < 366;
      out.low = same_year ? first.month : 1;
      out.high = same_year ? last.month : 12;
      return;
    }
    case Op::lookup: {
      const auto& table = plan_.tables[static_cast<std::size_t>(node.k)];
      const auto at = [&](std::int64_t number) {
        const auto last = static_cast<std::int64_t>(table.size()) - 1;
        return table.begin() + static_cast<std::ptrdiff_t>(std::clamp<std::int64_t>(number, 0, last));
      };
      const auto [low, high] = std::minmax_element(at(a.low), at(a.high) + 1);
      out.low = *low;
      out.high = *high;
      return;
    }
    default:
      return compare(node, out);
  }
}

void Intervals::products(const Node& node, Range& out) const {
  const Range &a = ranges_[node.a], &b = ranges_[node.b];
  out.low = INT64_MAX;
  out.high = INT64_MIN;
  for (const std::int64_t x : {a.low, a.high})
    for (const std::int64_t y : {b.low, b.high}) {
      const Wide exact = Wide{x} * y / node.k;
      const std::int64_t value =
          multiply_divide(x, y, node.k, problem_.shell.schema.rounding).value_or(clamped(exact));
      out.low = std::min(out.low, value);
      out.high = std::max(out.high, value);
    }
}

void Intervals::compare(const Node& node, Range& out) const {
  const Range& a = ranges_[node.a];
  bool fail = true, hold = true;
  if (node.op == Op::in_set) {
    const auto& set = plan_.sets[static_cast<std::size_t>(node.k)];
    const auto first = std::lower_bound(set.begin(), set.end(), a.low),
               last = std::upper_bound(first, set.end(), a.high);
    hold = first != last;
    fail = last - first != a.high - a.low + 1;
  } else {
    const Range& b = ranges_[node.b];
    if (node.op == Op::at_most) {
      hold = a.low <= b.high;
      fail = a.high > b.low;
    } else {
      hold = a.low <= b.high && b.low <= a.high;
      fail = !(a.low == a.high && b.low == b.high && a.low == b.low);
    }
  }
  out.low = fail ? 0 : 1;
  out.high = hold ? 1 : 0;
}

void Intervals::share(NodeId id, const Node& node) {
  const auto& list = plan_.weights[static_cast<std::size_t>(node.k)];
  const Range amount = ranges_[static_cast<std::size_t>(list[0])];
  std::vector<std::int64_t> weights, shares(list.size() - 1);
  bool exact = amount.low == amount.high;
  Wide low = 0, high = 0;
  for (std::size_t i = 1; i < list.size(); ++i) {
    const Range& weight = ranges_[static_cast<std::size_t>(list[i])];
    exact = exact && weight.low == weight.high;
    weights.push_back(weight.low);
    low += weight.low;
    high += weight.high;
  }
  ranges_[id] = amount;
  if (exact) apportion(amount.low, weights, shares);
  for (std::size_t i = 0; i < shares.size(); ++i) {
    const Range& weight = ranges_[static_cast<std::size_t>(list[i + 1])];
    Range& part = ranges_[id + 1 + i];
    part = {shares[i], shares[i]};
    if (exact) continue;
    // Its share is the exact quota rounded down, or one more.
    const Wide most = low - weight.low + weight.high, least = high - weight.high + weight.low;
    part.low = weight.low == 0 || least == 0 ? 0 : clamped(Wide{amount.low} * weight.low / least);
    part.high = weight.high == 0 ? 0
                : most == 0
                    ? amount.high
                    : clamped(std::min<Wide>(amount.high, Wide{amount.high} * weight.high / most + 1));
  }
}

}  // namespace trouw
