// Sums of nodes, taken apart as far as that is exact within a box.
#pragma once

#include <vector>

#include "plan/apply.h"
#include "proof/intervals.h"

namespace trouw {

// Σ coefficient × node + constant.
struct Sum {
  std::vector<std::pair<NodeId, Wide>> terms;  // the node made last comes first; no coefficient is nothing
  Wide constant = 0;

  void add(NodeId id, Wide times);
  void add(const Sum& other, Wide times);
  Wide of(NodeId id) const;  // its coefficient; 0: not in the sum
  void erase(NodeId id);
};

// Replaces nodes by what they are made of, again and again, where that is exact within the box.
void expand_all(const Plan& plan, const Intervals& intervals, Sum& sum);

// The most it can be by the ranges of its nodes.
Wide most_by_ranges(const Intervals& intervals, const Sum& sum);

}  // namespace trouw
