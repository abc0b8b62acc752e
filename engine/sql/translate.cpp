#include "sql/translate.h"

#include <algorithm>

#include "trouw/ensure.h"

namespace trouw::sql {

namespace {

constexpr std::int64_t farthest_day = 10'000'000;  // the calendar is asked of no day beyond

Type type_of(const Field& field) {
  return field.type == trouw::Type::text ? Type::text : Type::number;
}

}  // namespace

Translation::Translation(const Plan& plan, Terms& terms)
    : plan_(plan),
      terms_(terms),
      calendar_(terms),
      amounts_(terms, plan.programme->schema.rounding),
      done_(plan.nodes.size(), no_term),
      overflow_(plan.nodes.size(), no_term),
      inner_(plan.nodes.size()) {
  find_inner();
  std::size_t takings = plan.programme->offers.size() + 1;
  for (const Offer& offer : plan.programme->offers) takings += offer.rewards.size();
  largest_taking_ = INT64_MAX / 4 / static_cast<std::int64_t>(takings);
}

void Translation::translate(const std::vector<NodeId>& wanted) {
  for (const NodeId id : needed(plan_, wanted))
    if (!inner_[id]) term(id);
}

TermId Translation::overflows(const std::vector<NodeId>& wanted) {
  const std::vector<NodeId> order = needed(plan_, wanted);
  std::vector<NodeId> suspects;
  for (const NodeId id : order)
    if (plan_.nodes[id].checked || plan_.nodes[id].op == Op::apportion) suspects.push_back(id);
  translate(suspects);
  TermId any = terms_.truth(false);
  for (const NodeId id : suspects)
    if (overflow_[id] != no_term) any = terms_.any(any, overflow_[id]);
  return any;
}

TermId Translation::taken(NodeId id, const Guarded& guarded) {
  overflow_[id] = guarded.overflow;
  return guarded.term;
}

TermId Translation::term(NodeId id) {
  if (done_[id] == no_term) done_[id] = node(id, plan_.nodes[id]);
  return done_[id];
}

TermId Translation::node(NodeId id, const Node& node) {
  switch (node.op) {
    case Op::constant:
      return terms_.number(node.k);
    case Op::unknown:
      return terms_.nothing(Type::number);
    case Op::field: {
      const auto field = static_cast<FieldId>(node.k);
      return terms_.input(input_number(field, Part::value), type_of(plan_.programme->schema.fields[field]),
                          node.may_be_unknown);
    }
    case Op::today:
      ensure(false, "a statement without its day");
      return no_term;
    case Op::select:
      return terms_.choose(truth(node.a), term(node.b), term(node.c));
    case Op::fallback:
      return terms_.coalesce(term(node.a), term(node.b));
    case Op::lookup:
      return terms_.entry(number(node.a), plan_.tables[static_cast<std::size_t>(node.k)]);
    case Op::add_months:
    case Op::months_between:
    case Op::month_of:
      return dates(node);
    case Op::apportion:
      apportion(id, node);
      return number(static_cast<NodeId>(plan_.weights[static_cast<std::size_t>(node.k)][0]));
    case Op::part:
      term(node.a);
      return done_[id];
    case Op::add:
    case Op::subtract:
    case Op::scale:
    case Op::multiply_round:
    case Op::floor_divide:
    case Op::minimum:
    case Op::maximum:
      return arithmetic(id, node);
    case Op::at_most:
    case Op::equal:
    case Op::in_set:
    case Op::both:
    case Op::either:
    case Op::negation:
    case Op::known:
    case Op::holds:
      return comparison(node);
  }
  return no_term;
}

TermId Translation::arithmetic(NodeId id, const Node& node) {
  switch (node.op) {
    case Op::add:
      if (!node.checked) return in_halves(node);
      return taken(id, amounts_.add(number(node.a), number(node.b), true));
    case Op::subtract:
      if (const TermId left = node.checked ? no_term : room(node.a, node.b); left != no_term) return left;
      return taken(id, amounts_.subtract(number(node.a), number(node.b), node.checked));
    case Op::scale:
      return taken(id, amounts_.scale(number(node.a), node.k, node.checked));
    case Op::multiply_round:
      return taken(id, amounts_.multiply_round(bounded(node.a), bounded(node.b), node.k, node.checked));
    case Op::floor_divide:
      return amounts_.floor_divide(bounded(node.a), node.k);
    default:
      return in_halves(node);
  }
}

// What is left of a after taking at most b of it, and then of that again, is what all of them leave: written
// so, a long row of takings does not become as long a row of steps.
TermId Translation::room(NodeId a, NodeId b) {
  const Node& taking = plan_.nodes[b];
  if (taking.op != Op::minimum || (taking.a != a && taking.b != a)) return no_term;
  const NodeId wanted = taking.a == a ? taking.b : taking.a;
  const Node& asked = plan_.nodes[wanted];
  const Node& whole = plan_.nodes[a];
  if (asked.checked || asked.lowest < 0 || asked.highest > largest_taking_ || whole.highest > INT64_MAX / 4 ||
      whole.lowest < -INT64_MAX / 4)
    return no_term;
  TermId from = number(a), all = number(wanted);
  const Term& before = terms_[from];
  if (before.kind == Kind::greatest && terms_[before.a].kind == Kind::number && terms_[before.a].k == 0 &&
      terms_[before.b].kind == Kind::subtract) {
    const Term& earlier = terms_[before.b];
    from = earlier.a;
    all = terms_.add(earlier.b, all);
  }
  return terms_.greatest(terms_.number(0), terms_.subtract(from, all));
}

TermId Translation::comparison(const Node& node) {
  switch (node.op) {
    case Op::at_most:
      return terms_.at_most(number(node.a), number(node.b));
    case Op::equal:
      return equality(node.a, node.b);
    case Op::in_set:
      if (terms_[term(node.a)].type == Type::text) return one_of_texts(node);
      return terms_.in_list(number(node.a), plan_.sets[static_cast<std::size_t>(node.k)]);
    case Op::both:
    case Op::either:
      return in_halves(node);
    case Op::negation:
      return terms_.negation(truth(node.a));
    case Op::known:
      return terms_.known(term(node.a));
    case Op::holds:
      return terms_.holds(truth(node.a));
    default:
      ensure(false, "an operation that no statement knows");
      return no_term;
  }
}

// A text's stored value is its place in Programme::texts; a statement compares the texts themselves.
TermId Translation::text_or_term(NodeId id) {
  const TermId made = term(id);
  const Term& found = terms_[made];
  if (found.kind == Kind::nothing) return terms_.nothing(Type::text);
  if (found.kind != Kind::number) return made;
  return terms_.text(plan_.programme->texts[static_cast<std::size_t>(found.k)]);
}

TermId Translation::equality(NodeId a, NodeId b) {
  if (terms_[term(a)].type != Type::text && terms_[term(b)].type != Type::text)
    return terms_.equal(number(a), number(b));
  return terms_.equal(text_or_term(a), text_or_term(b));
}

TermId Translation::one_of_texts(const Node& node) {
  TermId any = no_term;
  for (const std::int64_t text : plan_.sets[static_cast<std::size_t>(node.k)]) {
    const TermId same =
        terms_.equal(term(node.a), terms_.text(plan_.programme->texts[static_cast<std::size_t>(text)]));
    any = any == no_term ? same : terms_.any(any, same);
  }
  return any == no_term ? terms_.truth(false) : any;
}

TermId Translation::dates(const Node& node) {
  if (node.op == Op::month_of) return calendar_.month_of(parts(node.a));
  if (node.op == Op::months_between) return calendar_.months_between(parts(node.a), parts(node.b));
  const TermId reached = calendar_.add_months(parts(node.a), node.k);
  if (node.lowest >= INT32_MIN && node.highest <= INT32_MAX) return reached;
  return terms_.greatest(terms_.number(INT32_MIN), terms_.least(terms_.number(INT32_MAX), reached));
}

TermId Translation::clamped(NodeId id) {
  TermId day = number(id);
  if (plan_.nodes[id].highest > farthest_day) day = terms_.least(day, terms_.number(farthest_day));
  if (plan_.nodes[id].lowest < -farthest_day) day = terms_.greatest(day, terms_.number(-farthest_day));
  return day;
}

// A field's parts are read with it; those of the earlier of two dates are the parts of one of them.
DateParts Translation::parts(NodeId id) {
  const Node& node = plan_.nodes[id];
  switch (node.op) {
    case Op::constant:
      return calendar_.parts(static_cast<Day>(std::clamp(node.k, -farthest_day, farthest_day)));
    case Op::field: {
      const auto field = static_cast<FieldId>(node.k);
      if (plan_.programme->schema.fields[field].type != trouw::Type::date) break;
      return {terms_.input(input_number(field, Part::months), Type::number, node.may_be_unknown),
              terms_.input(input_number(field, Part::day), Type::number, node.may_be_unknown)};
    }
    case Op::minimum: {
      const DateParts a = parts(node.a), b = parts(node.b);
      const TermId first = terms_.holds(terms_.at_most(number(node.a), number(node.b)));
      return {terms_.least(a.months, b.months), terms_.choose(first, a.day, b.day)};
    }
    case Op::select: {
      const DateParts b = parts(node.b), c = parts(node.c);
      return {terms_.choose(truth(node.a), b.months, c.months), terms_.choose(truth(node.a), b.day, c.day)};
    }
    case Op::fallback: {
      const DateParts a = parts(node.a), b = parts(node.b);
      return {terms_.coalesce(a.months, b.months), terms_.coalesce(a.day, b.day)};
    }
    case Op::unknown:
      return {terms_.nothing(Type::number), terms_.nothing(Type::number)};
    default:
      break;
  }
  return calendar_.parts(clamped(id));
}

void Translation::apportion(NodeId id, const Node& node) {
  const auto& list = plan_.weights[static_cast<std::size_t>(node.k)];
  std::vector<Bounded> weights;
  for (std::size_t i = 1; i < list.size(); ++i) weights.push_back(bounded(static_cast<NodeId>(list[i])));
  const std::vector<TermId> shares =
      amounts_.apportion(bounded(static_cast<NodeId>(list[0])), weights, overflow_[id]);
  for (std::size_t i = 0; i < shares.size(); ++i) done_[id + 1 + i] = shares[i];
}

}  // namespace trouw::sql
