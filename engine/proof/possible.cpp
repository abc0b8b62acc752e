#include "proof/possible.h"

#include "proof/ordinary.h"

namespace trouw {

namespace {

Question asking(const std::vector<Demand>& demands) {
  Question question;
  question.kind = Question::demands;
  question.demanded = demands;
  return question;
}

}  // namespace

Possibility Possible::ask(const std::vector<std::vector<Demand>>& options) const {
  for (const auto& demands : options) {
    Possibility found = ask_on(demands, near_);
    if (found.kind == Possibility::sometime) return found;
  }
  Possibility all;
  all.kind = Possibility::never;
  for (const auto& demands : options) {
    Possibility found = ask_ever(demands);
    if (found.kind == Possibility::sometime) return found;
    if (found.kind == Possibility::undecided) all.kind = Possibility::undecided;
  }
  return all;
}

Possibility Possible::ask_on(const std::vector<Demand>& demands, Day day) const {
  Possibility found;
  if (budget_.over()) return found;
  const auto problem = pose(plan_, asking(demands), day);
  const Outcome outcome = decide(*problem, budget_, {true, true, true});
  if (outcome.kind == Outcome::none) found.kind = Possibility::never;
  if (outcome.kind != Outcome::exists) return found;
  found.kind = Possibility::sometime;
  found.on = day;
  found.record = ordinary(*problem, outcome.record);
  return found;
}

Possibility Possible::ask_ever(const std::vector<Demand>& demands) const {
  Possibility all;
  if (budget_.over()) return all;
  const auto open = pose(plan_, asking(demands), std::nullopt);
  all.kind = Possibility::never;
  if (open->hopeless) return all;
  const DayKinds kinds = kinds_of_day(*open, first_day, last_day, near_);
  if (!kinds.exact) all.kind = Possibility::undecided;
  for (const DayKind& kind : kinds.kinds) {
    Possibility found = ask_on(demands, kind.day);
    if (found.kind == Possibility::sometime) return found;
    if (found.kind == Possibility::undecided) all.kind = Possibility::undecided;
    if (budget_.over()) break;
  }
  if (budget_.over()) all.kind = Possibility::undecided;
  return all;
}

}  // namespace trouw
