// A box of records, and what the operations can yield within it.
#pragma once

#include "proof/problem.h"

namespace trouw {

// What a field, or a node, can be: a value in [low, high], unknown, or either.
struct Range {
  std::int64_t low = 0, high = 0;
  bool can_be_known = true, can_be_unknown = false;

  bool single() const { return can_be_known && !can_be_unknown && low == high; }
  bool decided() const { return single() || !can_be_known; }
  bool can_hold() const { return can_be_known && high >= 1 && low <= 1; }
  bool can_fail() const { return can_be_known && low <= 0; }
};

using Box = std::vector<Range>;  // one a field of the problem

Box whole(const Problem& problem);

// A comparison that is taken to hold, or to fail.
struct Settled {
  NodeId node = no_node;
  bool holds = false;
};

// Ranges of all nodes that a problem needs; an over-approximation, exact where every field is single. Not
// thread-safe.
class Intervals {
 public:
  explicit Intervals(const Problem& problem);

  // False where what is settled cannot be so within the box.
  bool run(const Box& box, const std::vector<Settled>& settled);
  const Range& of(NodeId id) const { return ranges_[id]; }

 private:
  Range step(NodeId id, const Node& node) const;
  Range strict(const Node& node) const;
  void values(const Node& node, Range& out) const;
  Range junction(const Node& node, bool both) const;
  void products(const Node& node, Range& out) const;
  void compare(const Node& node, Range& out) const;
  void share(NodeId id, const Node& node);

  const Problem& problem_;
  const Plan& plan_;
  std::vector<NodeId> order_;
  std::vector<Range> ranges_;
  std::vector<std::int8_t> settled_;  // of each node: holds 1, fails 0, open -1
};

}  // namespace trouw
