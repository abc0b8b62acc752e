// Makes the nodes of a plan: each once, folded and simplified as it is made.
#pragma once

#include <span>
#include <unordered_map>
#include <vector>

#include "plan/plan.h"

namespace trouw {

class Builder {
 public:
  // Adds to `plan`, which outlives the builder. `today` is folded in where the plan has one.
  explicit Builder(Plan& plan);

  NodeId constant(std::int64_t value);
  NodeId truth(bool value) { return constant(value ? 1 : 0); }
  NodeId unknown();
  NodeId field(FieldId id);
  NodeId today();

  NodeId add(NodeId a, NodeId b);
  NodeId subtract(NodeId a, NodeId b);
  NodeId scale(NodeId a, std::int64_t k);
  NodeId multiply_round(NodeId a, NodeId b, std::int64_t divisor);
  NodeId floor_divide(NodeId a, std::int64_t divisor);
  NodeId minimum(NodeId a, NodeId b);
  NodeId maximum(NodeId a, NodeId b);
  NodeId clamp(NodeId a, NodeId low, NodeId high) { return maximum(low, minimum(a, high)); }
  NodeId positive(NodeId a) { return maximum(constant(0), a); }
  NodeId sum(const std::vector<NodeId>& parts);

  // `condition` must never be unknown: use holds().
  NodeId select(NodeId condition, NodeId then, NodeId otherwise);
  NodeId fallback(NodeId a, NodeId otherwise);
  NodeId if_holds(NodeId condition, NodeId value) { return select(holds(condition), value, constant(0)); }

  NodeId at_most(NodeId a, NodeId b);
  NodeId less(NodeId a, NodeId b) { return negation(at_most(b, a)); }
  NodeId equal(NodeId a, NodeId b);
  NodeId in_set(NodeId a, std::vector<std::int64_t> ascending);
  NodeId both(NodeId a, NodeId b);
  NodeId either(NodeId a, NodeId b);
  NodeId negation(NodeId a);
  NodeId known(NodeId a);
  NodeId holds(NodeId a);

  NodeId add_months(NodeId a, std::int64_t months);
  NodeId months_between(NodeId from, NodeId to);
  NodeId month_of(NodeId a);
  NodeId lookup(NodeId a, std::vector<std::int64_t> table);

  // The shares of `amount` over `weights` (none negative, never unknown), in the same order; they add up to
  // `amount` where any weight is more than zero.
  std::vector<NodeId> apportion(NodeId amount, const std::vector<NodeId>& weights);

  const Plan& plan() const { return plan_; }
  const Node& node(NodeId id) const { return plan_.nodes[id]; }
  std::optional<std::int64_t> as_constant(NodeId id) const;

  // The offer that the nodes made from now on are for.
  void owner(std::uint32_t offer) { owner_ = offer; }

 private:
  struct Key {
    Op op;
    NodeId a, b, c;
    std::int64_t k;
    bool operator==(const Key&) const = default;
  };
  struct KeyHash {
    std::size_t operator()(const Key& key) const;
  };

  NodeId make(Node node);
  NodeId fold(const Node& node);
  std::int64_t set_number(std::vector<std::int64_t> set, std::vector<std::vector<std::int64_t>>& sets);
  void bound(Node& node) const;
  std::optional<Node> or_nothing(NodeId id) const;
  bool short_chain(NodeId id) const;

  Plan& plan_;
  std::unordered_map<Key, NodeId, KeyHash> made_;
  std::uint32_t owner_ = UINT32_MAX;
};

}  // namespace trouw
