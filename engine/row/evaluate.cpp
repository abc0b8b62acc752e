#include "row/evaluate.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "trouw/ensure.h"

namespace trouw {

namespace {

// Nothing is to be done for these: they are filled in, or come with another.
bool is_step(const Node& node) {
  return node.op != Op::constant && node.op != Op::unknown && node.op != Op::part;
}

// The nodes in an order in which operands come first and the same operations stand together: a processor
// that has guessed right what comes next goes on guessing right.
class Grouping {
 public:
  Grouping(const Plan& plan, const std::vector<NodeId>& ascending)
      : plan_(plan), waits_for_(plan.nodes.size(), 0), users_(plan.nodes.size()), chosen_(plan.nodes.size()) {
    for (const NodeId id : ascending) chosen_[id] = is_step(plan.nodes[id]);
    for (const NodeId id : ascending)
      if (chosen_[id]) wait(id);
    for (const NodeId id : ascending)
      if (chosen_[id] && waits_for_[id] == 0) be_ready(id);
  }

  std::vector<NodeId> grouped() {
    std::vector<NodeId> order;
    for (;;) {
      const auto most = std::ranges::max_element(ready_, {}, [](const auto& ids) { return ids.size(); });
      if (most->empty()) return order;
      for (std::size_t i = 0; i < most->size(); ++i) {  // it may grow
        const NodeId id = (*most)[i];
        order.push_back(id);
        for (const NodeId user : users_[id])
          if (--waits_for_[user] == 0) be_ready(user);
      }
      most->clear();
    }
  }

 private:
  void wait(NodeId id) {
    for (const NodeId operand : operands_of(plan_, plan_.nodes[id])) {
      const Node& node = plan_.nodes[operand];
      const NodeId from = node.op == Op::part ? operands_of(plan_, node).front() : operand;
      if (!chosen_[from]) continue;
      users_[from].push_back(id);
      ++waits_for_[id];
    }
  }

  void be_ready(NodeId id) { ready_[static_cast<std::size_t>(plan_.nodes[id].op)].push_back(id); }

  const Plan& plan_;
  std::vector<std::uint32_t> waits_for_;
  std::vector<std::vector<NodeId>> users_;
  std::vector<bool> chosen_;
  std::array<std::vector<NodeId>, op_count> ready_;
};

}  // namespace

EvaluationOrder::EvaluationOrder(const Plan& plan, const std::vector<NodeId>& ascending) {
  const auto none = static_cast<NodeId>(plan.nodes.size());
  const auto operand = [&](NodeId id) { return id == no_node ? none : id; };
  for (const NodeId id : Grouping(plan, ascending).grouped()) {
    const Node& node = plan.nodes[id];
    if (runs_.empty() || runs_.back().op != node.op) runs_.push_back({node.op, steps_.size(), steps_.size()});
    steps_.push_back({&node, id, operand(node.a), operand(node.b), operand(node.c)});
    ++runs_.back().end;
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

template <Op op>
bool Evaluation::run(const EvaluationOrder::Step* first, const EvaluationOrder::Step* end) {
  for (const EvaluationOrder::Step* step = first; step != end; ++step) {
    const Node& node = *step->node;
    Cell& result = cells_[step->id];
    if constexpr (op == Op::field) {
      copy(fields_[static_cast<std::size_t>(node.k)], result);
    } else if constexpr (op == Op::today) {
      ensure(today_.has_value(), "a plan without its day");
      result = {*today_, true};
    } else if constexpr (op == Op::apportion) {
      share(step->id, node);  // and its parts
    } else if (!apply(op, plan_, node, cells_[step->a], cells_[step->b], cells_[step->c], result)) {
      failed_ = step->id;
      return false;
    }
  }
  return true;
}

bool Evaluation::evaluate(const EvaluationOrder& order) {
  using Runner = bool (Evaluation::*)(const EvaluationOrder::Step*, const EvaluationOrder::Step*);
  static constexpr Runner runners[] = {
#define TROUW_OPERATION(name, operands, yields) &Evaluation::run<Op::name>,
#include "plan/operations.def"
#undef TROUW_OPERATION
  };
  const EvaluationOrder::Step* const steps = order.steps_.data();
  for (const EvaluationOrder::Run& one : order.runs_)
    if (!(this->*runners[static_cast<std::size_t>(one.op)])(steps + one.first, steps + one.end)) return false;
  return true;
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
