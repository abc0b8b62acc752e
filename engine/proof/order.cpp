#include "proof/order.h"

#include <algorithm>

namespace trouw {

namespace {

constexpr int questions = 40'000;  // of a box

}  // namespace

void Order::forget() {
  below_.clear();
  implied_.clear();
  left_ = questions;
}

// Each amount that is added is set against one that is taken off and never smaller.
bool Order::never_above_nothing(Sum sum) {
  expand_all(plan_, intervals_, sum);
  if (most_by_ranges(intervals_, sum) <= 0) return true;
  std::vector<NodeId> added, taken;
  for (const auto& [id, times] : sum.terms) (times > 0 ? added : taken).push_back(id);
  for (const NodeId one : added)
    for (const NodeId other : taken) {
      const Wide from = sum.of(one), against = sum.of(other);
      if (from == 0) break;
      if (against == 0 || !below(one, other)) continue;
      const Wide common = std::min(from, -against);
      sum.add(one, -common);
      sum.add(other, common);
    }
  return most_by_ranges(intervals_, sum) <= 0;
}

bool Order::at_most(NodeId one, NodeId other) {
  if (one == other) return known(one);
  if (below(one, other)) return true;
  if (!known(one) || !known(other)) return false;
  Sum sum;
  sum.add(one, 1);
  sum.add(other, -1);
  return never_above_nothing(std::move(sum));
}

template <class Look>
bool Order::once(NodeId one, NodeId other, bool condition, const Look& look) {
  auto& asked = condition ? implied_ : below_;
  const std::uint64_t key = std::uint64_t{one} << 32 | other;
  if (const auto found = asked.find(key); found != asked.end()) return found->second;
  if (left_ <= 0) return false;
  --left_;
  const bool so = look();
  asked[key] = so;
  return so;
}

bool Order::below(NodeId one, NodeId other) {
  if (!known(one) || !known(other)) return false;
  const Range &a = intervals_.of(one), &b = intervals_.of(other);
  if (one == other || a.high <= b.low) return true;
  if (a.low > b.high) return false;
  return once(one, other, false, [&] { return look_below(one, other); });
}

bool Order::look_below(NodeId one, NodeId other) {
  const Node &p = plan_.nodes[one], &n = plan_.nodes[other];
  if (p.op == Op::maximum) return at_most(p.a, other) && at_most(p.b, other);
  if (n.op == Op::minimum) return at_most(one, n.a) && at_most(one, n.b);
  if (p.op == Op::minimum && (at_most(p.a, other) || at_most(p.b, other))) return true;
  if (n.op == Op::maximum && (at_most(one, n.a) || at_most(one, n.b))) return true;
  if (p.op == Op::select || n.op == Op::select) return below_choice(one, other);
  if (p.op == Op::floor_divide && n.op == Op::floor_divide && p.k == n.k) return at_most(p.a, n.a);
  if (p.op == Op::multiply_round && n.op == Op::multiply_round) return below_product(p, n);
  return false;
}

bool Order::below_choice(NodeId one, NodeId other) {
  const Node &p = plan_.nodes[one], &n = plan_.nodes[other];
  if (p.op == Op::select && n.op == Op::select && known(p.a) && known(n.a)) {
    const bool onward = implies(p.a, n.a), back = implies(n.a, p.a);
    if (onward || back)
      return at_most(p.b, n.b) && at_most(p.c, n.c) && (onward || at_most(p.b, n.c)) &&
             (back || at_most(p.c, n.b));
  }
  if (p.op == Op::select && at_most(p.b, other) && at_most(p.c, other)) return true;
  return n.op == Op::select && at_most(one, n.b) && at_most(one, n.c);
}

// Every way of rounding keeps the order.
bool Order::below_product(const Node& one, const Node& other) {
  return one.k == other.k && intervals_.of(one.a).low >= 0 && intervals_.of(one.b).low >= 0 &&
         intervals_.of(other.a).low >= 0 && intervals_.of(other.b).low >= 0 && at_most(one.a, other.a) &&
         at_most(one.b, other.b);
}

// Whether the other is 1 wherever the one is.
bool Order::implies(NodeId one, NodeId other) {
  const Range &a = intervals_.of(one), &b = intervals_.of(other);
  if (one == other || !a.can_hold() || (!b.can_be_unknown && !b.can_fail())) return true;
  if (!b.can_hold()) return false;
  return once(one, other, true, [&] { return look_implied(one, other); });
}

bool Order::look_implied(NodeId one, NodeId other) {
  const Node &c = plan_.nodes[one], &d = plan_.nodes[other];
  if (c.op == Op::holds) return implies(c.a, other);
  if (d.op == Op::holds) return implies(one, d.a);
  if (c.op == Op::either) return implies(c.a, other) && implies(c.b, other);
  if (d.op == Op::both) return implies(one, d.a) && implies(one, d.b);
  if (c.op == Op::both && (implies(c.a, other) || implies(c.b, other))) return true;
  if (d.op == Op::either && (implies(one, d.a) || implies(one, d.b))) return true;
  if (c.op == Op::negation && d.op == Op::negation) return known(c.a) && known(d.a) && implies(d.a, c.a);
  return implied_comparison(c, d);
}

bool Order::implied_comparison(const Node& one, const Node& other) {
  if (one.op == Op::in_set && other.op == Op::in_set && one.a == other.a) {
    const auto &few = plan_.sets[static_cast<std::size_t>(one.k)],
               &more = plan_.sets[static_cast<std::size_t>(other.k)];
    return std::includes(more.begin(), more.end(), few.begin(), few.end());
  }
  if (one.op != Op::at_most && one.op != Op::equal) return false;
  if (other.op == Op::at_most) {
    if (at_most(other.a, one.a) && at_most(one.b, other.b)) return true;
    return one.op == Op::equal && at_most(other.a, one.b) && at_most(one.a, other.b);
  }
  return false;
}

}  // namespace trouw
