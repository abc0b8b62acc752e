#include "plan/terms.h"

#include "trouw/ensure.h"

namespace trouw {

TermLowering::TermLowering(Builder& builder, const Programme& programme, const RecordReading& reading)
    : build_(builder), programme_(programme), reading_(reading), done_(programme.terms.size(), no_node) {}

// Operands come before their terms, so lowering in order of numbers needs no recursion.
NodeId TermLowering::term(TermId id) {
  if (done_[id] != no_node) return done_[id];
  std::vector<TermId> waiting{id};
  while (!waiting.empty()) {
    const TermId next = waiting.back();
    const Term& t = programme_.terms[next];
    const bool leaf = t.kind == TermKind::constant || t.kind == TermKind::field ||
                      t.kind == TermKind::today || t.kind == TermKind::tenure_months ||
                      t.kind == TermKind::tenure_at_least || t.kind == TermKind::tenure_more_than ||
                      t.kind == TermKind::tenure_reaches;
    const bool binary = t.kind == TermKind::add || t.kind == TermKind::subtract || t.kind == TermKind::less ||
                        t.kind == TermKind::at_most || t.kind == TermKind::equal || t.kind == TermKind::all ||
                        t.kind == TermKind::any;
    if (!leaf && done_[t.a] == no_node) {
      waiting.push_back(t.a);
    } else if (binary && done_[t.b] == no_node) {
      waiting.push_back(t.b);
    } else {
      done_[next] = lower(t);
      waiting.pop_back();
    }
  }
  return done_[id];
}

NodeId TermLowering::lower(const Term& t) {
  const auto operand = [&](TermId id) { return done_[id]; };
  switch (t.kind) {
    case TermKind::constant:
      return build_.constant(t.value);
    case TermKind::field:
      return reading_.fields[static_cast<std::size_t>(t.value)];
    case TermKind::today:
      return build_.today();
    case TermKind::tenure_months:
      return tenure_months();
    case TermKind::add:
      return build_.add(operand(t.a), operand(t.b));
    case TermKind::subtract:
      return build_.subtract(operand(t.a), operand(t.b));
    case TermKind::scale:
      return build_.scale(operand(t.a), t.value);
    case TermKind::shift_months:
      return build_.add_months(operand(t.a), t.value);
    case TermKind::less:
      return build_.less(operand(t.a), operand(t.b));
    case TermKind::at_most:
      return build_.at_most(operand(t.a), operand(t.b));
    case TermKind::equal:
      return build_.equal(operand(t.a), operand(t.b));
    case TermKind::in_set:
      return build_.in_set(operand(t.a), t.set);
    case TermKind::known:
      return build_.known(operand(t.a));
    case TermKind::all:
      return build_.both(operand(t.a), operand(t.b));
    case TermKind::any:
      return build_.either(operand(t.a), operand(t.b));
    case TermKind::negation:
      return build_.negation(operand(t.a));
    case TermKind::tenure_at_least:
      return tenure_compare(t, false);
    case TermKind::tenure_more_than:
      return tenure_compare(t, true);
    case TermKind::tenure_reaches:
      return reaches(t.value);
    case TermKind::falls_this_month:
      return build_.equal(build_.month_of(operand(t.a)), build_.month_of(build_.today()));
  }
  ensure(false, "a term of no kind");
  return no_node;
}

// Before joining, the tenure is 0: as if they joined on the day.
NodeId TermLowering::joined() {
  const auto& role = programme_.schema.roles.joined;
  ensure(role.has_value(), "a tenure without a role");
  return build_.minimum(reading_.fields[*role], reading_.tenure_end);
}

NodeId TermLowering::tenure_months() {
  if (const auto& role = programme_.schema.roles.tenure) return reading_.fields[*role];
  return build_.months_between(joined(), reading_.tenure_end);
}

NodeId TermLowering::tenure_compare(const Term& t, bool more) {
  const NodeId end = reading_.tenure_end;
  if (const auto& role = programme_.schema.roles.tenure) {
    const NodeId wanted = build_.constant(t.value);
    return more ? build_.less(wanted, reading_.fields[*role])
                : build_.at_most(wanted, reading_.fields[*role]);
  }
  const NodeId reached =
      t.days ? build_.add(joined(), build_.constant(t.value)) : build_.add_months(joined(), t.value);
  return more ? build_.less(reached, end) : build_.at_most(reached, end);
}

NodeId TermLowering::reaches(std::int64_t months) {
  const NodeId reached = reached_on_day(months);
  return reading_.former == no_node ? reached : build_.both(build_.negation(reading_.former), reached);
}

NodeId TermLowering::reached_on_day(std::int64_t months) {
  if (const auto& role = programme_.schema.roles.tenure)
    return build_.equal(reading_.fields[*role], build_.constant(months));
  const Period billing = programme_.schema.billing;
  const NodeId end = reading_.tenure_end;
  const NodeId before = billing.weeks ? build_.subtract(end, build_.constant(7 * billing.count))
                                      : build_.add_months(end, -billing.count);
  const NodeId day = build_.add_months(joined(), months);
  return build_.both(build_.less(before, day), build_.at_most(day, end));
}

RecordReading plain_reading(Builder& builder, const Programme& programme, NodeId tenure_end) {
  RecordReading reading;
  for (FieldId id = 0; id < programme.schema.fields.size(); ++id) reading.fields.push_back(builder.field(id));
  reading.tenure_end = tenure_end;
  return reading;
}

}  // namespace trouw
