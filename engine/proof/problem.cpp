#include "proof/problem.h"

#include <algorithm>

#include "proof/moves.h"
#include "trouw/ensure.h"

namespace trouw {

std::vector<NodeId> Problem::wanted() const {
  std::vector<NodeId> all = assumptions;
  all.push_back(gap);
  return all;
}

std::vector<NodeId> Problem::without_relations(std::vector<NodeId> ids) const {
  std::erase_if(
      ids, [&](NodeId id) { return std::find(relations.begin(), relations.end(), id) != relations.end(); });
  return ids;
}

bool reads_dates(const Plan& plan, const std::vector<NodeId>& ids) {
  const std::vector<NodeId> reads = needed(plan, ids);
  return std::count_if(reads.begin(), reads.end(), [&](NodeId id) {
           const Node& node = plan.nodes[id];
           return node.op == Op::field &&
                  plan.programme->schema.fields[static_cast<std::size_t>(node.k)].type == Type::date;
         }) > 1;
}

namespace {

// The nodes of a guarantee that compare a date with another, or count the months between them.
std::vector<NodeId> compared_dates(const Plan& plan, std::size_t guarantee) {
  const GuaranteeNodes& about = plan.guarantees[guarantee];
  std::vector<NodeId> wanted = plan.facts;
  wanted.insert(wanted.end(), about.costs.begin(), about.costs.end());
  for (const NodeId id : {about.applies, about.gap})
    if (id != no_node) wanted.push_back(id);
  std::vector<bool> date(plan.nodes.size());
  std::vector<NodeId> found;
  for (const NodeId id : needed(plan, wanted)) {
    const Node& node = plan.nodes[id];
    const auto is_date = [&](NodeId operand) { return operand != no_node && date[operand]; };
    if (node.op == Op::field)
      date[id] = plan.programme->schema.fields[static_cast<std::size_t>(node.k)].type == Type::date;
    else if (node.op == Op::today || node.op == Op::add_months)
      date[id] = true;
    else if (node.op == Op::add || node.op == Op::subtract || node.op == Op::minimum ||
             node.op == Op::maximum || node.op == Op::fallback || node.op == Op::select)
      date[id] = is_date(node.op == Op::select ? node.c : node.a) || is_date(node.b);
    const bool compares = node.op == Op::at_most || node.op == Op::equal || node.op == Op::months_between;
    if (compares && is_date(node.a) && is_date(node.b) && reads_dates(plan, {id})) found.push_back(id);
  }
  return found;
}

}  // namespace

void conjuncts(const Plan& plan, NodeId condition, std::vector<NodeId>& all) {
  std::vector<NodeId> waiting{condition};
  while (!waiting.empty()) {
    const NodeId id = waiting.back();
    waiting.pop_back();
    const Node& node = plan.nodes[id];
    if (node.op == Op::both)
      waiting.insert(waiting.end(), {node.a, node.b});
    else if (node.op == Op::holds)
      waiting.push_back(node.a);
    else
      all.push_back(id);
  }
}

namespace {

// What is known of a field before the problem is stated.
struct Narrowed {
  std::int64_t from, to;
  bool optional;
  bool never = false;  // always unknown
  bool operator==(const Narrowed&) const = default;
};

class Posing {
 public:
  Posing(const Plan& plan, const Question& question, std::optional<Day> day)
      : plan_(plan), question_(question), day_(day) {
    schema_ = plan.programme->schema;
    for (Field& field : schema_.fields)
      if (field.type == Type::text) field.to = static_cast<std::int64_t>(plan.programme->texts.size());
    if (question.kind == Question::tenures) add_seconds();
    first_guess_ = static_cast<FieldId>(schema_.fields.size());
    if (question.relaxed) add_guesses();
    for (const Field& field : schema_.fields) narrowed_.push_back({field.from, field.to, field.optional});
    for (const auto& [field, value] : question.fixed) {
      if (value)
        narrowed_[field] = {*value, *value, false};
      else
        narrowed_[field].never = narrowed_[field].optional = true;
    }
    if (question.values)
      for (const auto& [field, second] : seconds_)
        if (schema_.roles.joined == field || schema_.roles.tenure == field) {
          narrowed_[field].from = narrowed_[field].to = question.values->first;
          narrowed_[second].from = narrowed_[second].to = question.values->second;
        }
  }

  std::unique_ptr<Problem> pose() {
    auto problem = build();
    for (int round = 0; round < 4 && !problem->hopeless && narrow(*problem); ++round) problem = build();
    return problem;
  }

 private:
  // The second record has a tenure of its own, and its own of what moves with it.
  void add_seconds() {
    const Roles& roles = schema_.roles;
    for (FieldId id = 0; id < plan_.programme->schema.fields.size(); ++id) {
      const bool tenure = roles.joined == id || roles.tenure == id;
      if (!tenure && !schema_.fields[id].follows_tenure) continue;
      if (tenure) schema_.fields[id].optional = false;
      seconds_.emplace_back(id, static_cast<FieldId>(schema_.fields.size()));
      schema_.fields.push_back(schema_.fields[id]);
    }
  }

