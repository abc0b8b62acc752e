#include "row/evaluate.h"

#include <fmt/format.h>

#include "trouw/ensure.h"

namespace trouw {

Evaluation::Evaluation(const Plan& plan)
    : plan_(plan), cells_(plan.nodes.size()), fields_(plan.programme->schema.fields.size()) {}

void Evaluation::load(const Batch& batch, std::size_t row) {
  for (std::size_t i = 0; i < fields_.size(); ++i)
    fields_[i] = {batch.columns[i].values[row], batch.columns[i].known[row] != 0};
}

bool Evaluation::evaluate(const std::vector<NodeId>& order) {
  for (const NodeId id : order)
    if (!step(id)) {
      failed_ = id;
      return false;
    }
  return true;
}

bool Evaluation::step(NodeId id) {
  const Node& node = plan_.nodes[id];
  switch (node.op) {
    case Op::constant:
      cells_[id] = {node.k, true};
      return true;
    case Op::unknown:
      cells_[id] = {};
      return true;
    case Op::field:
      cells_[id] = fields_[static_cast<std::size_t>(node.k)];
      return true;
    case Op::today:
      ensure(today_.has_value(), "a plan without its day");
      cells_[id] = {*today_, true};
      return true;
    case Op::apportion:
      share(id, node);
      return true;
    case Op::part:
      return true;  // filled in by its apportion
    default:
      break;
  }
  const Cell none;
  const Cell a = node.a == no_node ? none : cells_[node.a];
  const Cell b = node.b == no_node ? none : cells_[node.b];
  const Cell c = node.c == no_node ? none : cells_[node.c];
  return apply(plan_, node, a, b, c, cells_[id]);
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
