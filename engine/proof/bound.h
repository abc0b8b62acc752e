// An upper bound of a sum of nodes within a box, by rules on their shared graph: what is added and taken off
// cancels, a top-up is the larger of two sums, a condition is the same wherever it stands.
#pragma once

#include <map>

#include "plan/apply.h"
#include "proof/intervals.h"

namespace trouw {

class Bound {
 public:
  Bound(const Problem& problem, const Intervals& intervals) : plan_(problem.plan), intervals_(intervals) {}

  // No record of the box has more.
  Wide above(NodeId id);

  // The node whose uncertainty weighed most in the last bound, or no_node.
  NodeId culprit() const { return culprit_; }

 private:
  // Σ coefficient × node + constant; the node made last comes first.
  struct Sum {
    std::map<NodeId, Wide, std::greater<>> terms;
    Wide constant = 0;
    void add(NodeId id, Wide times);
  };

  Wide above(Sum sum, int depth);
  bool expand(Sum& sum, NodeId id, Wide times);
  NodeId turning(const Sum& sum) const;
  bool cancel(Sum& sum, NodeId id, Wide times);
  Wide choose(const Sum& sum, NodeId id, Wide times, int depth);
  Wide branch(const Sum& sum, NodeId id, int depth);
  Sum with(Sum sum, NodeId instead, Wide times) const;
  Wide by_range(NodeId id, Wide times);
  void blame(NodeId id, Wide weight);

  const Plan& plan_;
  const Intervals& intervals_;
  NodeId culprit_ = no_node;
  Wide weight_ = 0;
  int left_ = 0;  // branches that may still be looked into
};

}  // namespace trouw
