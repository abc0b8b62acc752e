#include "check/conditions.h"

#include <fmt/format.h>

#include <algorithm>

#include "check/unknowns.h"

namespace trouw {

namespace {

using tree::Comparison;
using tree::ConditionKind;

constexpr std::size_t most_parts = 200;  // of a named condition, that are told one by one

class Checker {
 public:
  explicit Checker(Context& context) : context_(context) {}

  std::optional<Condition> check(const tree::Condition& c) {
    switch (c.kind) {
      case ConditionKind::all:
        return several(c, Condition::all, TermKind::all);
      case ConditionKind::any:
        return several(c, Condition::any, TermKind::any);
      case ConditionKind::negation:
        return negation(c);
      case ConditionKind::bare:
        return bare(c);
      case ConditionKind::comparison:
        return comparison(c);
      case ConditionKind::between:
        return between(c);
      case ConditionKind::one_of:
        return one_of(c, false);
      case ConditionKind::none_of:
        return one_of(c, true);
      case ConditionKind::known:
        return known(c, false);
      case ConditionKind::unknown:
        return known(c, true);
      case ConditionKind::within_next:
        return within(c, true);
      case ConditionKind::within_last:
        return within(c, false);
      case ConditionKind::ago:
        return distance(c, true);
      case ConditionKind::ahead:
        return distance(c, false);
      case ConditionKind::this_month:
        return of_month(c, TermKind::this_month);
      case ConditionKind::anniversary_this_month:
        return of_month(c, TermKind::anniversary_this_month);
      case ConditionKind::reaches_every:
        return reaches_every(c);
      case ConditionKind::reaches:
        return reaches(c);
    }
    return std::nullopt;
  }

 private:
  Condition made(const tree::Condition& c, TermId term) {
    Condition condition;
    condition.term = term;
    condition.text = context_.words(c.at);
    condition.place = context_.place(c.at);
    condition.fields = fields_read(context_.programme, term);
    const auto& roles = context_.schema.roles;
    condition.tenure = std::any_of(c.left.terms.begin(), c.left.terms.end(), [](const tree::Term& t) {
      return t.operand.kind == tree::OperandKind::tenure;
    });
    if (condition.tenure)
      std::erase_if(condition.fields, [&](FieldId id) { return id == roles.joined || id == roles.tenure; });
    return condition;
  }

  std::optional<Condition> several(const tree::Condition& c, Condition::Shape shape, TermKind kind) {
    if (misplaced_list(c)) return std::nullopt;
    Condition whole;
    whole.shape = shape;
    bool failed = false;
    for (const tree::Condition& part : c.parts) {
      std::optional<Condition> checked = check(part);
      if (!checked) {
        failed = true;
        continue;
      }
      whole.term =
          whole.parts.empty() ? checked->term : context_.terms.binary(kind, whole.term, checked->term);
      whole.parts.push_back(std::move(*checked));
    }
    if (failed) return std::nullopt;
    whole.text = context_.words(c.at);
    whole.place = context_.place(c.at);
    return whole;
  }

  // `region is one of NH or ZH`: the second name is no condition but another choice of the first's field.
  bool misplaced_list(const tree::Condition& c) {
    const Field* field = nullptr;
    const tree::Condition* first = nullptr;
    for (const tree::Condition& part : c.parts) {
      const bool listing = part.kind == ConditionKind::one_of || part.kind == ConditionKind::none_of ||
                           (part.kind == ConditionKind::comparison &&
                            (part.comparison == Comparison::is || part.comparison == Comparison::is_not));
      if (listing) {
        const tree::Operand* left = lone_operand(part.left);
        const auto id = left != nullptr ? context_.schema.find(left->name.text) : std::nullopt;
        field = id ? &context_.schema.fields[*id] : nullptr;
        first = &part;
        continue;
      }
      const tree::Operand* word = part.kind == ConditionKind::bare ? lone_operand(part.left) : nullptr;
      if (field == nullptr || word == nullptr || field->type != Type::choice) continue;
      const std::string name = context_.words(word->at);
      const bool choice = std::any_of(field->choices.begin(), field->choices.end(),
                                      [&](const Choice& k) { return k.name == name; });
      if (!choice || context_.schema.find(name) || context_.definitions.count(name) != 0) continue;
      const bool none = first->kind == ConditionKind::none_of || first->comparison == Comparison::is_not;
      context_.reporter.report(Message::list_needs_commas, word->at, {quoted(name), quoted(field->name)})
          .help = fmt::format("list the names with commas: `{} is {} of {}, {}`", field->name,
                              none ? "none" : "one", last_name(*first), name);
      return true;
    }
    return false;
  }

