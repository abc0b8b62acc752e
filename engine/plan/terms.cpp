#include "plan/terms.h"

#include "trouw/ensure.h"

namespace trouw {

namespace {

// Two days of one calendar month lie at most so far apart, those of the same month of two years much further.
constexpr std::int64_t month_days = 30;

}  // namespace

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
                      t.kind == TermKind::tenure_reaches || t.kind == TermKind::tenure_reaches_every;
    const bool binary = t.kind == TermKind::add || t.kind == TermKind::subtract ||
                        t.kind == TermKind::minimum || t.kind == TermKind::maximum ||
                        t.kind == TermKind::less || t.kind == TermKind::at_most ||
                        t.kind == TermKind::equal || t.kind == TermKind::all || t.kind == TermKind::any;
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
      return today();
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
    case TermKind::tenure_reaches_every:
      return reaches(t);
    case TermKind::minimum:
      return build_.minimum(operand(t.a), operand(t.b));
    case TermKind::maximum:
      return build_.maximum(operand(t.a), operand(t.b));
    case TermKind::divide:
      return build_.multiply_round(operand(t.a), build_.constant(1), t.value);
    case TermKind::this_month:
      return build_.both(same_month(operand(t.a)), build_.both(build_.at_most(month_before(), operand(t.a)),
                                                               build_.at_most(operand(t.a), month_after())));
    case TermKind::anniversary_this_month:
      return build_.both(same_month(operand(t.a)), build_.less(operand(t.a), month_before()));
    case TermKind::falls_this_month:
      return same_month(operand(t.a));
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

NodeId TermLowering::month_before() {
  return build_.subtract(today(), build_.constant(month_days));
}

NodeId TermLowering::month_after() {
  return build_.add(today(), build_.constant(month_days));
}

NodeId TermLowering::same_month(NodeId day) {
  return build_.equal(build_.month_of(day), build_.month_of(today()));
}

NodeId TermLowering::reaches(const Term& term) {
  const NodeId reached =
      term.kind == TermKind::tenure_reaches ? reached_on_day(term.value) : reached_any(term.value);
  return reading_.former == no_node ? reached : build_.both(build_.negation(reading_.former), reached);
}

NodeId TermLowering::reached_on_day(std::int64_t months) {
  if (const auto& role = programme_.schema.roles.tenure)
    return build_.equal(reading_.fields[*role], build_.constant(months));
  const NodeId end = reading_.tenure_end;
  const NodeId day = build_.add_months(joined(), months);
  return build_.both(build_.less(period_before(end), day), build_.at_most(day, end));
}

NodeId TermLowering::period_before(NodeId day) {
  const Period billing = programme_.schema.billing;
  return billing.weeks ? build_.subtract(day, build_.constant(7 * billing.count))
                       : build_.add_months(day, -billing.count);
}

// More of the multiples were reached by the end than a billing period before it.
NodeId TermLowering::reached_any(std::int64_t months) {
  const auto multiples = [&](NodeId reached) {
    return build_.floor_divide(build_.positive(reached), months);
  };
  if (const auto& role = programme_.schema.roles.tenure) {
    const NodeId tenure = reading_.fields[*role];
    return build_.both(build_.less(build_.constant(0), tenure),
                       build_.equal(build_.scale(multiples(tenure), months), tenure));
  }
  const NodeId end = reading_.tenure_end;
  return build_.less(multiples(build_.months_between(joined(), period_before(end))),
                     multiples(build_.months_between(joined(), end)));
}

RecordReading plain_reading(Builder& builder, const Programme& programme, NodeId tenure_end) {
  RecordReading reading;
  for (FieldId id = 0; id < programme.schema.fields.size(); ++id) reading.fields.push_back(builder.field(id));
  reading.tenure_end = tenure_end;
  return reading;
}

}  // namespace trouw
