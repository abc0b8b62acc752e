#include "proof/values.h"

#include <algorithm>
#include <set>

#include "plan/apply.h"

namespace trouw {

const std::optional<std::vector<std::int64_t>>& ValueSets::of(NodeId wanted) {
  if (done_[wanted]) return *done_[wanted];
  for (const NodeId id : needed(plan_, {wanted}))
    if (!done_[id]) done_[id] = make(plan_.nodes[id]);
  return *done_[wanted];
}

ValueSets::Set ValueSets::make(const Node& node) {
  const auto operand = [&](NodeId id) -> const Set& { return *done_[id]; };
  std::set<std::int64_t> all;
  switch (node.op) {
    case Op::constant:
      return std::vector<std::int64_t>{node.k};
    case Op::unknown:
      return std::vector<std::int64_t>{};
    case Op::select:
    case Op::fallback: {
      const Set& then = operand(node.op == Op::select ? node.b : node.a);
      const Set& otherwise = operand(node.op == Op::select ? node.c : node.b);
      if (!then || !otherwise) break;
      all.insert(then->begin(), then->end());
      all.insert(otherwise->begin(), otherwise->end());
      if (all.size() > most_) break;
      return std::vector<std::int64_t>(all.begin(), all.end());
    }
    case Op::add:
    case Op::subtract:
    case Op::minimum:
    case Op::maximum:
      return pairs(node);
    case Op::scale:
    case Op::floor_divide:
    case Op::lookup: {
      const Set& values = operand(node.a);
      if (!values) break;
      for (const std::int64_t value : *values) {
        if (node.op == Op::lookup &&
            (value < 0 ||
             value >= static_cast<std::int64_t>(plan_.tables[static_cast<std::size_t>(node.k)].size())))
          continue;
        Cell result;
        if (apply(plan_, node, {value, true}, {}, {}, result)) all.insert(result.value);
      }
      return std::vector<std::int64_t>(all.begin(), all.end());
    }
    default:
      break;
  }
  if (node.checked || static_cast<Wide>(node.highest) - node.lowest >= static_cast<Wide>(most_))
    return std::nullopt;
  std::vector<std::int64_t> range;
  for (std::int64_t value = node.lowest; value <= node.highest; ++value) range.push_back(value);
  return range;
}

ValueSets::Set ValueSets::pairs(const Node& node) {
  const Set& first = *done_[node.a];
  const Set& second = *done_[node.b];
  std::set<std::int64_t> all;
  if (first && second && first->size() * second->size() <= most_ * 64) {
    for (const std::int64_t a : *first)
      for (const std::int64_t b : *second) {
        Cell result;
        if (apply(plan_, node, {a, true}, {b, true}, {}, result) && result.value >= node.lowest &&
            result.value <= node.highest)
          all.insert(result.value);
      }
    if (all.size() <= most_) return std::vector<std::int64_t>(all.begin(), all.end());
  }
  if (node.checked || static_cast<Wide>(node.highest) - node.lowest >= static_cast<Wide>(most_))
    return std::nullopt;
  std::vector<std::int64_t> range;
  for (std::int64_t value = node.lowest; value <= node.highest; ++value) range.push_back(value);
  return range;
}

std::vector<std::int64_t> steps_of(const Plan& plan, NodeId root, const std::vector<NodeId>& wanted) {
  const std::vector<NodeId> order = needed(plan, wanted);
  std::vector<bool> alone(plan.nodes.size()), edge(plan.nodes.size());
  const auto fixed = [&](NodeId id) {
    return plan.nodes[id].op == Op::constant || plan.nodes[id].op == Op::unknown;
  };
  std::vector<NodeId> pure{root};
  alone[root] = true;
  for (const NodeId id : order) {
    if (id <= root) continue;
    const Node& node = plan.nodes[id];
    const NodeId ids[3] = {node.a, node.b, node.c};
    const int operands = op_operands(node.op);
    bool reads = false, all = node.op != Op::apportion && node.op != Op::part;
    for (int i = 0; i < operands; ++i) {
      reads = reads || alone[ids[i]];
      all = all && (alone[ids[i]] || fixed(ids[i]));
    }
    if (reads && all) {
      alone[id] = true;
      pure.push_back(id);
    } else if (node.op == Op::apportion) {
      for (const std::int64_t one : plan.weights[static_cast<std::size_t>(node.k)])
        edge[static_cast<std::size_t>(one)] = true;
    } else {
      for (int i = 0; i < operands; ++i) edge[ids[i]] = true;
    }
  }
  for (const NodeId id : wanted) edge[id] = true;
  const Node& node = plan.nodes[root];
  std::vector<std::int64_t> steps;
  if (edge[root]) {
    for (std::int64_t value = node.lowest + 1; value <= node.highest; ++value) steps.push_back(value);
    return steps;
  }
  std::vector<Cell> cells(plan.nodes.size());
  for (const NodeId id : order)
    if (fixed(id)) cells[id] = {plan.nodes[id].k, plan.nodes[id].op == Op::constant};
  std::vector<Cell> before;
  for (std::int64_t value = node.lowest; value <= node.highest; ++value) {
    std::vector<Cell> now;
    cells[root] = {value, true};
    for (std::size_t i = 1; i < pure.size(); ++i) {
      const Node& one = plan.nodes[pure[i]];
      const auto cell = [&](NodeId id) { return id == no_node ? Cell{} : cells[id]; };
      if (!apply(plan, one, cell(one.a), cell(one.b), cell(one.c), cells[pure[i]])) cells[pure[i]] = {};
      if (edge[pure[i]]) now.push_back(cells[pure[i]]);
    }
    if (value > node.lowest && now != before) steps.push_back(value);
    before = std::move(now);
  }
  return steps;
}

}  // namespace trouw
