#include "proof/places.h"

#include <algorithm>
#include <set>

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

}  // namespace trouw
