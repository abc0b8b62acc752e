#include "proof/order.h"

#include <algorithm>

namespace trouw {

namespace {

constexpr int questions = 40'000;  // of a box
constexpr int choices = 3;         // of a sum

}  // namespace

void Order::forget() {
  below_.clear();
  implied_.clear();
  granted_.clear();
  left_ = questions;
}

void Order::grant(NodeId one, NodeId other) {
  granted_.emplace(one, other);
}

bool Order::never_above_nothing(Sum sum) {
  choices_ = choices;
  return below_nothing(std::move(sum));
}

// Each amount that is added is set against one that is taken off and never smaller. Where that leaves
// something, the widest of what is less than both its sides is taken for either.
bool Order::below_nothing(Sum sum) {
  expand_all(plan_, intervals_, sum);
  if (most_by_ranges(intervals_, sum) <= 0) return true;
  relate_products(sum);
  Sum rest = sum;
  cancel(rest);
  if (most_by_ranges(intervals_, rest) <= 0) return true;
  const NodeId choice = widest_choice(rest);
  if (choice == no_node || choices_ <= 0) return false;
  --choices_;
  const Wide times = sum.of(choice);
  sum.erase(choice);
  for (const NodeId side : {plan_.nodes[choice].a, plan_.nodes[choice].b}) {
    Sum chosen = sum;
    chosen.add(side, times);
    if (below_nothing(std::move(chosen))) return true;
  }
  return false;
}

void Order::cancel(Sum& sum) {
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
}

// A minimum that is added or a maximum that is taken off.
NodeId Order::widest_choice(const Sum& sum) const {
  NodeId widest = no_node;
  Wide most = 0;
  for (const auto& [id, times] : sum.terms) {
    const Op op = plan_.nodes[id].op;
    if (op != (times > 0 ? Op::minimum : Op::maximum) || !known(id)) continue;
    const Wide width = (times < 0 ? -times : times) * (Wide{intervals_.of(id).high} - intervals_.of(id).low);
    if (width <= most) continue;
    most = width;
    widest = id;
  }
  return widest;
}

// What a rate leaves of an amount grows with the amount, and shrinks with the rate, whichever way is rounded.
// So where one amount is no more than another and its rate no less, their products, taken off and added, come
// to no more than what the amounts differ by.
void Order::relate_products(Sum& sum) {
  std::vector<NodeId> added, taken;
  for (const auto& [id, times] : sum.terms)
    if (plan_.nodes[id].op == Op::multiply_round) (times > 0 ? added : taken).push_back(id);
  bool related = false;
  for (const NodeId one : taken)
    for (const NodeId other : added) {
      const Node &less = plan_.nodes[one], &more = plan_.nodes[other];
      const Wide common = std::min(-sum.of(one), sum.of(other));
      if (common <= 0 || less.k != more.k || !is_rate(less) || !is_rate(more) || !at_most(less.a, more.a) ||
          !at_most(more.b, less.b))
        continue;
      sum.add(one, common);
      sum.add(other, -common);
      if (less.a == more.a) continue;
      sum.add(less.a, -common);
      sum.add(more.a, common);
      related = true;
    }
  if (related) expand_all(plan_, intervals_, sum);
}

// Of an amount that is not negative, at most all of it.
bool Order::is_rate(const Node& product) const {
  return intervals_.of(product.a).low >= 0 && intervals_.of(product.b).low >= 0 &&
         intervals_.of(product.b).high <= product.k;
}

bool Order::at_most(NodeId one, NodeId other) {
  if (one == other) return known(one);
  if (below(one, other)) return true;
  if (!known(one) || !known(other)) return false;
  Sum sum;
  sum.add(one, 1);
  sum.add(other, -1);
  return below_nothing(std::move(sum));
}

template <class Look>
bool Order::once(NodeId one, NodeId other, bool condition, const Look& look) {
  auto& asked = condition ? implied_ : below_;
  const std::uint64_t key = std::uint64_t{one} << 32 | other;
  if (const auto found = asked.find(key); found != asked.end()) return found->second;
  if (left_ <= 0) return false;
  --left_;
  asked[key] = false;  // as long as it is asked
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
  if (below_granted(one, other)) return true;
  if (p.op == Op::maximum) return at_most(p.a, other) && at_most(p.b, other);
  if (n.op == Op::minimum) return at_most(one, n.a) && at_most(one, n.b);
  if (p.op == Op::minimum && (at_most(p.a, other) || at_most(p.b, other))) return true;
  if (n.op == Op::maximum && (at_most(one, n.a) || at_most(one, n.b))) return true;
  if (p.op == Op::select || n.op == Op::select) return below_choice(one, other);
  if (p.op == Op::floor_divide && n.op == Op::floor_divide && p.k == n.k) return at_most(p.a, n.a);
  if (p.op == Op::multiply_round && n.op == Op::multiply_round) return below_product(p, n);
  return false;
}

bool Order::below_granted(NodeId one, NodeId other) {
  const auto [first, last] = granted_.equal_range(one);
  return std::any_of(first, last, [&](const auto& more) { return below(more.second, other); });
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
  if (known(one) && known(other) && below_granted(one, other)) return true;
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
