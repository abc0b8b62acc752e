#include "proof/trial.h"

#include <algorithm>

namespace trouw {

namespace {

// Of a date that has no typical value: some have joined three years ago, and are forty.
std::int64_t typical_date(const Problem& problem, std::size_t number) {
  const Civil today = civil_of(problem.day.value_or(day_of({2025, 1, 1})));
  const auto joined = problem.shell.schema.roles.joined;
  const bool joins = std::any_of(problem.seconds.begin(), problem.seconds.end(), [&](const auto& pair) {
    return pair.first == joined && pair.second == number;
  });
  return day_of({today.year - (joins || joined == number ? 3 : 40), 1, 1});
}

}  // namespace

Assignment typical_record(const Problem& problem) {
  Assignment record;
  const auto& fields = problem.shell.schema.fields;
  for (std::size_t i = 0; i < fields.size(); ++i) {
    const Field& field = fields[i];
    if (field.optional && !field.typical) {
      record.emplace_back();
      continue;
    }
    const std::int64_t typical = field.typical              ? *field.typical
                                 : field.type == Type::date ? typical_date(problem, i)
                                                            : field.from;
    record.emplace_back(std::clamp(typical, field.from, field.to));
  }
  return record;
}

Trial::Trial(const Problem& problem)
    : problem_(problem),
      order_(needed(problem.plan, problem.wanted())),
      cells_(problem.plan.nodes.size()),
      fields_(problem.shell.schema.fields.size()) {}

bool Trial::run(const Assignment& record) {
  for (std::size_t i = 0; i < fields_.size(); ++i)
    fields_[i] = {record[i].value_or(0), record[i].has_value()};
  return std::all_of(order_.begin(), order_.end(), [&](NodeId id) { return step(id); });
}

bool Trial::assumed() const {
  return assumptions_held() == problem_.assumptions.size();
}

std::size_t Trial::assumptions_held() const {
  return static_cast<std::size_t>(
      std::count_if(problem_.assumptions.begin(), problem_.assumptions.end(),
                    [&](NodeId id) { return cells_[id].known && cells_[id].value == 1; }));
}

bool Trial::step(NodeId id) {
  const Node& node = problem_.plan.nodes[id];
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
    case Op::apportion:
      share(id, node);
      return true;
    case Op::part:
      return true;  // filled in by its apportion
    default:
      break;
  }
  const Cell a = node.a == no_node ? Cell{} : cells_[node.a];
  const Cell b = node.b == no_node ? Cell{} : cells_[node.b];
  const Cell c = node.c == no_node ? Cell{} : cells_[node.c];
  return apply(problem_.plan, node, a, b, c, cells_[id]);
}

void Trial::share(NodeId id, const Node& node) {
  const auto& list = problem_.plan.weights[static_cast<std::size_t>(node.k)];
  weights_.clear();
  for (std::size_t i = 1; i < list.size(); ++i)
    weights_.push_back(cells_[static_cast<std::size_t>(list[i])].value);
  shares_.resize(weights_.size());
  const std::int64_t amount = cells_[static_cast<std::size_t>(list[0])].value;
  apportion(amount, weights_, shares_);
  cells_[id] = {amount, true};
  for (std::size_t i = 0; i < shares_.size(); ++i) cells_[id + 1 + i] = {shares_[i], true};
}

}  // namespace trouw
