#include "proof/bound.h"

#include <algorithm>

namespace trouw {

namespace {

constexpr int branches = 200;  // of one bound
constexpr int few = 40;        // of a check of facts
constexpr int deepest = 24;
constexpr int asked_in_order = 2;  // so deep, and at the end

}  // namespace

Wide Bound::above(NodeId id) {
  left_ = branches;
  Sum sum;
  sum.add(id, 1);
  const Most most = above(std::move(sum), 0);
  culprit_ = most.culprit;
  chooser_ = most.chooser;
  return most.value;
}

// ---- Facts -----------------------------------------------------------------------------------------------

void Bound::grant(const std::vector<Settled>& settled) {
  forget(0);
  order_.forget();
  look_for_choices();
  for (const Settled& one : settled) {
    order(plan_.nodes[one.node], one.holds);
    learn(one.node, one.holds);
  }
}

void Bound::look_for_choices() {
  for (const NodeId id : all_) {
    const Node& node = plan_.nodes[id];
    const NodeId ids[3] = {node.a, node.b, node.c};
    bool hangs = node.op == Op::select && !intervals_.of(node.a).decided();
    for (int i = 0; i < op_operands(node.op) && !hangs; ++i) hangs = hangs_[ids[i]];
    hangs_[id] = hangs && !intervals_.of(id).decided();
  }
}

// What a comparison says of the order of its sides.
void Bound::order(const Node& node, bool holds) {
  if (intervals_.of(node.a).can_be_unknown || intervals_.of(node.b).can_be_unknown) return;
  if (node.op == Op::at_most) order_.grant(holds ? node.a : node.b, holds ? node.b : node.a);
  if (node.op != Op::equal || !holds) return;
  order_.grant(node.a, node.b);
  order_.grant(node.b, node.a);
}

void Bound::forget(std::size_t facts) {
  facts_.resize(facts);
  used_.resize(facts);
}

// What a condition says where it holds, or fails; false where it says one of several things.
bool Bound::learn(NodeId condition, bool holds) {
  const Node& node = plan_.nodes[condition];
  const Range& range = intervals_.of(condition);
  if (node.op == Op::negation) return learn(node.a, !holds);
  if (node.op == Op::at_most || node.op == Op::equal) {
    if (node.op == Op::at_most || holds) compare(node, holds);
    return true;
  }
  if ((node.op != Op::both && node.op != Op::either) || range.can_be_unknown) return true;
  if ((node.op == Op::both) == holds) {
    const bool first = learn(node.a, holds);
    return learn(node.b, holds) && first;
  }
  // One side is settled: it is the other that does it.
  for (const auto& [one, other] : {std::pair(node.a, node.b), std::pair(node.b, node.a)})
    if (intervals_.of(one).single()) return intervals_.of(other).single() || learn(other, holds);
  return false;
}

void Bound::compare(const Node& node, bool holds) {
  if (intervals_.of(node.a).can_be_unknown || intervals_.of(node.b).can_be_unknown) return;
  Sum over;
  over.add(holds ? node.b : node.a, 1);
  over.add(holds ? node.a : node.b, -1);
  if (!holds) over.constant = -1;
  if (node.op == Op::equal) {
    Sum under;
    under.add(over, -1);
    add_fact(std::move(under));
  }
  add_fact(std::move(over));
}

// What is at least the larger of two is at least each of them.
void Bound::add_fact(Sum sum) {
  expand_all(plan_, intervals_, sum);
  for (const auto& [id, times] : sum.terms) {
    const Node& node = plan_.nodes[id];
    if ((node.op != Op::minimum && node.op != Op::maximum) || intervals_.of(id).can_be_unknown ||
        (node.op == Op::minimum) != (times > 0))
      continue;
    const NodeId sides[2] = {node.a, node.b};
    const Wide each = times;
    sum.erase(id);
    for (const NodeId side : sides) add_fact(with(sum, side, each));
    return;
  }
  if (sum.terms.empty()) return;
  facts_.push_back(std::move(sum));
  used_.push_back(false);
}

bool Bound::possible() {
  if (facts_.empty()) return true;
  left_ = few;
  Sum last = facts_.back();
  last.constant += 1;
  used_.back() = true;
  const bool can_be = above(std::move(last), 0).value > 0;
  used_.back() = false;
  return can_be;
}

// A fact that takes off what the sum adds (or the other way round) may be added: it is nothing or more.
Bound::Most Bound::by_facts(const Sum& sum, Most most, int depth) {
  if (depth >= deepest) return most;
  for (std::size_t i = 0; i < facts_.size() && most.value > 0; ++i) {
    if (used_[i] || left_ <= 0) continue;
    Wide times = 0;
    for (const auto& [id, factor] : facts_[i].terms) {
      const Wide shared = sum.of(id);
      if (shared == 0 || (shared > 0) == (factor > 0)) continue;
      const Wide size = shared < 0 ? -shared : shared;
      times = std::max(times, size / (factor < 0 ? -factor : factor));
    }
    if (times == 0) continue;
    --left_;
    Sum more = sum;
    more.add(facts_[i], times);
    used_[i] = true;
    const Most better = above(std::move(more), depth + 1);
    used_[i] = false;
    if (better.value < most.value) most = better;
  }
  return most;
}

// ---- Sums ------------------------------------------------------------------------------------------------

// Rounded products of the same amount: where one rate is never above the other, their difference has a sign.
void Bound::cancel_all(Sum& sum) const {
  std::vector<NodeId> added, taken;
  for (const auto& [id, times] : sum.terms)
    if (plan_.nodes[id].op == Op::multiply_round && intervals_.of(plan_.nodes[id].a).low >= 0)
      (times > 0 ? added : taken).push_back(id);
  for (const NodeId one : added)
    for (const NodeId other : taken) {
      const Node &mine = plan_.nodes[one], &theirs = plan_.nodes[other];
      const Wide common = std::min(sum.of(one), -sum.of(other));
      if (common <= 0 || mine.a != theirs.a || mine.k != theirs.k ||
          intervals_.of(mine.b).high > intervals_.of(theirs.b).low)
        continue;
      sum.add(one, -common);
      sum.add(other, common);
    }
}

Sum Bound::with(Sum sum, NodeId instead, Wide times) const {
  sum.add(instead, times);
  return sum;
}

// A minimum or maximum: below both its sides it is the better of two bounds, above both the worse, of which
// either is had only where it is the smaller or the larger.
Bound::Most Bound::choose(const Sum& sum, NodeId id, Wide times, int depth) {
  const Node& node = plan_.nodes[id];
  const NodeId sides[2] = {std::max(node.a, node.b), std::min(node.a, node.b)};
  if ((node.op == Op::minimum) == (times > 0))
    return better(with(sum, sides[0], times), with(sum, sides[1], times), depth);
  Most most;
  for (int i = 0; i < 2; ++i) {
    Sum next = with(sum, sides[i], times);
    if (most.value > 0) {  // it is lost: not worked out to the end
      most.value = std::max(most.value, at_once(std::move(next)).value);
      break;
    }
    const std::size_t before = facts_.size();
    const Most way = above(std::move(next), depth + 1);
    forget(before);
    if (i == 0 || way.value > most.value) most = way;
  }
  return most;
}

// What was made last goes first; half of the branches are left for the other.
Bound::Most Bound::better(Sum one, Sum other, int depth) {
  const int kept = left_ / 2;
  left_ -= kept;
  const Most first = above(std::move(one), depth + 1);
  left_ += kept;
  if (first.value <= 0) return first;
  const Most second = above(std::move(other), depth + 1);
  return second.value < first.value ? second : first;
}

// Both ways that a condition can go, for every choice that hangs on it.
Bound::Most Bound::branch(const Sum& sum, NodeId condition, int depth) {
  Most most;
  for (const bool holds : {true, false}) {
    Sum next;
    next.constant = sum.constant;
    for (const auto& [id, times] : sum.terms) {
      const Node& node = plan_.nodes[id];
      const bool hangs = node.op == Op::select && node.a == condition && !intervals_.of(id).can_be_unknown;
      next.add(hangs ? (holds ? node.b : node.c) : id, times);
    }
    if (!holds && most.value > 0) {
      most.value = std::max(most.value, at_once(std::move(next)).value);
      return most;
    }
    const std::size_t before = facts_.size();
    const bool told = learn(condition, holds);
    Most way = above(std::move(next), depth + 1);
    forget(before);
    if (way.value > 0 && !way.open && (!told || way.culprit == no_node))
      way = {way.value, condition, condition, true};
    most = holds || way.value > most.value ? way : most;
  }
  return most;
}

Bound::Most Bound::at_once(Sum sum) {
  expand_all(plan_, intervals_, sum);
  cancel_all(sum);
  return by_ranges(sum);
}

// What is exact goes first, then what can turn out for the worse, and only then what may be chosen: a choice
// has to suit each turn apart.
Bound::Most Bound::above(Sum sum, int depth) {
  expand_all(plan_, intervals_, sum);
  const NodeId next = turning(sum);
  if ((depth < asked_in_order || next == no_node) && order_.never_above_nothing(sum)) return {};
  if (depth < deepest && left_ > 0) {
    if (next != no_node) {
      --left_;
      const Wide times = sum.of(next);
      if (plan_.nodes[next].op == Op::select) return branch(sum, plan_.nodes[next].a, depth);
      sum.erase(next);
      return choose(sum, next, times, depth);
    }
  }
  Sum least = sum;
  cancel_all(least);
  const Most most = by_ranges(least);
  return most.value <= 0 ? most : by_facts(sum, most, depth);
}

Bound::Most Bound::by_ranges(const Sum& sum) const {
  Most most{sum.constant};
  Wide widest = 0, widest_choice = 0;
  for (const auto& [id, times] : sum.terms) {
    const Range& range = intervals_.of(id);
    most.value += times * (times > 0 ? range.high : range.low);
    const Wide width = (times < 0 ? -times : times) * (Wide{range.high} - range.low);
    if (hangs_[id] && width > widest_choice) {
      widest_choice = width;
      most.chooser = id;
    }
    if (width <= widest) continue;
    widest = width;
    most.culprit = id;
  }
  return most;
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
