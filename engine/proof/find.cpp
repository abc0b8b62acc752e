#include "proof/find.h"

#include <algorithm>

#include "proof/days.h"
#include "proof/ordinary.h"
#include "proof/places.h"

namespace trouw {

namespace {

constexpr std::size_t most_stretches = 400;  // of tenure, compared pair by pair

class Search {
 public:
  Search(const Plan& plan, std::size_t guarantee, const Asked& asked, const Budget& budget)
      : plan_(plan), guarantee_(guarantee), asked_(asked), budget_(budget) {}

  Finding run() {
    std::vector<Case> cases;
    bool exact = true;
    for (const Question& question : questions()) {
      const auto open =
          pose(plan_, question, asked_.from == asked_.through ? std::optional(asked_.from) : std::nullopt);
      if (open->hopeless) continue;
      const DayKinds kinds = kinds_of_day(*open, asked_.from, asked_.through, asked_.near);
      exact = exact && kinds.exact;
      for (const DayKind& kind : kinds.kinds) cases.push_back({question, kind});
    }
    std::stable_sort(cases.begin(), cases.end(),
                     [&](const Case& a, const Case& b) { return away(a) < away(b); });
    finding_.reached.cases = cases.size();
    for (const Case& one : cases) {
      if (!decide_case(one)) return finding_;
      ++finding_.reached.proved;
      if (asked_.progress)
        asked_.progress(static_cast<double>(finding_.reached.proved) / static_cast<double>(cases.size()));
    }
    finding_.verdict = exact ? Verdict::holds : Verdict::unknown;
    if (!exact)
      finding_.reached.reason = "dates are compared with each other, so that only some days could be decided";
    return finding_;
  }

 private:
  struct Case {
    Question question;
    DayKind kind;
  };

  std::int64_t away(const Case& one) const { return std::abs(std::int64_t{one.kind.day} - asked_.near); }

  std::vector<Question> questions() const {
    std::vector<Question> all{{Question::record, guarantee_}};
    if (!plan_.guarantees[guarantee_].costs.empty()) all.push_back({Question::tenures, guarantee_});
    return all;
  }

  // True where nobody breaks it.
  bool decide_case(const Case& one) {
    const auto problem = pose(plan_, one.question, one.kind.day);
    const auto pairs = one.question.kind == Question::tenures ? pairs_of(*problem) : std::nullopt;
    if (!pairs) return decide_problem(*problem, one, asked_.deciders);
    const Outcome tried = asked_.deciders.own ? try_briefly(*problem, budget_) : Outcome{};
    if (tried.kind == Outcome::exists) return told(*problem, one, tried);
    finding_.reached.tried += tried.tried;
    for (const auto& values : *pairs) {
      Case part = one;
      part.question.values = values;
      if (!decide_problem(*pose(plan_, part.question, part.kind.day), part,
                          {asked_.deciders.own, asked_.deciders.solver, false}))
        return false;
    }
    return true;
  }

  bool decide_problem(const Problem& problem, const Case& one, Deciders deciders) {
    return told(problem, one, decide(problem, budget_, deciders));
  }

  bool told(const Problem& problem, const Case& one, const Outcome& outcome) {
    finding_.reached.tried += outcome.tried;
    finding_.by = outcome.by;
    if (outcome.kind == Outcome::none) return true;
    if (outcome.kind == Outcome::exists) {
      finding_.verdict = Verdict::broken;
      finding_.broken = broken(problem, one, ordinary(problem, outcome.record));
    } else {
      finding_.reached.worst = outcome.worst;
      finding_.reached.reason = budget_.interrupted() ? "interrupted"
                                : budget_.over()      ? "the time was up"
                                                      : "neither decider found an answer";
    }
    return false;
  }

  // The tenures to compare, longer first: one of each stretch in which nothing changes. Neighbours are enough
  // where a cost that never rises from one to the next never rises at all: nothing is allowed, nothing else
  // moves along, and who is asked about does not depend on tenure.
  std::optional<std::vector<std::pair<std::int64_t, std::int64_t>>> pairs_of(const Problem& problem) const {
    const Roles& roles = plan_.programme->schema.roles;
    const auto field = roles.joined ? roles.joined : roles.tenure;
    const auto own = stretches_of(problem, *field), other = stretches_of(problem, second_of(problem, *field));
    if (!own || !other || own->size() > most_stretches) return std::nullopt;
    std::vector<std::int64_t> all = *own;
    all.insert(all.end(), other->begin(), other->end());
    std::sort(all.begin(), all.end());
    all.erase(std::unique(all.begin(), all.end()), all.end());
    if (!roles.joined) std::reverse(all.begin(), all.end());
    const bool neighbours = plan_.programme->guarantees[guarantee_].within == 0 &&
                            problem.seconds.size() == 1 && !assumed(problem, *field);
    std::vector<std::pair<std::int64_t, std::int64_t>> pairs;
    for (std::size_t i = 0; i < all.size(); ++i)
      for (std::size_t j = i + 1; j < (neighbours ? std::min(i + 2, all.size()) : all.size()); ++j)
        pairs.emplace_back(all[i], all[j]);
    if (!neighbours)
      for (const std::int64_t value : all) pairs.emplace_back(value, value);
    return pairs;
  }

  static FieldId second_of(const Problem& problem, FieldId field) {
    return std::find_if(problem.seconds.begin(), problem.seconds.end(),
                        [&](const auto& pair) { return pair.first == field; })
        ->second;
  }

  // Whether an assumption reads the tenure, beyond how the two records relate.
  static bool assumed(const Problem& problem, FieldId field) {
    std::vector<NodeId> own = problem.assumptions;
    std::erase_if(own, [&](NodeId id) {
      return std::find(problem.relations.begin(), problem.relations.end(), id) != problem.relations.end();
    });
    const std::vector<NodeId> all = needed(problem.plan, own);
    return std::any_of(all.begin(), all.end(), [&](NodeId id) {
      const Node& node = problem.plan.nodes[id];
      return node.op == Op::field && (node.k == static_cast<std::int64_t>(field) ||
                                      node.k == static_cast<std::int64_t>(second_of(problem, field)));
    });
  }

  Broken broken(const Problem& problem, const Case& one, const Assignment& record) const {
    const std::size_t fields = plan_.programme->schema.fields.size();
    Broken made{one.question,
                one.kind.day,
                {record.begin(), record.begin() + static_cast<std::ptrdiff_t>(fields)},
                {}};
    if (one.question.kind == Question::tenures) {
      made.other = made.record;
      for (const auto& [field, second] : problem.seconds) made.other[field] = record[second];
    }
    return made;
  }

  const Plan& plan_;
  std::size_t guarantee_;
  const Asked& asked_;
  const Budget& budget_;
  Finding finding_;
};

}  // namespace

Finding find(const Plan& plan, std::size_t guarantee, const Asked& asked, const Budget& budget) {
  return Search(plan, guarantee, asked, budget).run();
}

}  // namespace trouw
