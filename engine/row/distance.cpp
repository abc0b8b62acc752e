#include "row/distance.h"

#include <algorithm>
#include <array>
#include <vector>

#include "row/shown.h"
#include "trouw/decision.h"

namespace trouw {

namespace {

// Terms to look at, each once; the first of them cost no allocation.
class Waiting {
 public:
  void add(TermId id) {
    for (std::size_t i = 0; i < size(); ++i)
      if ((*this)[i] == id) return;
    if (count_ < few_.size())
      few_[count_++] = id;
    else
      more_.push_back(id);
  }
  std::size_t size() const { return count_ + more_.size(); }
  TermId operator[](std::size_t i) const { return i < few_.size() ? few_[i] : more_[i - few_.size()]; }

 private:
  std::array<TermId, 64> few_;
  std::size_t count_ = 0;
  std::vector<TermId> more_;
};

// The least milestone above this tenure that a condition names, in months; INT64_MAX: none. A term that
// stands in it many times is looked at once.
std::int64_t next_milestone(const Programme& programme, TermId id, std::int64_t tenure) {
  std::int64_t next = INT64_MAX;
  Waiting waiting;
  waiting.add(id);
  for (std::size_t i = 0; i < waiting.size(); ++i) {
    const Term& term = programme.terms[waiting[i]];
    if (term.kind == TermKind::tenure_reaches && term.value > tenure) next = std::min(next, term.value);
    if (term.kind == TermKind::tenure_reaches_every)
      next = std::min(next, (tenure / term.value + 1) * term.value);
    if (term.kind != TermKind::any) continue;
    waiting.add(term.a);
    waiting.add(term.b);
  }
  return next;
}

// Months of tenure that are missing until the condition is met, and of what.
void tenure_distance(std::string& text, const Programme& programme, const Condition& atom,
                     std::int64_t tenure) {
  const Term& term = programme.terms[atom.term];
  const bool least = term.kind == TermKind::tenure_at_least || term.kind == TermKind::tenure_more_than;
  const std::int64_t next =
      least && !term.days && term.value > tenure ? term.value : next_milestone(programme, atom.term, tenure);
  if (next == INT64_MAX) return;
  append_months(text, next - tenure);
  text += " short of ";
  append_months(text, next);
}

bool is_number(Type type) {
  return type == Type::whole || type == Type::decimal || type == Type::percentage || type == Type::money ||
         type == Type::months || type == Type::days;
}

// A comparison of one field with a constant: by how much the field is too low or too high.
void field_distance(std::string& text, const Programme& programme, const Evaluation& evaluation,
                    const Term& term) {
  const bool strict = term.kind == TermKind::less;
  if (!strict && term.kind != TermKind::at_most) return;
  const Term& low = programme.terms[term.a];
  const Term& high = programme.terms[term.b];
  const bool below = low.kind == TermKind::constant && high.kind == TermKind::field;  // V <= field
  const bool above = high.kind == TermKind::constant && low.kind == TermKind::field;  // field <= V
  if (!below && !above) return;
  const auto field = static_cast<FieldId>(below ? high.value : low.value);
  const Type type = programme.schema.fields[field].type;
  const Cell has = evaluation.field(field);
  if (!is_number(type) || !has.known) return;
  std::int64_t apart = 0;
  const bool fits = below ? !__builtin_sub_overflow(low.value, has.value, &apart)
                          : !__builtin_sub_overflow(has.value, high.value, &apart);
  if (!fits || (apart += strict ? 1 : 0) <= 0) return;
  append_shown(text, programme.schema, field, apart, {});
  text += below ? " short" : " too many";
}

}  // namespace

void append_distance(std::string& text, const Programme& programme, const Evaluation& evaluation,
                     const Condition& atom, std::optional<std::int64_t> tenure) {
  if (!atom.tenure) return field_distance(text, programme, evaluation, programme.terms[atom.term]);
  if (tenure) tenure_distance(text, programme, atom, *tenure);
}

}  // namespace trouw
