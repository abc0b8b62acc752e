#include "books/carried_terms.h"

#include <fmt/format.h>

#include <algorithm>

namespace trouw {

namespace {

int operands_of(TermKind kind) {
  switch (kind) {
    case TermKind::constant:
    case TermKind::field:
    case TermKind::today:
    case TermKind::tenure_months:
    case TermKind::tenure_at_least:
    case TermKind::tenure_more_than:
    case TermKind::tenure_reaches:
    case TermKind::tenure_reaches_every:
      return 0;
    case TermKind::scale:
    case TermKind::divide:
    case TermKind::shift_months:
    case TermKind::in_set:
    case TermKind::known:
    case TermKind::negation:
    case TermKind::this_month:
    case TermKind::anniversary_this_month:
    case TermKind::falls_this_month:
      return 1;
    case TermKind::add:
    case TermKind::subtract:
    case TermKind::minimum:
    case TermKind::maximum:
    case TermKind::less:
    case TermKind::at_most:
    case TermKind::equal:
    case TermKind::all:
    case TermKind::any:
      return 2;
  }
  return 0;
}

// No stored value of a choice, and a text that no rule names.
constexpr std::int64_t nothing = -1;

}  // namespace

Status CarriedTerms::carry_field(FieldId field, FieldId& carried) const {
  const Field& was = then_.schema.fields[field];
  const auto found = now_.schema.find(was.name);
  if (!found || now_.schema.fields[*found].type != was.type ||
      now_.schema.fields[*found].places != was.places)
    return Status::failure(fmt::format(
        "an award depends on the field {}, and programme.yaml no longer has it as it was.", was.name));
  carried = *found;
  return {};
}

std::int64_t CarriedTerms::value_of(FieldId field, std::int64_t value) {
  const Field& was = then_.schema.fields[field];
  if (was.type == Type::choice) {
    if (value < 0 || static_cast<std::size_t>(value) >= was.choices.size()) return nothing;
    const Field& now = now_.schema.fields[*now_.schema.find(was.name)];
    const std::string& name = was.choices[static_cast<std::size_t>(value)].name;
    const auto found = std::ranges::find(now.choices, name, &Choice::name);
    return found == now.choices.end() ? nothing : found - now.choices.begin();
  }
  if (was.type != Type::text || value < 0 || static_cast<std::size_t>(value) >= then_.texts.size())
    return was.type == Type::text ? nothing : value;
  const auto found = std::ranges::find(now_.texts, then_.texts[static_cast<std::size_t>(value)]);
  return found == now_.texts.end() ? nothing : found - now_.texts.begin();
}

// Operands come first, so terms are carried in the order of their numbers.
Status CarriedTerms::carry(TermId term, TermId& carried) {
  std::vector<TermId> waiting{term};
  while (!waiting.empty()) {
    const TermId next = waiting.back();
    const Term& of = then_.terms[next];
    const int operands = operands_of(of.kind);
    if (operands > 0 && !done_.contains(of.a)) {
      waiting.push_back(of.a);
    } else if (operands > 1 && !done_.contains(of.b)) {
      waiting.push_back(of.b);
    } else {
      waiting.pop_back();
      if (const Status status = carry_one(next); !status) return status;
    }
  }
  carried = done_.at(term);
  return {};
}

Status CarriedTerms::carry_one(TermId id) {
  if (done_.contains(id)) return {};
  Term made = then_.terms[id];
  const int operands = operands_of(made.kind);
  std::optional<FieldId> compared;  // whose values the constants of a comparison are
  for (const TermId operand : {made.a, made.b})
    if (operands > 0 && then_.terms[operand].kind == TermKind::field)
      compared = static_cast<FieldId>(then_.terms[operand].value);
  if (made.kind == TermKind::field) {
    FieldId field = 0;
    if (const Status status = carry_field(static_cast<FieldId>(made.value), field); !status) return status;
    made.value = field;
  }
  if (made.kind == TermKind::in_set && compared) {
    for (std::int64_t& value : made.set) value = value_of(*compared, value);
    std::ranges::sort(made.set);
  }
  if (operands > 0) made.a = done_.at(made.a);
  if (operands > 1) made.b = done_.at(made.b);
  if (made.kind == TermKind::equal && compared)
    for (TermId* operand : {&made.a, &made.b})
      if (now_.terms[*operand].kind == TermKind::constant) {
        Term constant = now_.terms[*operand];
        constant.value = value_of(*compared, constant.value);
        now_.terms.push_back(constant);
        *operand = static_cast<TermId>(now_.terms.size() - 1);
      }
  now_.terms.push_back(std::move(made));
  done_.emplace(id, static_cast<TermId>(now_.terms.size() - 1));
  return {};
}

}  // namespace trouw
