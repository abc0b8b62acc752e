#include "proof/find.h"

#include <algorithm>

#include "proof/days.h"
#include "proof/ordinary.h"
#include "proof/pairs.h"

namespace trouw {

namespace {

constexpr std::int64_t most_choices = 24;

class Search {
 public:
  Search(const Plan& plan, std::size_t guarantee, const Asked& asked, const Budget& budget, bool relaxed)
      : plan_(plan), guarantee_(guarantee), asked_(asked), budget_(budget), relaxed_(relaxed) {}

  Finding run() {
    std::vector<Case> cases;
    bool exact = true;
    std::vector<Question> all = questions();
    for (Question& question : all) {
      const auto posed =
          pose(plan_, question, asked_.from == asked_.through ? std::optional(asked_.from) : std::nullopt);
      if (posed->hopeless) continue;
      if (relaxed_) question.open = posed->open;
      const DayKinds kinds = kinds_of_day(*posed, asked_.from, asked_.through, asked_.near);
      exact = exact && kinds.exact;
      for (const DayKind& kind : kinds.kinds)
        for (const auto& fixed : choices()) {
          cases.push_back({question, kind});
          cases.back().question.fixed = fixed;
        }
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
    if (!plan_.guarantees[guarantee_].costs.empty() && tells_tenure(plan_.programme->schema))
      all.push_back({Question::tenures, guarantee_});
    for (Question& question : all) question.relaxed = relaxed_;
    return all;
  }

  // Who comes back as a newcomer has chosen what newcomers choose freely: one question for each choice, as
  // the deal is known then.
  using Fixed = std::vector<std::pair<FieldId, std::optional<std::int64_t>>>;
  std::vector<Fixed> choices() const {
    std::vector<Fixed> all{{}};
    if (plan_.programme->guarantees[guarantee_].kind != GuaranteeKind::returning) return all;
    for (const FieldId id : plan_.any_fields) {
      const Field& field = plan_.programme->schema.fields[id];
      if (field.optional ||
          (field.to - field.from + 1) * static_cast<std::int64_t>(all.size()) > most_choices)
        continue;
      std::vector<Fixed> longer;
      for (const auto& one : all)
        for (std::int64_t value = field.from; value <= field.to; ++value) {
          longer.push_back(one);
          longer.back().emplace_back(id, value);
        }
      all = std::move(longer);
    }
    return all;
  }

  // True where nobody breaks it.
  bool decide_case(const Case& one) {
    const auto problem = pose(plan_, one.question, one.kind.day);
    if (problem->hopeless) return told(*problem, one, decide_at_once(*problem, budget_, false));
    const auto pairs = one.question.kind == Question::tenures
                           ? pairs_of(*problem, plan_.programme->guarantees[guarantee_].within)
                           : std::nullopt;
    if (!pairs) return told(*problem, one, decide(*problem, budget_, asked_.deciders));
    if (asked_.deciders.own) {
      const Outcome tried = try_briefly(*problem, budget_);
      if (tried.kind == Outcome::exists) return told(*problem, one, tried);
      finding_.reached.tried += tried.tried;
    }
    const auto pose_pair = [&](const TenurePair& pair) {
      Question question = one.question;
      question.values = pair;
      return pose(plan_, question, one.kind.day);
    };
    const PairOutcome found = decide_pairs(*pairs, pose_pair, budget_, asked_.deciders);
    return told(found.problem ? *found.problem : *problem, one, found.outcome);
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
                                : !budget_.over()     ? "neither decider found an answer"
                                : budget_.counted()   ? "it takes more work than is spent here"
                                                      : "the time was up";
    }
    return false;
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
  bool relaxed_;
  Finding finding_;
};

}  // namespace

Finding find(const Plan& plan, std::size_t guarantee, const Asked& asked, const Budget& budget) {
  if (can_relax(plan, guarantee)) {
    const Budget half = budget.half();
    Finding without = Search(plan, guarantee, asked, half, true).run();
    if (without.verdict == Verdict::holds) return without;
  }
  return Search(plan, guarantee, asked, budget, false).run();
}

}  // namespace trouw