  // One field for each node whose answer is left open; of two records each has its own, where it moves with
  // tenure.
  void add_guesses() {
    std::vector<std::pair<FieldId, Move>> moving;
    for (const auto& [field, second] : seconds_)
      moving.emplace_back(field, schema_.fields[field].optional  ? Move::any
                                 : schema_.roles.joined == field ? Move::up
                                                                 : Move::down);
    const std::vector<Move> moves = moves_of(plan_, moving);
    for (const NodeId id : question_.open ? *question_.open : compared_dates(plan_, question_.guarantee)) {
      const Node& node = plan_.nodes[id];
      Field field;
      field.type = node.op == Op::months_between ? Type::months : Type::yes_no;
      field.from = node.lowest;
      field.to = node.highest;
      guesses_.push_back({id, static_cast<FieldId>(schema_.fields.size()), moves[id]});
      schema_.fields.insert(schema_.fields.end(), moves[id] == Move::none ? 1 : 2, field);
    }
  }

  void guess(Builder& build, Copying& copying, bool second) const {
    for (const Guess& one : guesses_)
      copying.guess(one.node, field_node(build, second ? one.second() : one.field),
                    question_.open.has_value());
  }

  // What two records that differ in tenure alone may have of what is left open.
  void relate_guesses(Problem& problem, Builder& build) const {
    for (const Guess& one : guesses_) {
      if (one.move != Move::up && one.move != Move::down) continue;
      const NodeId own = field_node(build, one.field), other = field_node(build, one.second());
      problem.relations.push_back(one.move == Move::up ? build.at_most(own, other)
                                                       : build.at_most(other, own));
    }
  }

  std::unique_ptr<Problem> build() {
    auto problem = std::make_unique<Problem>();
    problem->day = day_;
    problem->shell.schema = schema_;
    problem->plan.programme = &problem->shell;
    problem->seconds = seconds_;
    for (FieldId id = first_guess_; id < schema_.fields.size(); ++id) problem->guesses.push_back(id);
    for (std::size_t i = 0; i < narrowed_.size(); ++i) {
      Field& field = problem->shell.schema.fields[i];
      field.from = narrowed_[i].from;
      field.to = narrowed_[i].to;
      field.optional = narrowed_[i].optional;
      if (field.from > field.to) problem->hopeless = true;
    }
    if (problem->hopeless) return problem;
    Builder build(problem->plan);
    ask(*problem, build);
    std::vector<NodeId> kept;
    for (const NodeId id : problem->assumptions) {
      if (build.as_constant(id) == 0) problem->hopeless = true;
      if (build.as_constant(id) != 1) kept.push_back(id);
    }
    problem->assumptions = std::move(kept);
    return problem;
  }

  NodeId field_node(Builder& build, FieldId id) const {
    if (narrowed_[id].never) return build.unknown();
    if (!narrowed_[id].optional && narrowed_[id].from == narrowed_[id].to)
      return build.constant(narrowed_[id].from);
    return build.field(id);
  }

  void ask(Problem& problem, Builder& build) const {
    std::vector<NodeId> own;
    for (FieldId id = 0; id < plan_.programme->schema.fields.size(); ++id)
      own.push_back(field_node(build, id));
    const NodeId today = day_ ? build.constant(*day_) : build.today();
    Copying first(plan_, build, own, today);
    guess(build, first, false);
    if (question_.kind == Question::demands) return demand(problem, build, first);
    const GuaranteeNodes& guarantee = plan_.guarantees[question_.guarantee];
    assume(problem, build, first, guarantee);
    if (question_.kind == Question::record) {
      problem.gap = first.copy(guarantee.gap);
      problem.open = first.guessed();
      return;
    }
    for (const auto& [field, second] : seconds_) own[field] = field_node(build, second);
    Copying other(plan_, build, own, today);
    guess(build, other, true);
    assume(problem, build, other, guarantee);
    relate(problem, build);
    NodeId most = no_node;
    for (const NodeId cost : guarantee.costs) {
      const NodeId over = build.subtract(first.copy(cost), other.copy(cost));
      most = most == no_node ? over : build.maximum(most, over);
    }
    const std::int64_t within = plan_.programme->guarantees[question_.guarantee].within;
    problem.gap = build.subtract(most, build.constant(within));
    problem.open = first.guessed();
    problem.open.insert(problem.open.end(), other.guessed().begin(), other.guessed().end());
    std::sort(problem.open.begin(), problem.open.end());
    problem.open.erase(std::unique(problem.open.begin(), problem.open.end()), problem.open.end());
  }

  void demand(Problem& problem, Builder& build, Copying& copying) const {
    assume_facts(problem, build, copying);
    for (const Demand& one : question_.demanded) {
      NodeId value = copying.copy(one.node);
      if (one.less != no_node) value = build.subtract(value, copying.copy(one.less));
      const Node node = build.node(value);
      if (one.from == 1 && !node.may_be_unknown && node.lowest >= 0 && node.highest <= 1) {
        conjuncts(problem.plan, value, problem.assumptions);
        continue;
      }
      if (one.from != INT64_MIN)
        conjuncts(problem.plan, build.at_most(build.constant(one.from), value), problem.assumptions);
      if (one.to != INT64_MAX)
        conjuncts(problem.plan, build.at_most(value, build.constant(one.to)), problem.assumptions);
    }
    problem.gap = build.constant(1);
  }

