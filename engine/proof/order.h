// Which of two nodes is never the larger within a box, by how they are made: the deal after eleven years
// adds up as that after ten does, line by line.
#pragma once

#include <unordered_map>

#include "proof/sum.h"

namespace trouw {

// Not thread-safe. What it does not see is false.
class Order {
 public:
  Order(const Problem& problem, const Intervals& intervals) : plan_(problem.plan), intervals_(intervals) {}

  // The ranges are of another box.
  void forget();

  // From now on, until the box is another: the one is never above the other.
  void grant(NodeId one, NodeId other);

  // Whether the sum is never more than nothing, for records for which it is known.
  bool never_above_nothing(Sum sum);

 private:
  bool below_nothing(Sum sum);
  void cancel(Sum& sum);
  NodeId widest_choice(const Sum& sum) const;
  bool below(NodeId one, NodeId other);
  bool look_below(NodeId one, NodeId other);
  bool below_granted(NodeId one, NodeId other);
  bool below_choice(NodeId one, NodeId other);
  bool is_rate(const Node& product) const;
  bool below_product(const Node& one, const Node& other);
  void relate_products(Sum& sum);
  bool at_most(NodeId one, NodeId other);
  bool implies(NodeId one, NodeId other);
  bool look_implied(NodeId one, NodeId other);
  bool implied_comparison(const Node& one, const Node& other);
  bool known(NodeId id) const { return !intervals_.of(id).can_be_unknown; }

  // Of a question that was asked before.
  template <class Look>
  bool once(NodeId one, NodeId other, bool condition, const Look& look);

  const Plan& plan_;
  const Intervals& intervals_;
  std::unordered_map<std::uint64_t, bool> below_, implied_;
  std::unordered_multimap<NodeId, NodeId> granted_;  // what each is never above
  int left_ = 0;                                     // questions that may still be looked into
  int choices_ = 0;                                  // that may still be made
};

}  // namespace trouw
