#include "row/tenures.h"

#include <algorithm>

namespace trouw {

namespace {

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

Tenures::Tenures(const Plan& plan, const GuaranteeNodes& guarantee) : plan_(plan), guarantee_(guarantee) {
  const Roles& roles = plan.programme->schema.roles;
  field_ = roles.joined ? roles.joined : roles.tenure;
  if (!field_) return;
  joined_ = roles.joined.has_value();
  std::vector<NodeId> wanted = guarantee.costs;
  wanted.push_back(guarantee.applies);
  const std::vector<NodeId> reached = reached_by(plan, needed(plan, wanted), *field_);
  order_ = EvaluationOrder(plan, reached);
  const Field& field = plan.programme->schema.fields[*field_];
  first_ = field.from;
  last_ = joined_ ? std::min<std::int64_t>(field.to, *plan.today) : field.to;
  find_places(reached, decided_alone(plan, reached));
}

// A node that tenure alone decides, and that is only ever compared with what tenure does not reach.
bool Tenures::crosses(NodeId pure, const std::vector<NodeId>& reached, const std::vector<bool>& alone,
                      std::vector<NodeId>& others) const {
  for (const NodeId id : reached) {
    const Node& node = plan_.nodes[id];
    if (alone[id] || !is_operand(plan_, node, pure)) continue;
    if (node.op != Op::at_most && node.op != Op::equal) return false;
    const NodeId other = node.a == pure ? node.b : node.a;
    if (std::binary_search(reached.begin(), reached.end(), other)) return false;
    others.push_back(other);
  }
  return !others.empty();
}

void Tenures::find_places(const std::vector<NodeId>& reached, const std::vector<bool>& alone) {
  std::vector<NodeId> pure, edge;  // edge: used by what tenure does not decide alone, or a result
  for (const NodeId id : reached) {
    if (!alone[id]) continue;
    pure.push_back(id);
    const bool result =
        id == guarantee_.applies ||
        std::find(guarantee_.costs.begin(), guarantee_.costs.end(), id) != guarantee_.costs.end();
    const bool used = std::any_of(reached.begin(), reached.end(), [&](NodeId user) {
      return !alone[user] && is_operand(plan_, plan_.nodes[user], id);
    });
    if (result || used) edge.push_back(id);
  }
  std::vector<std::vector<NodeId>> others(edge.size());
  std::vector<std::vector<std::int64_t>> tables(edge.size());
  std::vector<bool> crossing(edge.size());
  for (std::size_t i = 0; i < edge.size(); ++i)
    crossing[i] = crosses(edge[i], reached, alone, others[i]) && plan_.nodes[edge[i]].highest > 1;
  Evaluation scan(plan_);
  const EvaluationOrder order(plan_, needed(plan_, pure));
  std::vector<Cell> before(edge.size());
  for (std::int64_t value = first_; value <= last_; ++value) {
    scan.set_field(*field_, {value, true});
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

// The first value of each stretch of shorter tenures in which nothing changes.
std::vector<std::int64_t> Tenures::candidates(const Evaluation& evaluation, std::int64_t own) const {
  const std::int64_t low = joined_ ? own + 1 : first_, high = joined_ ? last_ : own - 1;
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

std::optional<Tenures::Worse> Tenures::worse(Evaluation& evaluation, std::int64_t within) {
  if (!field_ || !evaluation.holds(guarantee_.applies)) return std::nullopt;
  const Cell own = evaluation.field(*field_);
  if (!own.known) return std::nullopt;
  std::vector<std::int64_t> costs;
  for (const NodeId cost : guarantee_.costs) costs.push_back(evaluation.value(cost));
  std::optional<Worse> worst;
  for (const std::int64_t value : candidates(evaluation, own.value)) {
    evaluation.set_field(*field_, {value, true});
    if (!evaluation.evaluate(order_) || !evaluation.holds(guarantee_.applies)) continue;
    for (std::size_t i = 0; i < costs.size(); ++i) {
      const std::int64_t by = costs[i] - evaluation.value(guarantee_.costs[i]);
      if (by > within && (!worst || by > worst->by)) worst = Worse{by, value};
    }
  }
  evaluation.set_field(*field_, own);
  evaluation.evaluate(order_);
  return worst;
}

}  // namespace trouw
