#include "plan/plan.h"

#include <fmt/format.h>

#include <algorithm>

#include "trouw/ensure.h"

namespace trouw {

namespace {

struct OpEntry {
  const char* name;
  int operands;
};

constexpr OpEntry ops[] = {
#define TROUW_OPERATION(name, operands, yields) {#name, operands},
#include "plan/operations.def"
#undef TROUW_OPERATION
};

// What a node is worked out from: operands, and the list of an apportion.
}  // namespace

const char* op_name(Op op) {
  return ops[static_cast<std::size_t>(op)].name;
}
int op_operands(Op op) {
  return ops[static_cast<std::size_t>(op)].operands;
}

bool yields_condition(Op op) {
  switch (op) {
    case Op::at_most:
    case Op::equal:
    case Op::in_set:
    case Op::both:
    case Op::either:
    case Op::negation:
    case Op::known:
    case Op::holds:
      return true;
    default:
      return false;
  }
}

void Plan::check() const {
  for (NodeId id = 0; id < nodes.size(); ++id) {
    const Node& node = nodes[id];
    for (const NodeId operand : operands_of(*this, node)) ensure(operand < id, "an operand after its node");
    if (node.op == Op::select) ensure(!nodes[node.a].may_be_unknown, "a select on what may be unknown");
    if (node.op == Op::part)
      ensure(id == node.a + 1 + static_cast<NodeId>(node.k), "a part away from its apportion");
    ensure(node.lowest <= node.highest, "an empty interval");
  }
}

std::vector<NodeId> operands_of(const Plan& plan, const Node& node) {
  std::vector<NodeId> all;
  const NodeId ids[3] = {node.a, node.b, node.c};
  for (int i = 0; i < op_operands(node.op); ++i) all.push_back(ids[i]);
  if (node.op == Op::apportion)
    for (const std::int64_t id : plan.weights[static_cast<std::size_t>(node.k)])
      all.push_back(static_cast<NodeId>(id));
  return all;
}

std::vector<NodeId> needed(const Plan& plan, std::vector<NodeId> wanted) {
  std::vector<bool> marked(plan.nodes.size());
  while (!wanted.empty()) {
    const NodeId id = wanted.back();
    wanted.pop_back();
    if (id == no_node || marked[id]) continue;
    marked[id] = true;
    for (const NodeId operand : operands_of(plan, plan.nodes[id])) wanted.push_back(operand);
  }
  std::vector<NodeId> order;
  for (NodeId id = 0; id < marked.size(); ++id)
    if (marked[id]) order.push_back(id);
  return order;
}

std::string listing(const Plan& plan) {
  std::string text;
  for (NodeId id = 0; id < plan.nodes.size(); ++id) {
    const Node& node = plan.nodes[id];
    text += fmt::format("{:>5} {}", id, op_name(node.op));
    for (const NodeId operand : operands_of(plan, node)) text += fmt::format(" {}", operand);
    if (node.op == Op::field)
      text += fmt::format(" \"{}\"", plan.programme->schema.fields[static_cast<std::size_t>(node.k)].name);
    else if (node.op != Op::apportion && op_operands(node.op) < 2)
      text += fmt::format(" k={}", node.k);
    text += fmt::format("  [{}, {}]{}{}\n", node.lowest, node.highest, node.may_be_unknown ? " unknown" : "",
                        node.checked ? " checked" : "");
  }
  return text;
}

}  // namespace trouw
