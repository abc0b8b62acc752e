// Sums of nodes, taken apart as far as that is exact within a box.
#pragma once

#include <functional>
#include <map>

#include "plan/apply.h"
#include "proof/intervals.h"

namespace trouw {

// Σ coefficient × node + constant; the node made last comes first.
struct Sum {
  std::map<NodeId, Wide, std::greater<>> terms;
  Wide constant = 0;

  void add(NodeId id, Wide times);
  void add(const Sum& other, Wide times);
};

// Replaces a node that is no longer in the sum by what it is made of; false, and nothing is done, where that
// says nothing more.
bool expand(const Plan& plan, const Intervals& intervals, Sum& sum, NodeId id, Wide times);

// The same for every node, again and again.
void expand_all(const Plan& plan, const Intervals& intervals, Sum& sum);

// The most it can be by the ranges of its nodes.
Wide most_by_ranges(const Intervals& intervals, const Sum& sum);

}  // namespace trouw