  void assume_facts(Problem& problem, Builder& build, Copying& copying) const {
    note_past(build, copying);
    for (const NodeId fact : plan_.facts)
      conjuncts(problem.plan, build.holds(copying.copy(fact)), problem.assumptions);
  }

  void assume(Problem& problem, Builder& build, Copying& copying, const GuaranteeNodes& guarantee) const {
    assume_facts(problem, build, copying);
    conjuncts(problem.plan, build.holds(copying.copy(guarantee.applies)), problem.assumptions);
  }

  // A built-in fact of the joining date, where it is never unknown. The fact itself stays among the
  // assumptions.
  void note_past(Builder& build, Copying& copying) const {
    if (day_ || !schema_.roles.joined) return;
    for (FieldId id = 0; id < narrowed_.size(); ++id) {
      const bool second = std::any_of(seconds_.begin(), seconds_.end(), [&](const auto& pair) {
        return pair.second == id && pair.first == *schema_.roles.joined;
      });
      if ((id == *schema_.roles.joined || second) && !narrowed_[id].optional)
        copying.not_after_today(field_node(build, id));
    }
  }

  // The record is the one of longer standing.
  void relate(Problem& problem, Builder& build) const {
    for (const auto& [field, second] : seconds_) {
      const NodeId own = field_node(build, field), other = field_node(build, second);
      const bool date = schema_.roles.joined == field;
      if (narrowed_[field].optional) {
        const NodeId both = build.equal(build.known(own), build.known(other));
        problem.relations.push_back(both);
      }
      const NodeId order = date ? build.at_most(own, other) : build.at_most(other, own);
      problem.relations.push_back(build.either(build.holds(order), build.negation(build.known(own))));
    }
    relate_guesses(problem, build);
    problem.assumptions.insert(problem.assumptions.end(), problem.relations.begin(), problem.relations.end());
  }

  // Takes over what single assumptions say of single fields. True where something new was learnt.
  bool narrow(const Problem& problem) {
    const std::vector<Narrowed> before = narrowed_;
    for (const NodeId id : problem.assumptions) learn(problem.plan, id, true);
    return before != narrowed_;
  }

  void learn(const Plan& plan, NodeId id, bool holds) {
    const Node& node = plan.nodes[id];
    if (node.op == Op::negation) return learn(plan, node.a, !holds);
    if (node.op == Op::field) return bound(node, holds ? 1 : 0, holds ? 1 : 0);
    if (op_operands(node.op) == 0 || plan.nodes[node.a].op != Op::field) return;
    const Node& field = plan.nodes[node.a];
    if (node.op == Op::known) {
      Narrowed& one = narrowed_[static_cast<std::size_t>(field.k)];
      (holds ? one.optional : one.never) = !holds;
      return;
    }
    if (node.op == Op::in_set && holds) {
      const auto& set = plan.sets[static_cast<std::size_t>(node.k)];
      if (set.empty()) return;
      return bound(field, set.front(), set.back());
    }
    if (op_operands(node.op) < 2 || plan.nodes[node.b].op != Op::constant) return;
    const std::int64_t k = plan.nodes[node.b].k;
    if (node.op == Op::at_most) holds ? bound(field, INT64_MIN, k) : bound(field, k + 1, INT64_MAX);
    if (node.op == Op::equal && holds) bound(field, k, k);
  }

  void bound(const Node& field, std::int64_t low, std::int64_t high) {
    Narrowed& one = narrowed_[static_cast<std::size_t>(field.k)];
    one.from = std::max(one.from, low);
    one.to = std::min(one.to, high);
    one.optional = false;
  }

  // A field that stands for a node, and where it moves the next one for the second record.
  struct Guess {
    NodeId node;
    FieldId field;
    Move move;
    FieldId second() const { return field + (move == Move::none ? 0 : 1); }
  };

  const Plan& plan_;
  const Question& question_;
  std::optional<Day> day_;
  Schema schema_;
  std::vector<std::pair<FieldId, FieldId>> seconds_;
  std::vector<Guess> guesses_;
  FieldId first_guess_ = 0;
  std::vector<Narrowed> narrowed_;
};

}  // namespace

bool tells_tenure(const Schema& schema) {
  return schema.roles.joined || schema.roles.tenure ||
         std::any_of(schema.fields.begin(), schema.fields.end(),
                     [](const Field& field) { return field.follows_tenure; });
}

bool can_relax(const Plan& plan, std::size_t guarantee) {
  return !compared_dates(plan, guarantee).empty();
}

std::unique_ptr<Problem> pose(const Plan& plan, const Question& question, std::optional<Day> day) {
  return Posing(plan, question, day).pose();
}

}  // namespace trouw