  std::string last_name(const tree::Condition& c) {
    std::string names;
    for (const tree::Amount& right : c.right) names += (names.empty() ? "" : ", ") + context_.words(right.at);
    return names;
  }

  std::optional<Condition> negation(const tree::Condition& c) {
    std::optional<Condition> part = check(c.parts.front());
    if (!part) return std::nullopt;
    Condition whole;
    whole.shape = Condition::negation;
    whole.term = context_.terms.unary(TermKind::negation, part->term);
    whole.text = context_.words(c.at);
    whole.place = context_.place(c.at);
    warn_optional(*part, c.at);
    whole.parts.push_back(std::move(*part));
    return whole;
  }

  static std::size_t parts_of(const Condition& condition) {
    std::size_t count = 1;
    for (const Condition& part : condition.parts) count += parts_of(part);
    return count;
  }

  // Says whom the negation of a condition leaves out.
  void warn_optional(const Condition& negated, Span at) {
    for (const MayBeUnknown& one : may_be_unknown(context_, negated, true)) warn(one, at);
  }

  void warn_optional(FieldId id, Span at) {
    if (context_.schema.fields[id].optional) warn({id, true}, at);
  }

  void warn(const MayBeUnknown& one, Span at) {
    const std::string& name = context_.schema.fields[one.field].name;
    warn_unknown(context_, one, at,
                 fmt::format("to include them, write `({} is unknown or {})`", name, context_.words(at)));
  }

  // A yes/no field, or a defined condition.
  std::optional<Condition> bare(const tree::Condition& c) {
    const tree::Operand* lone = lone_operand(c.left);
    if (lone != nullptr && lone->kind == tree::OperandKind::name) {
      const std::string& name = lone->name.text;
      if (!context_.schema.find(name))
        if (const Definition* definition = definition_of(context_, name, lone->at)) {
          if (definition->condition) return named(c, *definition->condition);
          if (!definition->amount) return std::nullopt;
        }
    }
    std::optional<Value> value = amount_of(context_, c.left);
    if (!value) return std::nullopt;
    if (value->kind != Kind::yes_no) {
      context_.reporter.report(Message::not_a_condition, c.at, {context_.words(c.at), kind_name(value->kind)})
          .help = fmt::format("write what it is compared with, such as `{} is …`", context_.words(c.at));
      return std::nullopt;
    }
    return made(c, context_.terms.binary(TermKind::equal, value->term, context_.terms.constant(1)));
  }

  // Its parts come along, so that it can be said which of them is not met; of more than people read it is one
  // condition, as definitions of definitions would double and double again.
  Condition named(const tree::Condition& c, const Condition& definition) {
    if (parts_of(definition) > most_parts) return made(c, definition.term);
    Condition whole;
    whole.shape = Condition::all;
    whole.term = definition.term;
    whole.text = context_.words(c.at);
    whole.place = context_.place(c.at);
    whole.parts.push_back(definition);
    return whole;
  }

  std::optional<Condition> comparison(const tree::Condition& c) {
    std::optional<Value> left = amount_of(context_, c.left);
    if (!left) return std::nullopt;
    std::optional<Value> right = right_side(context_, *left, c.right.front());
    if (!right) return std::nullopt;
    if (left->tenure && right->constant && c.comparison != Comparison::is &&
        c.comparison != Comparison::is_not && (right->kind == Kind::months || right->kind == Kind::days))
      return tenure(c, *right);
    if (!ordered(c, left->kind, c.comparison)) return std::nullopt;
    const tree::Operand* lone = lone_operand(c.left);
    if (lone != nullptr && either_number(context_, *right, *lone)) return std::nullopt;
    if (!align(context_, *left, *right, c.right.front().at)) return std::nullopt;
    if (left->tenure && (c.comparison == Comparison::is || c.comparison == Comparison::is_not))
      context_.reporter.report(Message::tenure_is, c.at, {context_.words(c.at)}).help =
          "write `tenure reaches …` for a milestone, or `tenure is at least …`";
    if (c.comparison == Comparison::is_not && left->field) warn_optional(*left->field, c.at);
    return made(c, compare(c.comparison, left->term, right->term));
  }

