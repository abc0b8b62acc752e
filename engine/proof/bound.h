// An upper bound of a sum of nodes within a box, by rules on their shared graph: what is added and taken off
// cancels, a top-up is the larger of two sums, a condition is the same wherever it stands, and what a
// comparison says may be added to the sum.
#pragma once

#include "proof/order.h"

namespace trouw {

class Bound {
 public:
  Bound(const Problem& problem, const Intervals& intervals)
      : plan_(problem.plan),
        intervals_(intervals),
        order_(problem, intervals),
        all_(needed(problem.plan, {problem.gap})),
        hangs_(problem.plan.nodes.size()) {}

  // What is taken for granted within the box: comparisons that hold or fail. Asked after the ranges have run.
  void grant(const std::vector<Settled>& settled);

  // Whether all that was granted can be so together, as far as the last of it shows.
  bool possible();

  // No record of the box has more.
  Wide above(NodeId id);

  // The node whose uncertainty the last bound hangs on, or no_node.
  NodeId culprit() const { return culprit_; }

  // The most uncertain of what is left that hangs on an open choice, or no_node.
  NodeId chooser() const { return chooser_; }

  // Whether a node hangs on a choice that is open.
  bool hangs(NodeId id) const { return hangs_[id]; }

 private:
  struct Most {
    Wide value = 0;
    NodeId culprit = no_node;
    NodeId chooser = no_node;
    bool open = false;  // the culprit is a condition that says nothing by itself the way it went
  };

  Most above(Sum sum, int depth);
  Most at_once(Sum sum);
  Most by_ranges(const Sum& sum) const;
  Most by_facts(const Sum& sum, Most most, int depth);
  Most choose(const Sum& sum, NodeId id, Wide times, int depth);
  Most better(Sum one, Sum other, int depth);
  Most branch(const Sum& sum, NodeId condition, int depth);
  void cancel_all(Sum& sum) const;
  NodeId turning(const Sum& sum) const;
  Sum with(Sum sum, NodeId instead, Wide times) const;
  void look_for_choices();
  void order(const Node& node, bool holds);
  bool learn(NodeId condition, bool holds);
  void compare(const Node& node, bool holds);
  void add_fact(Sum sum);
  void forget(std::size_t facts);

  const Plan& plan_;
  const Intervals& intervals_;
  Order order_;
  std::vector<NodeId> all_;  // that the gap is worked out from
  NodeId culprit_ = no_node, chooser_ = no_node;
  int left_ = 0;            // branches that may still be looked into
  std::vector<Sum> facts_;  // each is at least nothing
  std::vector<bool> hangs_;
  std::vector<bool> used_;  // in the sum that is looked at
};

}  // namespace trouw
