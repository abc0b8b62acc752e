// Long sums, and rows of ands, ors and extremes, taken together in halves: a plan adds one offer after
// another, and so long a row would take as many steps.
#include <algorithm>

#include "sql/translate.h"
#include "trouw/wide.h"

namespace trouw::sql {

namespace {

bool in_rows(const Node& node) {
  return !node.checked && (node.op == Op::add || node.op == Op::both || node.op == Op::either ||
                           node.op == Op::minimum || node.op == Op::maximum);
}

// Who reads each node: none, one, or many.
std::vector<NodeId> only_users(const Plan& plan) {
  constexpr NodeId many = no_node - 1;
  std::vector<NodeId> users(plan.nodes.size(), no_node);
  const auto use = [&](NodeId used, NodeId user) { users[used] = users[used] == no_node ? user : many; };
  for (NodeId id = 0; id < plan.nodes.size(); ++id) {
    const Node& node = plan.nodes[id];
    const NodeId ids[3] = {node.a, node.b, node.c};
    for (int i = 0; i < op_operands(node.op); ++i) use(ids[i], id);
    if (node.op == Op::apportion)
      for (const std::int64_t weight : plan.weights[static_cast<std::size_t>(node.k)])
        use(static_cast<NodeId>(weight), many);
  }
  return users;
}

}  // namespace

// A sum may be added up in any order where even the sizes of all its parts stay within 64 bits.
void Translation::find_inner() {
  const std::vector<NodeId> users = only_users(plan_);
  std::vector<Wide> sizes(plan_.nodes.size());
  const auto same_row = [&](NodeId id, NodeId user) {
    return users[id] == user && in_rows(plan_.nodes[id]) && plan_.nodes[id].op == plan_.nodes[user].op;
  };
  for (NodeId id = 0; id < plan_.nodes.size(); ++id) {
    const Node& node = plan_.nodes[id];
    sizes[id] = std::max(-Wide{node.lowest}, Wide{node.highest});
    if (!in_rows(node)) continue;
    Wide all = 0;
    for (const NodeId part : {node.a, node.b}) all += sizes[part];
    if (node.op == Op::add) sizes[id] = all;
    if (node.op == Op::add && all > INT64_MAX / 2) continue;
    for (const NodeId part : {node.a, node.b}) inner_[part] = inner_[part] || same_row(part, id);
  }
}

TermId Translation::two(Op op, TermId a, TermId b) {
  switch (op) {
    case Op::add:
      return terms_.add(a, b);
    case Op::both:
      return terms_.all(a, b);
    case Op::either:
      return terms_.any(a, b);
    case Op::minimum:
      return terms_.least(a, b);
    default:
      return terms_.greatest(a, b);
  }
}

TermId Translation::in_halves(const Node& node) {
  const bool conditions = node.op == Op::both || node.op == Op::either;
  std::vector<NodeId> waiting{node.b, node.a};
  std::vector<TermId> parts;
  while (!waiting.empty()) {
    const NodeId next = waiting.back();
    waiting.pop_back();
    if (inner_[next] && plan_.nodes[next].op == node.op && done_[next] == no_term) {
      waiting.push_back(plan_.nodes[next].b);
      waiting.push_back(plan_.nodes[next].a);
    } else {
      parts.push_back(conditions ? truth(next) : number(next));
    }
  }
  while (parts.size() > 1) {
    std::vector<TermId> halves;
    for (std::size_t i = 0; i + 1 < parts.size(); i += 2)
      halves.push_back(two(node.op, parts[i], parts[i + 1]));
    if (parts.size() % 2 == 1) halves.push_back(parts.back());
    parts = std::move(halves);
  }
  return parts.front();
}

}  // namespace trouw::sql