  TermId compare(Comparison comparison, TermId a, TermId b) {
    Terms& t = context_.terms;
    switch (comparison) {
      case Comparison::is:
        return t.binary(TermKind::equal, a, b);
      case Comparison::is_not:
        return t.unary(TermKind::negation, t.binary(TermKind::equal, a, b));
      case Comparison::at_least:
      case Comparison::on_or_after:
        return t.binary(TermKind::at_most, b, a);
      case Comparison::at_most:
      case Comparison::on_or_before:
        return t.binary(TermKind::at_most, a, b);
      case Comparison::more_than:
      case Comparison::after:
        return t.binary(TermKind::less, b, a);
      case Comparison::less_than:
      case Comparison::before:
        return t.binary(TermKind::less, a, b);
    }
    return a;
  }

  // Whether what stands on the left can be compared so.
  bool ordered(const tree::Condition& c, Kind kind, Comparison comparison) {
    const bool dated = comparison == Comparison::before || comparison == Comparison::after ||
                       comparison == Comparison::on_or_before || comparison == Comparison::on_or_after;
    const bool equality = comparison == Comparison::is || comparison == Comparison::is_not;
    const bool orderable = kind != Kind::yes_no && kind != Kind::choice && kind != Kind::text;
    if (equality || (orderable && dated == (kind == Kind::date))) return true;
    Diagnostic& d = context_.reporter.report(Message::wrong_comparison, c.at,
                                             {context_.words(c.left.at), kind_name(kind)});
    if (kind == Kind::date)
      d.help = "write is before, is after, is on or before, or is on or after";
    else if (orderable)
      d.help = "write is at least, is at most, is more than, or is less than";
    else
      d.help = "write is, is not, is one of, or is none of";
    return false;
  }

  // Where tenure itself stands on the left, it is compared by date.
  std::optional<Condition> tenure(const tree::Condition& c, const Value& than) {
    if (than.kind == Kind::days && context_.schema.roles.tenure) {
      context_.reporter
          .report(Message::kinds_differ, c.right.front().at, {kind_name(Kind::months), kind_name(Kind::days)})
          .help = "this programme knows tenure as a number of months: write it in months or years";
      return std::nullopt;
    }
    if (!ordered(c, Kind::months, c.comparison)) return std::nullopt;
    return made(c, tenure_term(c.comparison, *than.constant, than.kind == Kind::days));
  }

  TermId tenure_term(Comparison comparison, std::int64_t length, bool days) {
    const bool at_least = comparison == Comparison::at_least || comparison == Comparison::less_than;
    const TermId term =
        context_.terms.make({.kind = at_least ? TermKind::tenure_at_least : TermKind::tenure_more_than,
                             .days = days,
                             .value = length});
    const bool negated = comparison == Comparison::at_most || comparison == Comparison::less_than;
    return negated ? context_.terms.unary(TermKind::negation, term) : term;
  }

