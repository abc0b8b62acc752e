// The row reader's core: the nodes of a plan on one record.
#pragma once

#include <vector>

#include "plan/apply.h"
#include "trouw/records.h"
#include "trouw/status.h"

namespace trouw {

// Nodes to evaluate again and again, made ready for it.
class EvaluationOrder {
 public:
  EvaluationOrder() = default;

  // The plan outlives it. `ascending`: of its nodes.
  EvaluationOrder(const Plan& plan, const std::vector<NodeId>& ascending);

 private:
  friend class Evaluation;
  struct Step {
    const Node* node;
    NodeId id, a, b, c;  // operands; those that are not there are one that is never known
  };
  // Steps of one operation, one after another: what is to be done is asked once for all of them.
  struct Run {
    Op op;
    std::size_t first, end;
  };
  std::vector<Step> steps_;
  std::vector<Run> runs_;
};

// Holds the values of all nodes for one record at a time. Not thread-safe; allocates once.
class Evaluation {
 public:
  explicit Evaluation(const Plan& plan);

  // Takes the fields of a record over. Values of nodes stay as they were until they are evaluated again.
  void load(const Batch& batch, std::size_t row);

  // The day of evaluation, for a plan in which it is an operand.
  void set_today(Day day) { today_ = day; }

  // Another value of one field.
  void set_field(FieldId field, Cell value) { fields_[field] = value; }
  Cell field(FieldId field) const { return fields_[field]; }

  // Evaluates these nodes on the fields loaded. False where one leaves 64 bits: failed() tells which.
  bool evaluate(const EvaluationOrder& order);

  Cell cell(NodeId id) const { return cells_[id]; }
  std::int64_t value(NodeId id) const { return cells_[id].value; }
  bool holds(NodeId id) const { return cells_[id].known && cells_[id].value == 1; }

  // What to tell of a failed evaluation, naming the offer.
  Status failed() const;

 private:
  template <Op op>
  bool run(const EvaluationOrder::Step* first, const EvaluationOrder::Step* end);
  void share(NodeId id, const Node& node);

  const Plan& plan_;
  std::vector<Cell> cells_;  // a node each, those of constants filled in; then one that is never known
  std::vector<Cell> fields_;
  std::optional<Day> today_;
  std::vector<std::int64_t> weights_, shares_;
  NodeId failed_ = no_node;
};

}  // namespace trouw
