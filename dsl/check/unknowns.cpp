#include "check/unknowns.h"

#include <algorithm>
#include <utility>

namespace trouw {

namespace {

class Unknowns {
 public:
  Unknowns(const Context& context, const Condition& whole, bool negated)
      : context_(context), whole_(whole), negated_(negated) {}

  void collect(const Condition& part) {
    for (const Condition& one : part.parts) collect(one);
    if (!is_fact(part)) return;
    for (const FieldId id : part.fields) {
      const bool told =
          std::any_of(found.begin(), found.end(), [&](const auto& one) { return one.field == id; });
      if (!told && context_.schema.fields[id].optional)
        found.push_back({id, undecides(whole_, negated_, id)});
    }
  }

  std::vector<MayBeUnknown> found;

 private:
  // A condition that an unknown value leaves undecided.
  bool is_fact(const Condition& condition) const {
    return condition.shape == Condition::atom &&
           context_.programme.terms[condition.term].kind != TermKind::known;
  }

  bool undecides(const Condition& condition, bool negated, FieldId id) const {
    const auto& parts = condition.parts;
    if (condition.shape == Condition::negation) return undecides(parts.front(), !negated, id);
    if (condition.shape == Condition::atom)
      return is_fact(condition) &&
             std::find(condition.fields.begin(), condition.fields.end(), id) != condition.fields.end();
    const auto one = [&](const Condition& part) { return undecides(part, negated, id); };
    return (condition.shape == Condition::any) == negated ? std::any_of(parts.begin(), parts.end(), one)
                                                          : std::all_of(parts.begin(), parts.end(), one);
  }

  const Context& context_;
  const Condition& whole_;
  bool negated_;
};

}  // namespace

std::vector<MayBeUnknown> may_be_unknown(const Context& context, const Condition& condition, bool negated) {
  Unknowns unknowns(context, condition, negated);
  unknowns.collect(condition);
  return std::move(unknowns.found);
}

void warn_unknown(Context& context, const MayBeUnknown& one, Span at, std::string help) {
  const Message message = one.never_met ? Message::negated_optional : Message::negated_optional_part;
  context.reporter.report(message, at, {quoted(context.schema.fields[one.field].name)}).help =
      std::move(help);
}

}  // namespace trouw