  std::optional<Condition> between(const tree::Condition& c) {
    std::optional<Value> left = amount_of(context_, c.left);
    if (!left) return std::nullopt;
    std::optional<Value> low = right_side(context_, *left, c.right[0]);
    std::optional<Value> high = right_side(context_, *left, c.right[1]);
    if (!low || !high) return std::nullopt;
    if (left->kind == Kind::yes_no || left->kind == Kind::choice || left->kind == Kind::text) {
      ordered(c, left->kind, Comparison::at_least);
      return std::nullopt;
    }
    const bool backwards = low->constant && high->constant && low->kind == high->kind && above(*low, *high);
    if (backwards) {
      context_.reporter.report(Message::between_backwards, c.at, {context_.words(c.at)}).help =
          "put the smaller one first";
      return std::nullopt;
    }
    const bool lengths = low->kind == Kind::months || low->kind == Kind::days;
    if (left->tenure && low->constant && high->constant && lengths && low->kind == high->kind &&
        !(low->kind == Kind::days && context_.schema.roles.tenure))
      return made(
          c, context_.terms.binary(
                 TermKind::all, tenure_term(Comparison::at_least, *low->constant, low->kind == Kind::days),
                 tenure_term(Comparison::at_most, *high->constant, high->kind == Kind::days)));
    Value left_low = *left, left_high = *left;
    if (!align(context_, left_low, *low, c.right[0].at) || !align(context_, left_high, *high, c.right[1].at))
      return std::nullopt;
    return made(c,
                context_.terms.binary(TermKind::all, compare(Comparison::at_most, low->term, left_low.term),
                                      compare(Comparison::at_most, left_high.term, high->term)));
  }

  static bool above(const Value& a, const Value& b) {
    const auto x = scaled({*a.constant, a.places}, 18), y = scaled({*b.constant, b.places}, 18);
    return x && y ? *x > *y : a.places == b.places && *a.constant > *b.constant;
  }

  std::optional<Condition> one_of(const tree::Condition& c, bool none) {
    std::optional<Value> left = amount_of(context_, c.left);
    if (!left) return std::nullopt;
    std::optional<TermId> whole;
    std::vector<std::int64_t> set;
    bool failed = false;
    for (const tree::Amount& amount : c.right) {
      std::optional<Value> right = right_side(context_, *left, amount);
      Value same = *left;
      if (!right || !align(context_, same, *right, amount.at)) {
        failed = true;
        continue;
      }
      if (right->constant && same.term == left->term) {
        set.push_back(context_.terms[right->term].value);
        continue;
      }
      const TermId equal = context_.terms.binary(TermKind::equal, same.term, right->term);
      whole = whole ? context_.terms.binary(TermKind::any, *whole, equal) : equal;
    }
    if (failed) return std::nullopt;
    if (!set.empty()) {
      std::sort(set.begin(), set.end());
      set.erase(std::unique(set.begin(), set.end()), set.end());
      const TermId in = context_.terms.make({.kind = TermKind::in_set, .a = left->term, .set = set});
      whole = whole ? context_.terms.binary(TermKind::any, *whole, in) : in;
    }
    if (none && left->field) warn_optional(*left->field, c.at);
    return made(c, none ? context_.terms.unary(TermKind::negation, *whole) : *whole);
  }

  std::optional<Condition> known(const tree::Condition& c, bool unknown) {
    std::optional<Value> left = amount_of(context_, c.left);
    if (!left) return std::nullopt;
    if (left->field && !context_.schema.fields[*left->field].optional)
      context_.reporter
          .report(Message::always_known, c.at, {quoted(context_.schema.fields[*left->field].name)})
          .help = "leave this condition out, or declare the field optional in programme.yaml";
    const TermId term = context_.terms.unary(TermKind::known, left->term);
    return made(c, unknown ? context_.terms.unary(TermKind::negation, term) : term);
  }

  std::optional<Value> date_on_left(const tree::Condition& c) {
    std::optional<Value> left = amount_of(context_, c.left);
    if (!left || left->kind == Kind::date) return left;
    context_.reporter
        .report(Message::date_wanted, c.left.at, {context_.words(c.left.at), kind_name(left->kind)})
        .help = "this comparison needs a field that is a date";
    return std::nullopt;
  }

  // The day of evaluation moved by a duration.
  std::optional<TermId> moved_today(const tree::Literal& duration, bool back) {
    tree::Operand operand;
    operand.literal = duration;
    operand.at = duration.at;
    tree::Amount amount;
    amount.at = duration.at;
    amount.terms.push_back({false, operand, {}});
    const std::optional<Value> length = amount_of(context_, amount);
    if (!length) return std::nullopt;
    const TermId today = context_.terms.today();
    if (length->kind == Kind::days)
      return context_.terms.binary(back ? TermKind::subtract : TermKind::add, today, length->term);
    return context_.terms.unary(TermKind::shift_months, today, back ? -*length->constant : *length->constant);
  }

