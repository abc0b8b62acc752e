#include "row/tenures.h"

#include <algorithm>

namespace trouw {

Tenures::Tenures(const Plan& plan, const GuaranteeNodes& guarantee) : guarantee_(guarantee) {
  const Schema& schema = plan.programme->schema;
  const auto tenure = schema.roles.joined ? schema.roles.joined : schema.roles.tenure;
  if (!tenure) return;
  joined_ = schema.roles.joined.has_value();
  std::vector<NodeId> results = guarantee.costs;
  results.push_back(guarantee.applies);
  results.insert(results.end(), plan.facts.begin(), plan.facts.end());
  const auto add = [&](FieldId id, std::int64_t last) {
    axes_.emplace_back(plan, results, id, schema.fields[id].from, last);
    if (id != *tenure && axes_.back().reached().empty()) axes_.pop_back();
  };
  const std::int64_t to = schema.fields[*tenure].to;
  add(*tenure, joined_ ? std::min<std::int64_t>(to, *plan.today) : to);
  for (FieldId id = 0; id < schema.fields.size(); ++id)
    if (schema.fields[id].follows_tenure && id != *tenure) add(id, schema.fields[id].to);
  std::vector<NodeId> reached;
  for (const Stretches& axis : axes_)
    reached.insert(reached.end(), axis.reached().begin(), axis.reached().end());
  std::sort(reached.begin(), reached.end());
  reached.erase(std::unique(reached.begin(), reached.end()), reached.end());
  order_ = EvaluationOrder(plan, reached);
  for (const NodeId fact : plan.facts)
    if (std::binary_search(reached.begin(), reached.end(), fact)) facts_.push_back(fact);
}

// What the shorter-standing record may have in a field, where the longer-standing one has `own`.
std::vector<std::int64_t> Tenures::shorter(const Evaluation& evaluation, std::size_t axis,
                                           std::int64_t own) const {
  const Stretches& along = axes_[axis];
  if (axis > 0 || !joined_) {
    const std::int64_t high = axis > 0 || axes_.size() > 1 ? own : own - 1;
    return along.within(evaluation, along.first(), std::min(high, along.last()));
  }
  return along.within(evaluation, axes_.size() > 1 ? own : own + 1, along.last());
}

void Tenures::look(Evaluation& evaluation, Search& search, std::size_t axis) const {
  if (axis == axes_.size()) {
    if (!search.fine || !evaluation.holds(guarantee_.applies) ||
        !std::all_of(facts_.begin(), facts_.end(), [&](NodeId fact) { return evaluation.holds(fact); }))
      return;
    for (std::size_t i = 0; i < search.costs.size(); ++i)
      search.worst = std::max(search.worst, search.costs[i] - evaluation.value(guarantee_.costs[i]));
    return;
  }
  const FieldId field = axes_[axis].field();
  const Cell own = evaluation.field(field);
  if (!own.known) return look(evaluation, search, axis + 1);
  for (const std::int64_t value : shorter(evaluation, axis, own.value)) {
    evaluation.set_field(field, {value, true});
    search.fine = evaluation.evaluate(order_);
    look(evaluation, search, axis + 1);
  }
  evaluation.set_field(field, own);
}

std::optional<std::int64_t> Tenures::worse(Evaluation& evaluation, std::int64_t within) const {
  if (axes_.empty() || !evaluation.holds(guarantee_.applies) ||
      !evaluation.field(axes_.front().field()).known)
    return std::nullopt;
  Search search;
  for (const NodeId cost : guarantee_.costs) search.costs.push_back(evaluation.value(cost));
  look(evaluation, search, 0);
  evaluation.evaluate(order_);
  return search.worst > within ? std::optional(search.worst) : std::nullopt;
}

}  // namespace trouw
