#include "proof/sum.h"

#include <algorithm>

namespace trouw {

namespace {

// The first term of a node made no later.
template <class Terms>
auto place(Terms& terms, NodeId id) {
  return std::lower_bound(terms.begin(), terms.end(), id,
                          [](const auto& term, NodeId wanted) { return term.first > wanted; });
}

}  // namespace

void Sum::add(NodeId id, Wide times) {
  const auto at = place(terms, id);
  if (at == terms.end() || at->first != id)
    terms.insert(at, {id, times});
  else if ((at->second += times) == 0)
    terms.erase(at);
}

void Sum::add(const Sum& other, Wide times) {
  for (const auto& [id, factor] : other.terms) add(id, factor * times);
  constant += other.constant * times;
}

Wide Sum::of(NodeId id) const {
  const auto at = place(terms, id);
  return at == terms.end() || at->first != id ? 0 : at->second;
}

void Sum::erase(NodeId id) {
  const auto at = place(terms, id);
  if (at != terms.end() && at->first == id) terms.erase(at);
}

namespace {

// What is still to be taken apart; the node made last is on top.
using Pile = std::vector<std::pair<NodeId, Wide>>;

void push(Pile& pile, NodeId id, Wide times) {
  pile.emplace_back(id, times);
  std::push_heap(pile.begin(), pile.end());
}

// Takes a node apart; false where that is not exact.
bool expand(const Plan& plan, const Intervals& intervals, Pile& pile, Wide& constant, NodeId id, Wide times) {
  const Node& node = plan.nodes[id];
  const Range& range = intervals.of(id);
  if (range.single()) {
    constant += times * range.low;
    return true;
  }
  if (range.can_be_unknown) return false;
  switch (node.op) {
    case Op::add:
      push(pile, node.a, times);
      push(pile, node.b, times);
      return true;
    case Op::subtract:
      push(pile, node.a, times);
      push(pile, node.b, -times);
      return true;
    case Op::scale:
      push(pile, node.a, times * node.k);
      return true;
    case Op::select: {
      const Range& condition = intervals.of(node.a);
      if (!condition.decided()) return false;
      push(pile, condition.low == 1 ? node.b : node.c, times);
      return true;
    }
    case Op::minimum:
    case Op::maximum: {
      const Range &a = intervals.of(node.a), &b = intervals.of(node.b);
      const bool first = node.op == Op::minimum ? a.high <= b.low : a.low >= b.high;
      const bool second = node.op == Op::minimum ? b.high <= a.low : b.low >= a.high;
      if (first || second) push(pile, first ? node.a : node.b, times);
      return first || second;
    }
    default:
      return false;
  }
}

}  // namespace

void expand_all(const Plan& plan, const Intervals& intervals, Sum& sum) {
  Pile pile;
  std::vector<std::pair<NodeId, Wide>> done;
  done.reserve(sum.terms.size() + 8);
  auto next = sum.terms.begin();
  while (next != sum.terms.end() || !pile.empty()) {
    const bool here = next != sum.terms.end() && (pile.empty() || next->first >= pile.front().first);
    const NodeId id = here ? next->first : pile.front().first;
    Wide times = here ? next++->second : 0;
    while (!pile.empty() && pile.front().first == id) {
      times += pile.front().second;
      std::pop_heap(pile.begin(), pile.end());
      pile.pop_back();
    }
    if (times != 0 && !expand(plan, intervals, pile, sum.constant, id, times)) done.emplace_back(id, times);
  }
  sum.terms = std::move(done);
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