  std::optional<Condition> within(const tree::Condition& c, bool next) {
    const std::optional<Value> date = date_on_left(c);
    const std::optional<TermId> far = moved_today(c.duration, !next);
    if (!date || !far) return std::nullopt;
    const TermId today = context_.terms.today();
    return made(
        c, context_.terms.binary(TermKind::all, compare(Comparison::at_most, next ? today : *far, date->term),
                                 compare(Comparison::at_most, date->term, next ? *far : today)));
  }

  // `is more than 180 days ago`: D < on - N; ahead likewise, the other way round. Nothing to come is any time
  // ago, and nothing past ahead.
  std::optional<Condition> distance(const tree::Condition& c, bool ago) {
    const std::optional<Value> date = date_on_left(c);
    const std::optional<TermId> far = moved_today(c.duration, ago);
    if (!date || !far) return std::nullopt;
    const TermId today = context_.terms.today();
    const TermId apart =
        ago ? compare(c.comparison, *far, date->term) : compare(c.comparison, date->term, *far);
    const bool near = c.comparison == Comparison::at_most || c.comparison == Comparison::less_than;
    if (!near) return made(c, apart);
    const TermId side = ago ? compare(Comparison::at_most, date->term, today)
                            : compare(Comparison::at_most, today, date->term);
    return made(c, context_.terms.binary(TermKind::all, side, apart));
  }

  std::optional<Condition> of_month(const tree::Condition& c, TermKind kind) {
    const std::optional<Value> date = date_on_left(c);
    if (!date) return std::nullopt;
    return made(c, context_.terms.unary(kind, date->term));
  }

  bool is_tenure(const tree::Condition& c) {
    const std::optional<Value> left = amount_of(context_, c.left);
    if (!left || left->tenure) return left.has_value();
    Diagnostic& d =
        context_.reporter.report(Message::only_tenure_reaches, c.left.at, {context_.words(c.left.at)});
    d.help = left->kind == Kind::date
                 ? fmt::format("write `{} has its anniversary this month`", context_.words(c.left.at))
                 : fmt::format("write `{} is at least …`", context_.words(c.left.at));
    return false;
  }

  // `tenure reaches every 5 years`: each multiple.
  std::optional<Condition> reaches_every(const tree::Condition& c) {
    if (!is_tenure(c)) return std::nullopt;
    const tree::Literal& step = c.duration;
    const bool months = step.kind == tree::LiteralKind::duration && step.number.places == 0 &&
                        (step.unit == tree::Unit::month || step.unit == tree::Unit::year) &&
                        step.number.digits > 0 && step.number.digits < 10'000;
    if (!months) {
      context_.reporter.report(Message::milestone_in_months, step.at, {context_.words(step.at)}).help =
          "write the milestones in years or months, such as `tenure reaches every 5 years`";
      return std::nullopt;
    }
    const std::int64_t each = step.number.digits * (step.unit == tree::Unit::year ? 12 : 1);
    return made(c, context_.terms.make({.kind = TermKind::tenure_reaches_every, .value = each}));
  }

  std::optional<Condition> reaches(const tree::Condition& c) {
    if (!is_tenure(c)) return std::nullopt;
    std::optional<TermId> whole;
    for (const tree::Amount& amount : c.right) {
      const std::optional<Value> at = amount_of(context_, amount);
      if (!at) return std::nullopt;
      if (at->kind != Kind::months || !at->constant || *at->constant <= 0) {
        context_.reporter.report(Message::milestone_in_months, amount.at, {context_.words(amount.at)}).help =
            "write the milestones in years or months, such as `tenure reaches 5 years`";
        return std::nullopt;
      }
      const TermId one = context_.terms.make({.kind = TermKind::tenure_reaches, .value = *at->constant});
      whole = whole ? context_.terms.binary(TermKind::any, *whole, one) : one;
    }
    return made(c, *whole);
  }

  Context& context_;
};

}  // namespace

std::optional<Condition> condition_of(Context& context, const tree::Condition& condition) {
  return Checker(context).check(condition);
}

}  // namespace trouw
