#include <algorithm>

#include "proof/problem.h"
#include "trouw/ensure.h"

namespace trouw {

Copying::Copying(const Plan& from, Builder& to, std::vector<NodeId> fields, NodeId today)
    : from_(from), to_(to), fields_(std::move(fields)), today_(today), done_(from.nodes.size(), no_node) {}

NodeId Copying::copy(NodeId id) {
  if (done_[id] != no_node) return done_[id];
  for (const NodeId next : needed(from_, {id}))
    if (done_[next] == no_node) done_[next] = made(next);
  return done_[id];
}

// What is compared with a constant: a choice between constants is a condition.
NodeId Copying::equal_to(NodeId a, std::int64_t k) {
  const Node node = to_.node(a);
  if (node.op == Op::lookup) return in_set(a, {k});
  if (node.op != Op::select) return to_.equal(a, to_.constant(k));
  const NodeId then = equal_to(node.b, k), otherwise = equal_to(node.c, k);
  return to_.either(to_.both(node.a, then), to_.both(to_.negation(node.a), otherwise));
}

NodeId Copying::guessed(NodeId guess, const Node& node, NodeId a, NodeId b) {
  if (!node.may_be_unknown) return guess;
  return to_.select(to_.both(to_.known(a), to_.known(b)), guess, to_.unknown());
}

// What is unknown but where a condition holds: both hold, or that condition and not the other.
NodeId Copying::holds(NodeId a) {
  const Node node = to_.node(a);
  if (node.op != Op::select || to_.node(node.c).op != Op::unknown) return to_.holds(a);
  return to_.both(node.a, holds(node.b));
}

NodeId Copying::negation(NodeId a) {
  const Node node = to_.node(a);
  if (node.op != Op::select || to_.node(node.c).op != Op::unknown) return to_.negation(a);
  return to_.select(node.a, negation(node.b), node.c);
}

// What is looked up is one of several where it is looked up of one of those that lead there.
NodeId Copying::in_set(NodeId a, const std::vector<std::int64_t>& set) {
  const Node node = to_.node(a);
  if (node.op != Op::lookup) return to_.in_set(a, set);
  const auto& table = to_.plan().tables[static_cast<std::size_t>(node.k)];
  std::vector<std::int64_t> leading;
  for (std::size_t i = 0; i < table.size(); ++i)
    if (std::binary_search(set.begin(), set.end(), table[i])) leading.push_back(static_cast<std::int64_t>(i));
  if (!to_.node(node.a).may_be_unknown && (leading.empty() || leading.size() == table.size()))
    return to_.truth(!leading.empty());
  return in_set(node.a, leading);
}

void Copying::copy_shares(NodeId id) {
  std::vector<NodeId> list;
  for (const std::int64_t one : from_.weights[static_cast<std::size_t>(from_.nodes[id].k)])
    list.push_back(done_[static_cast<std::size_t>(one)]);
  done_[id] = list.front();
  const std::vector<NodeId> shares = to_.apportion(list.front(), {list.begin() + 1, list.end()});
  for (std::size_t i = 0; i < shares.size(); ++i) done_[id + 1 + i] = shares[i];
}

// a − b. What a top-up takes off a cost leaves the smaller of two costs: a − max(0, a − t) is min(a, t).
NodeId Copying::less(NodeId a, NodeId b) {
  const NodeId topped_up = after_top_up(a, b);
  return topped_up == no_node ? to_.subtract(a, b) : topped_up;
}

// No node where b is no top-up of a.
NodeId Copying::after_top_up(NodeId a, NodeId b) {
  const Node node = to_.node(b);
  if (node.checked) return no_node;
  if (node.op == Op::select && to_.as_constant(node.c) == 0) {
    const NodeId then = after_top_up(a, node.b);
    return then == no_node ? no_node : to_.select(node.a, then, a);
  }
  if (node.op != Op::maximum && node.op != Op::minimum) return no_node;
  for (const auto& [limit, over] : {std::pair(node.a, node.b), std::pair(node.b, node.a)}) {
    if (!to_.as_constant(limit)) continue;
    const Node short_by = to_.node(over);
    if (node.op == Op::minimum) {
      const NodeId whole = after_top_up(a, over);
      return whole == no_node ? no_node : to_.maximum(whole, to_.subtract(a, limit));
    }
    if (to_.as_constant(limit) == 0 && short_by.op == Op::subtract && short_by.a == a && !short_by.checked)
      return to_.minimum(a, short_by.b);
  }
  return no_node;
}

// What is chosen for being the smaller is the minimum.
NodeId Copying::choice(NodeId condition, NodeId then, NodeId otherwise) {
  const Node node = to_.node(condition);
  const bool negated = node.op == Op::negation;
  const Node compared = negated ? to_.node(node.a) : node;
  if (compared.op == Op::at_most && !compared.may_be_unknown) {
    const bool forward = compared.a == then && compared.b == otherwise;
    if (forward || (compared.a == otherwise && compared.b == then))
      return forward != negated ? to_.minimum(then, otherwise) : to_.maximum(then, otherwise);
  }
  return to_.select(condition, then, otherwise);
}

NodeId Copying::made(NodeId id) {
  const Node& node = from_.nodes[id];
  const NodeId a = node.a == no_node ? no_node : done_[node.a];
  const NodeId b = node.b == no_node ? no_node : done_[node.b];
  const NodeId c = node.c == no_node ? no_node : done_[node.c];
  if (const auto guess = guesses_.find(id);
      guess != guesses_.end() && (guess->second.second || reads_dates(to_.plan(), {a, b}))) {
    guessed_.push_back(id);
    return guessed(guess->second.first, node, a, b);
  }
  to_.owner(node.owner);
  switch (node.op) {
    case Op::constant:
      return to_.constant(node.k);
    case Op::unknown:
      return to_.unknown();
    case Op::field:
      return fields_[static_cast<std::size_t>(node.k)];
    case Op::today:
      return today_;
    case Op::add:
      return to_.add(a, b);
    case Op::subtract:
      return less(a, b);
    case Op::scale:
      return to_.scale(a, node.k);
    case Op::multiply_round:
      return to_.multiply_round(a, b, node.k);
    case Op::floor_divide:
      return to_.floor_divide(a, node.k);
    case Op::minimum:
      if (b == today_ && std::find(past_.begin(), past_.end(), a) != past_.end()) return a;
      if (a == today_ && std::find(past_.begin(), past_.end(), b) != past_.end()) return b;
      return to_.minimum(a, b);
    case Op::maximum:
      return to_.maximum(a, b);
    case Op::select:
      return choice(a, b, c);
    case Op::fallback:
      return to_.fallback(a, b);
    case Op::at_most:
      return to_.at_most(a, b);
    case Op::equal:
      if (const auto k = to_.as_constant(b); k && !to_.node(a).may_be_unknown) return equal_to(a, *k);
      return to_.equal(a, b);
    case Op::in_set:
      return in_set(a, from_.sets[static_cast<std::size_t>(node.k)]);
    case Op::both:
      return to_.both(a, b);
    case Op::either:
      return to_.either(a, b);
    case Op::negation:
      return negation(a);
    case Op::known:
      return to_.known(a);
    case Op::holds:
      return holds(a);
    case Op::add_months:
      return to_.add_months(a, node.k);
    case Op::months_between:
      return to_.months_between(a, b);
    case Op::month_of:
      return to_.month_of(a);
    case Op::lookup:
      return to_.lookup(a, from_.tables[static_cast<std::size_t>(node.k)]);
    case Op::apportion:
      copy_shares(id);
      return done_[id];
    case Op::part:
      break;  // copied with its apportion
  }
  ensure(false, "a part without its apportion");
  return no_node;
}

}  // namespace trouw
