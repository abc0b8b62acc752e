#include "row/distance.h"

#include <fmt/format.h>

#include <algorithm>

#include "trouw/decision.h"

namespace trouw {

namespace {

// The milestones that a condition names, in months.
void collect_milestones(const Programme& programme, TermId id, std::vector<std::int64_t>& months) {
  const Term& term = programme.terms[id];
  if (term.kind == TermKind::tenure_reaches) months.push_back(term.value);
  if (term.kind != TermKind::any) return;
  collect_milestones(programme, term.a, months);
  collect_milestones(programme, term.b, months);
}

// Months of tenure that are missing until the condition is met, and of what.
std::string tenure_distance(const Programme& programme, const Condition& atom, std::int64_t tenure) {
  const Term& term = programme.terms[atom.term];
  std::vector<std::int64_t> wanted;
  const bool least = term.kind == TermKind::tenure_at_least || term.kind == TermKind::tenure_more_than;
  if (least && !term.days) wanted.push_back(term.value);
  collect_milestones(programme, atom.term, wanted);
  std::erase_if(wanted, [&](std::int64_t months) { return months <= tenure; });
  if (wanted.empty()) return "";
  const std::int64_t next = *std::ranges::min_element(wanted);
  return fmt::format("{} short of {}", months_text(next - tenure), months_text(next));
}

bool is_number(Type type) {
  return type == Type::whole || type == Type::decimal || type == Type::percentage || type == Type::money ||
         type == Type::months || type == Type::days;
}

// A comparison of one field with a constant: by how much the field is too low or too high.
std::string field_distance(const Programme& programme, const Evaluation& evaluation, const Term& term) {
  const bool strict = term.kind == TermKind::less;
  if (!strict && term.kind != TermKind::at_most) return "";
  const Term& low = programme.terms[term.a];
  const Term& high = programme.terms[term.b];
  const bool below = low.kind == TermKind::constant && high.kind == TermKind::field;  // V <= field
  const bool above = high.kind == TermKind::constant && low.kind == TermKind::field;  // field <= V
  if (!below && !above) return "";
  const auto field = static_cast<FieldId>(below ? high.value : low.value);
  const Type type = programme.schema.fields[field].type;
  const Cell has = evaluation.field(field);
  if (!is_number(type) || !has.known) return "";
  std::int64_t apart = 0;
  const bool fits = below ? !__builtin_sub_overflow(low.value, has.value, &apart)
                          : !__builtin_sub_overflow(has.value, high.value, &apart);
  if (!fits || (apart += strict ? 1 : 0) <= 0) return "";
  return shown_value(programme.schema, field, apart, {}) + (below ? " short" : " too many");
}

}  // namespace

std::string months_text(std::int64_t months) {
  const std::int64_t years = months / 12, rest = months % 12;
  const auto count = [](std::int64_t n, const char* word) {
    return fmt::format("{} {}{}", n, word, n == 1 ? "" : "s");
  };
  if (years == 0) return count(rest, "month");
  return rest == 0 ? count(years, "year") : count(years, "year") + " " + count(rest, "month");
}

std::string distance_text(const Programme& programme, const Evaluation& evaluation, const Condition& atom,
                          std::optional<std::int64_t> tenure) {
  if (atom.tenure) return tenure ? tenure_distance(programme, atom, *tenure) : "";
  return field_distance(programme, evaluation, programme.terms[atom.term]);
}

}  // namespace trouw
