// What single nodes of a problem can yield: few values, and few places where they matter.
#pragma once

#include <optional>
#include <vector>

#include "plan/plan.h"

namespace trouw {

// The values that a node can take, ascending, where they are at most `most`; an over-approximation.
class ValueSets {
 public:
  ValueSets(const Plan& plan, std::size_t most) : plan_(plan), most_(most), done_(plan.nodes.size()) {}

  // Nothing where there are too many.
  const std::optional<std::vector<std::int64_t>>& of(NodeId id);

 private:
  using Set = std::optional<std::vector<std::int64_t>>;
  Set make(const Node& node);
  Set pairs(const Node& node);

  const Plan& plan_;
  std::size_t most_;
  std::vector<std::optional<Set>> done_;
};

// The values of `node` (of few thousand) from which anything that depends on it alone differs from the value
// before; every value where it is used with something else. `wanted` are the nodes that matter.
std::vector<std::int64_t> steps_of(const Plan& plan, NodeId node, const std::vector<NodeId>& wanted);

}  // namespace trouw
