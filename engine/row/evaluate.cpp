#include "row/evaluate.h"

#include <fmt/format.h>

#include "trouw/ensure.h"

namespace trouw {

EvaluationOrder::EvaluationOrder(const Plan& plan, const std::vector<NodeId>& ascending) {
  const auto none = static_cast<NodeId>(plan.nodes.size());
  const auto operand = [&](NodeId id) { return id == no_node ? none : id; };
  for (const NodeId id : ascending) {
    const Node& node = plan.nodes[id];
    if (node.op == Op::constant || node.op == Op::unknown || node.op == Op::part) continue;
    steps_.push_back({&node, id, operand(node.a), operand(node.b), operand(node.c)});
  }
}

Evaluation::Evaluation(const Plan& plan)
    : plan_(plan), cells_(plan.nodes.size() + 1), fields_(plan.programme->schema.fields.size()) {
  for (NodeId id = 0; id < plan.nodes.size(); ++id)
    if (plan.nodes[id].op == Op::constant) cells_[id] = {plan.nodes[id].k, true};
}

void Evaluation::load(const Batch& batch, std::size_t row) {
  for (std::size_t i = 0; i < fields_.size(); ++i)
    fields_[i] = {batch.columns[i].values[row], batch.columns[i].known[row] != 0};
}

bool Evaluation::evaluate(const EvaluationOrder& order) {
  for (const EvaluationOrder::Step& one : order.steps_)
    if (!step(one)) {
      failed_ = one.id;
      return false;
    }
  return true;
}

inline bool Evaluation::step(const EvaluationOrder::Step& step) {
  const Node& node = *step.node;
  switch (node.op) {
    case Op::field:
      return copy(fields_[static_cast<std::size_t>(node.k)], cells_[step.id]);
    case Op::today:
      ensure(today_.has_value(), "a plan without its day");
      cells_[step.id] = {*today_, true};
      return true;
    case Op::apportion:
      share(step.id, node);  // and its parts
      return true;
    default:
      return apply(plan_, node, cells_[step.a], cells_[step.b], cells_[step.c], cells_[step.id]);
  }
}

void Evaluation::share(NodeId id, const Node& node) {
  const auto& list = plan_.weights[static_cast<std::size_t>(node.k)];
  weights_.clear();
  for (std::size_t i = 1; i < list.size(); ++i)
    weights_.push_back(cells_[static_cast<std::size_t>(list[i])].value);
  shares_.resize(weights_.size());
  const std::int64_t amount = cells_[static_cast<std::size_t>(list[0])].value;
  apportion(amount, weights_, shares_);
  cells_[id] = {amount, true};
  for (std::size_t i = 0; i < shares_.size(); ++i) cells_[id + 1 + i] = {shares_[i], true};
}

Status Evaluation::failed() const {
  const std::uint32_t owner = plan_.nodes[failed_].owner;
  const auto& offers = plan_.programme->offers;
  const std::string of = owner < offers.size() ? fmt::format("offer “{}”", offers[owner].title) : "the deal";
  return Status::failure(fmt::format("the arithmetic of {} comes to more than 64 bits can hold", of));
}

}  // namespace trouw
