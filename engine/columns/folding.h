// Plans made of a plan: the same figures of fewer records, or fewer figures.
#pragma once

#include <optional>
#include <utility>
#include <vector>

#include "plan/build.h"

namespace trouw::columns {

// What totals read of a plan, by the numbers of its nodes, which are not there yet; everything else is empty.
Plan figures_of(const Plan& of);

// Where such a plan has numbers of nodes.
std::vector<NodeId*> figures(Plan& plan);

// Makes a plan's nodes anew by the builder that lowering uses, so that every folding rule holds here too.
class Folding {
 public:
  // `value`: a field with what is put in its place. Both plans outlive it.
  Folding(const Plan& from, Plan& to, std::optional<std::pair<FieldId, std::int64_t>> value = {})
      : from_(from), build_(to), value_(value), made_(from.nodes.size(), no_node) {}

  // Makes the nodes that these need, and puts the new numbers in their place.
  void fold(const std::vector<NodeId*>& wanted);

  Builder& build() { return build_; }

 private:
  void fold_in_order(const std::vector<NodeId>& order);
  NodeId at(NodeId id) const { return id == no_node ? no_node : made_[id]; }
  NodeId made(const Node& node);
  void apportion(NodeId id, const Node& node);

  const Plan& from_;
  Builder build_;
  std::optional<std::pair<FieldId, std::int64_t>> value_;
  std::vector<NodeId> made_;  // a node of `from_` each
};

}  // namespace trouw::columns
