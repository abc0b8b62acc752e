#include "proof/bound.h"

#include <algorithm>

namespace trouw {

namespace {

constexpr int branches = 400;  // of one bound
constexpr int deepest = 24;

}  // namespace

void Bound::Sum::add(NodeId id, Wide times) {
  const auto [at, added] = terms.try_emplace(id, times);
  if (added) return;
  at->second += times;
  if (at->second == 0) terms.erase(at);
}

Wide Bound::above(NodeId id) {
  culprit_ = no_node;
  weight_ = 0;
  left_ = branches;
  Sum sum;
  sum.add(id, 1);
  return above(std::move(sum), 0);
}

void Bound::blame(NodeId id, Wide weight) {
  if (weight <= weight_) return;
  weight_ = weight;
  culprit_ = id;
}

Wide Bound::by_range(NodeId id, Wide times) {
  const Range& range = intervals_.of(id);
  blame(id, (times < 0 ? -times : times) * (Wide{range.high} - range.low));
  return times * (times > 0 ? range.high : range.low);
}

// Replaces a node by what it is made of, where that is exact within the box.
bool Bound::expand(Sum& sum, NodeId id, Wide times) {
  const Node& node = plan_.nodes[id];
  const Range& range = intervals_.of(id);
  if (range.single()) {
    sum.constant += times * range.low;
    return true;
  }
  if (range.can_be_unknown) return false;
  switch (node.op) {
    case Op::add:
      sum.add(node.a, times);
      sum.add(node.b, times);
      return true;
    case Op::subtract:
      sum.add(node.a, times);
      sum.add(node.b, -times);
      return true;
    case Op::scale:
      sum.add(node.a, times * node.k);
      return true;
    case Op::select: {
      const Range& condition = intervals_.of(node.a);
      if (!condition.decided()) return false;
      sum.add(condition.low == 1 ? node.b : node.c, times);
      return true;
    }
    case Op::minimum:
    case Op::maximum: {
      const Range &a = intervals_.of(node.a), &b = intervals_.of(node.b);
      const bool first = node.op == Op::minimum ? a.high <= b.low : a.low >= b.high;
      const bool second = node.op == Op::minimum ? b.high <= a.low : b.low >= a.high;
      if (first || second) sum.add(first ? node.a : node.b, times);
      return first || second;
    }
    default:
      return false;
  }
}

// Rounded products of the same amount: where one rate is never above the other, their difference has a sign.
bool Bound::cancel(Sum& sum, NodeId id, Wide times) {
  const Node& node = plan_.nodes[id];
  if (node.op != Op::multiply_round || intervals_.of(node.a).low < 0) return false;
  const Range& rate = intervals_.of(node.b);
  for (auto& [other, against] : sum.terms) {
    const Node& mine = plan_.nodes[other];
    if (mine.op != Op::multiply_round || mine.a != node.a || mine.k != node.k || (against > 0) == (times > 0))
      continue;
    const Range& theirs = intervals_.of(mine.b);
    if (times > 0 ? rate.high > theirs.low : theirs.high > rate.low) continue;
    const Wide common = std::min(times < 0 ? -times : times, against < 0 ? -against : against);
    const Wide rest = times > 0 ? times - common : times + common;
    const NodeId name = other;
    sum.add(name, against > 0 ? -common : common);
    if (rest != 0) sum.add(id, rest);
    return true;
  }
  return false;
}

Bound::Sum Bound::with(Sum sum, NodeId instead, Wide times) const {
  sum.add(instead, times);
  return sum;
}

// A minimum or maximum: below both its sides it is the better of two bounds, above both the worse.
Wide Bound::choose(const Sum& sum, NodeId id, Wide times, int depth) {
  const Node& node = plan_.nodes[id];
  const Wide first = above(with(sum, node.a, times), depth + 1);
  const bool better = (node.op == Op::minimum) == (times > 0);
  if (better && first <= 0) return first;
  const Wide second = above(with(sum, node.b, times), depth + 1);
  return better ? std::min(first, second) : std::max(first, second);
}

// Both ways that a condition can go, for every choice that hangs on it.
Wide Bound::branch(const Sum& sum, NodeId condition, int depth) {
  Wide most = 0;
  for (const bool holds : {true, false}) {
    Sum next;
    next.constant = sum.constant;
    for (const auto& [id, times] : sum.terms) {
      const Node& node = plan_.nodes[id];
      const bool hangs = node.op == Op::select && node.a == condition && !intervals_.of(id).can_be_unknown;
      next.add(hangs ? (holds ? node.b : node.c) : id, times);
    }
    const Wide bound = above(std::move(next), depth + 1);
    most = holds ? bound : std::max(most, bound);
  }
  return most;
}

// What is exact goes first, then what can turn out for the worse, and only then what may be chosen: a choice
// has to suit each turn apart.
Wide Bound::above(Sum sum, int depth) {
  for (auto term = sum.terms.begin(); term != sum.terms.end();) {
    const auto [id, times] = *term;
    term = sum.terms.erase(term);
    if (expand(sum, id, times) || cancel(sum, id, times)) {
      term = sum.terms.begin();
    } else {
      term = std::next(sum.terms.emplace(id, times).first);
    }
  }
  if (depth < deepest && left_ > 0) {
    const NodeId next = turning(sum);
    if (next != no_node) {
      --left_;
      const Wide times = sum.terms.at(next);
      if (plan_.nodes[next].op == Op::select) {
        const Range& range = intervals_.of(next);
        blame(plan_.nodes[next].a, (times < 0 ? -times : times) * (Wide{range.high} - range.low) + 1);
        return branch(sum, plan_.nodes[next].a, depth);
      }
      sum.terms.erase(next);
      return choose(sum, next, times, depth);
    }
  }
  Wide bound = sum.constant;
  for (const auto& [id, times] : sum.terms) bound += by_range(id, times);
  return bound;
}

// The node to look into next: a minimum or maximum that can be the worse of its sides, then one that is the
// better, then a choice; the one made last of each.
NodeId Bound::turning(const Sum& sum) const {
  NodeId better = no_node, chosen = no_node;
  for (const auto& [id, times] : sum.terms) {
    if (intervals_.of(id).can_be_unknown) continue;
    const Op op = plan_.nodes[id].op;
    if (op == Op::select && chosen == no_node) chosen = id;
    if (op != Op::minimum && op != Op::maximum) continue;
    if ((op == Op::minimum) != (times > 0)) return id;
    if (better == no_node) better = id;
  }
  return better != no_node ? better : chosen;
}

}  // namespace trouw
