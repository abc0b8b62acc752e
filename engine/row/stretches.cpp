#include "row/stretches.h"

#include <algorithm>

namespace trouw {

namespace {

constexpr std::int64_t most_scanned = 200'000;  // values; there are fewer days

// The nodes of `order` that depend on a field.
std::vector<NodeId> reached_by(const Plan& plan, const std::vector<NodeId>& order, FieldId field) {
  std::vector<bool> depends(plan.nodes.size());
  std::vector<NodeId> reached;
  for (const NodeId id : order) {
    const Node& node = plan.nodes[id];
    bool here = node.op == Op::field && node.k == static_cast<std::int64_t>(field);
    const NodeId ids[3] = {node.a, node.b, node.c};
    for (int i = 0; i < op_operands(node.op); ++i) here = here || depends[ids[i]];
    if (node.op == Op::apportion)
      for (const std::int64_t w : plan.weights[static_cast<std::size_t>(node.k)])
        here = here || depends[static_cast<std::size_t>(w)];
    depends[id] = here;
    if (here) reached.push_back(id);
  }
  return reached;
}

// Which nodes depend on that field and on no other.
std::vector<bool> decided_alone(const Plan& plan, const std::vector<NodeId>& reached) {
  std::vector<bool> alone(plan.nodes.size());
  for (const NodeId id : reached) {
    const Node& node = plan.nodes[id];
    bool here = node.op != Op::apportion && node.op != Op::part;
    const NodeId ids[3] = {node.a, node.b, node.c};
    for (int i = 0; i < op_operands(node.op); ++i)
      here = here &&
             (alone[ids[i]] || plan.nodes[ids[i]].op == Op::constant || plan.nodes[ids[i]].op == Op::unknown);
    alone[id] = here;
  }
  return alone;
}

bool is_operand(const Plan& plan, const Node& node, NodeId id) {
  const NodeId ids[3] = {node.a, node.b, node.c};
  for (int i = 0; i < op_operands(node.op); ++i)
    if (ids[i] == id) return true;
  if (node.op != Op::apportion) return false;
  const auto& list = plan.weights[static_cast<std::size_t>(node.k)];
  return std::find(list.begin(), list.end(), static_cast<std::int64_t>(id)) != list.end();
}

}  // namespace

Stretches::Stretches(const Plan& plan, const std::vector<NodeId>& results, FieldId field, std::int64_t first,
                     std::int64_t last)
    : plan_(plan),
      field_(field),
      first_(first),
      last_(last),
      reached_(reached_by(plan, needed(plan, results), field)) {
  if (last_ - first_ < most_scanned)
    scan(results);
  else
    constants();
}

// A node that the field alone decides, and that is only ever compared with what the field does not reach.
bool Stretches::crosses(NodeId pure, const std::vector<bool>& alone, std::vector<NodeId>& others) const {
  for (const NodeId id : reached_) {
    const Node& node = plan_.nodes[id];
    if (alone[id] || !is_operand(plan_, node, pure)) continue;
    if (node.op != Op::at_most && node.op != Op::equal) return false;
    const NodeId other = node.a == pure ? node.b : node.a;
    if (std::binary_search(reached_.begin(), reached_.end(), other)) return false;
    others.push_back(other);
  }
  return !others.empty();
}

void Stretches::scan(const std::vector<NodeId>& results) {
  const std::vector<bool> alone = decided_alone(plan_, reached_);
  std::vector<NodeId> pure, edge;  // edge: used by what the field does not decide alone, or a result
  for (const NodeId id : reached_) {
    if (!alone[id]) continue;
    pure.push_back(id);
    const bool result = std::find(results.begin(), results.end(), id) != results.end();
    const bool used = std::any_of(reached_.begin(), reached_.end(), [&](NodeId user) {
      return !alone[user] && is_operand(plan_, plan_.nodes[user], id);
    });
    if (result || used) edge.push_back(id);
  }
  std::vector<std::vector<NodeId>> others(edge.size());
  std::vector<std::vector<std::int64_t>> tables(edge.size());
  std::vector<bool> crossing(edge.size());
  for (std::size_t i = 0; i < edge.size(); ++i)
    crossing[i] = crosses(edge[i], alone, others[i]) && plan_.nodes[edge[i]].highest > 1;
  Evaluation scan(plan_);
  const EvaluationOrder order(plan_, needed(plan_, pure));
  std::vector<Cell> before(edge.size());
  for (std::int64_t value = first_; value <= last_; ++value) {
    scan.set_field(field_, {value, true});
    if (!scan.evaluate(order)) continue;
    bool changed = value == first_;
    for (std::size_t i = 0; i < edge.size(); ++i) {
      const Cell now = scan.cell(edge[i]);
      if (crossing[i])
        tables[i].push_back(now.value);
      else
        changed = changed || !(now == before[i]);
      before[i] = now;
    }
    if (changed) places_.push_back(value);
  }
  for (std::size_t i = 0; i < edge.size(); ++i)
    if (crossing[i])
      for (const NodeId other : others[i]) crossings_.push_back({other, tables[i]});
}

// Both sides of each constant that the field is compared with, and some values between its ends.
void Stretches::constants() {
  constexpr std::int64_t parts = 16;
  for (std::int64_t part = 0; part <= parts; ++part)
    note(static_cast<std::int64_t>(first_ + (Wide{last_} - first_) * part / parts));
  const auto reads = [&](NodeId id) {
    const Node& node = plan_.nodes[id];
    const Node& inner = node.op == Op::fallback ? plan_.nodes[node.a] : node;
    return inner.op == Op::field && inner.k == static_cast<std::int64_t>(field_);
  };
  for (const NodeId id : reached_) {
    const Node& node = plan_.nodes[id];
    if (node.op == Op::at_most || node.op == Op::equal)
      for (const auto& [own, other] : {std::pair(node.a, node.b), std::pair(node.b, node.a)})
        if (reads(own) && plan_.nodes[other].op == Op::constant) note(plan_.nodes[other].k);
    if (node.op == Op::in_set && reads(node.a))
      for (const std::int64_t value : plan_.sets[static_cast<std::size_t>(node.k)]) note(value);
  }
  std::sort(places_.begin(), places_.end());
  places_.erase(std::unique(places_.begin(), places_.end()), places_.end());
}

void Stretches::note(std::int64_t value) {
  for (const std::int64_t by : {-1, 0, 1})
    if (value + by >= first_ && value + by <= last_) places_.push_back(value + by);
}

std::vector<std::int64_t> Stretches::within(const Evaluation& evaluation, std::int64_t low,
                                            std::int64_t high) const {
  std::vector<std::int64_t> found;
  if (low > high) return found;
  found.push_back(low);
  const auto begin = std::lower_bound(places_.begin(), places_.end(), low);
  for (auto at = begin; at != places_.end() && *at <= high; ++at) found.push_back(*at);
  for (const Crossing& crossing : crossings_) {
    const Cell other = evaluation.cell(crossing.other);
    if (!other.known) continue;
    const auto& v = crossing.values;
    const bool rising = v.empty() || v.front() <= v.back();
    for (const std::int64_t bound : {other.value, other.value + 1}) {
      const auto at = rising ? std::lower_bound(v.begin(), v.end(), bound)
                             : std::lower_bound(v.begin(), v.end(), bound,
                                                [](std::int64_t a, std::int64_t b) { return a >= b; });
      const std::int64_t value = first_ + (at - v.begin());
      if (value >= low && value <= high) found.push_back(value);
    }
  }
  std::sort(found.begin(), found.end());
  found.erase(std::unique(found.begin(), found.end()), found.end());
  return found;
}

}  // namespace trouw
