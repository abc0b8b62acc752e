#include "proof/sum.h"

namespace trouw {

void Sum::add(NodeId id, Wide times) {
  const auto [at, added] = terms.try_emplace(id, times);
  if (added) return;
  at->second += times;
  if (at->second == 0) terms.erase(at);
}

void Sum::add(const Sum& other, Wide times) {
  for (const auto& [id, factor] : other.terms) add(id, factor * times);
  constant += other.constant * times;
}

bool expand(const Plan& plan, const Intervals& intervals, Sum& sum, NodeId id, Wide times) {
  const Node& node = plan.nodes[id];
  const Range& range = intervals.of(id);
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
      const Range& condition = intervals.of(node.a);
      if (!condition.decided()) return false;
      sum.add(condition.low == 1 ? node.b : node.c, times);
      return true;
    }
    case Op::minimum:
    case Op::maximum: {
      const Range &a = intervals.of(node.a), &b = intervals.of(node.b);
      const bool first = node.op == Op::minimum ? a.high <= b.low : a.low >= b.high;
      const bool second = node.op == Op::minimum ? b.high <= a.low : b.low >= a.high;
      if (first || second) sum.add(first ? node.a : node.b, times);
      return first || second;
    }
    default:
      return false;
  }
}

void expand_all(const Plan& plan, const Intervals& intervals, Sum& sum) {
  for (auto term = sum.terms.begin(); term != sum.terms.end();) {
    const auto [id, times] = *term;
    term = sum.terms.erase(term);
    if (expand(plan, intervals, sum, id, times))
      term = sum.terms.upper_bound(id);  // what a node is made of was made before it
    else
      term = std::next(sum.terms.emplace(id, times).first);
  }
}

Wide most_by_ranges(const Intervals& intervals, const Sum& sum) {
  Wide most = sum.constant;
  for (const auto& [id, times] : sum.terms) {
    const Range& range = intervals.of(id);
    most += times * (times > 0 ? range.high : range.low);
  }
  return most;
}

}  // namespace trouw
