#include "proof/places.h"

#include <algorithm>
#include <set>

#include "plan/apply.h"
#include "proof/values.h"

namespace trouw {

namespace {

class Places {
 public:
  explicit Places(const Problem& problem)
      : problem_(problem), plan_(problem.plan), found_(problem.shell.schema.fields.size()) {}

  std::vector<std::vector<std::int64_t>> find() {
    const std::vector<NodeId> wanted = problem_.wanted();
    for (const NodeId id : needed(plan_, wanted)) {
      const Node& node = plan_.nodes[id];
      if (node.op == Op::field) ends(static_cast<std::size_t>(node.k));
      if (node.op == Op::at_most || node.op == Op::equal) {
        against(node.a, node.b);
        against(node.b, node.a);
      }
      if (node.op == Op::in_set)
        for (const std::int64_t value : plan_.sets[static_cast<std::size_t>(node.k)]) add(node.a, value);
      if (node.op == Op::months_between && plan_.nodes[node.b].op == Op::constant)
        for (const std::int64_t n : steps_of(plan_, id, wanted))
          add(node.a, latest_with_months(n, static_cast<Day>(plan_.nodes[node.b].k)));
      if (node.op == Op::floor_divide) steps(node);
    }
    std::vector<std::vector<std::int64_t>> all;
    for (std::size_t i = 0; i < found_.size(); ++i) all.emplace_back(found_[i].begin(), found_[i].end());
    return all;
  }

 private:
  void ends(std::size_t number) {
    const Field& field = problem_.shell.schema.fields[number];
    note(number, field.from);
    note(number, field.to);
    if (field.typical) note(number, *field.typical);
    if (field.type == Type::choice || field.type == Type::yes_no)
      for (std::int64_t value = field.from; value <= field.to; ++value) note(number, value);
  }

  void note(std::size_t number, std::int64_t value) {
    const Field& field = problem_.shell.schema.fields[number];
    if (value >= field.from && value <= field.to) found_[number].insert(value);
  }

  void against(NodeId a, NodeId b) {
    if (plan_.nodes[b].op == Op::constant) add(a, plan_.nodes[b].k);
  }

  // The values of a field under simple arithmetic, near a value of the whole.
  void add(NodeId id, std::int64_t value) {
    while (true) {
      const Node& node = plan_.nodes[id];
      if (node.op == Op::field) {
        for (const std::int64_t by : {-1, 0, 1}) note(static_cast<std::size_t>(node.k), value + by);
        return;
      }
      const bool a = node.op == Op::add && plan_.nodes[node.a].op == Op::constant;
      const bool b = node.op == Op::add && plan_.nodes[node.b].op == Op::constant;
      if (a || b)
        value -= plan_.nodes[a ? node.a : node.b].k;
      else if (node.op == Op::scale && node.k != 0)
        value /= node.k;
      else if (node.op == Op::fallback || node.op == Op::maximum || node.op == Op::minimum) {
        id = plan_.nodes[node.a].op == Op::constant ? node.b : node.a;
        continue;
      } else
        return;
      id = b ? node.a : a ? node.b : node.a;
    }
  }

  // The first few steps of a scale.
  void steps(const Node& node) {
    for (std::int64_t n = 0; n <= 24; ++n) add(node.a, n * node.k);
  }

  const Problem& problem_;
  const Plan& plan_;
  std::vector<std::set<std::int64_t>> found_;
};

}  // namespace

std::vector<std::vector<std::int64_t>> places_of(const Problem& problem) {
  return Places(problem).find();
}

namespace {

constexpr std::int64_t few = 5000;  // values, to be looked at one by one

// The nodes that depend on one field alone, and those of them that anything else reads.
struct Dependents {
  std::vector<NodeId> pure, edges;
  bool plain = true;  // no edge is worked out from the field's value but by conditions and whole months
};

Dependents dependents_of(const Problem& problem, FieldId field) {
  const Plan& plan = problem.plan;
  std::vector<bool> pure(plan.nodes.size()), raw(plan.nodes.size()), edge(plan.nodes.size());
  Dependents found;
  const std::vector<NodeId> wanted = problem.without_relations(problem.wanted());
  for (const NodeId id : needed(plan, wanted)) {
    const Node& node = plan.nodes[id];
    const NodeId ids[3] = {node.a, node.b, node.c};
    bool reads = node.op == Op::field && node.k == static_cast<std::int64_t>(field),
         alone = node.op != Op::apportion && node.op != Op::part;
    raw[id] = reads;
    for (int i = 0; i < op_operands(node.op); ++i) {
      reads = reads || pure[ids[i]];
      alone = alone &&
              (pure[ids[i]] || plan.nodes[ids[i]].op == Op::constant || plan.nodes[ids[i]].op == Op::unknown);
      raw[id] = raw[id] || raw[ids[i]];
    }
    if (yields_condition(node.op) || node.op == Op::months_between) raw[id] = false;
    pure[id] = reads && alone;
    const bool tenure = node.op == Op::months_between && plan.nodes[node.a].op == Op::field &&
                        plan.nodes[node.b].op == Op::constant;
    if (pure[id] && ((raw[id] && node.op != Op::field) || (node.op == Op::months_between && !tenure)))
      found.plain = false;
    if (pure[id])
      found.pure.push_back(id);
    else if (node.op == Op::apportion)
      for (const std::int64_t one : plan.weights[static_cast<std::size_t>(node.k)])
        edge[static_cast<std::size_t>(one)] = true;
    else
      for (int i = 0; i < op_operands(node.op); ++i) edge[ids[i]] = true;
  }
  for (const NodeId id : wanted) edge[id] = true;
  for (const NodeId id : found.pure) {
    if (!edge[id]) continue;
    found.edges.push_back(id);
    found.plain = found.plain && !raw[id];
  }
  return found;
}

}  // namespace

std::optional<std::vector<std::int64_t>> stretches_of(const Problem& problem, FieldId field) {
  const Dependents dependents = dependents_of(problem, field);
  const Field& about = problem.shell.schema.fields[field];
  if (about.optional) return std::nullopt;
  std::vector<std::int64_t> values;
  if (about.to - about.from < few) {
    for (std::int64_t value = about.from; value <= about.to; ++value) values.push_back(value);
  } else if (dependents.plain) {
    values = places_of(problem)[field];
  } else {
    return std::nullopt;
  }
  const Plan& plan = problem.plan;
  std::vector<Cell> cells(plan.nodes.size());
  for (NodeId id = 0; id < plan.nodes.size(); ++id)
    if (plan.nodes[id].op == Op::constant) cells[id] = {plan.nodes[id].k, true};
  std::vector<std::int64_t> firsts;
  std::vector<Cell> before;
  for (const std::int64_t value : values) {
    for (const NodeId id : dependents.pure) {
      const Node& node = plan.nodes[id];
      const auto cell = [&](NodeId operand) { return operand == no_node ? Cell{} : cells[operand]; };
      if (node.op == Op::field)
        cells[id] = {value, true};
      else if (!apply(plan, node, cell(node.a), cell(node.b), cell(node.c), cells[id]))
        return std::nullopt;
    }
    std::vector<Cell> now;
    for (const NodeId id : dependents.edges) now.push_back(cells[id]);
    if (firsts.empty() || now != before) firsts.push_back(value);
    before = std::move(now);
  }
  return firsts;
}

}  // namespace trouw
