// Amounts and conditions. Included by grammar.cpp only.
#pragma once

#include "syntax/operands.h"

namespace trouw::grammar {

namespace {

using namespace tree;  // NOLINT: the grammar is about the tree and nothing else

const NameOf name, name_in_reward(false, true);
const BracketedOf bracketed;
const YearDayOf year_day;
const AmountOf amount, amount_after_is(true);
const OperandOf operand, operand_after_is(true);
const LiteralOf literal(any_literal), money(only_money), percent(only_percent), date(only_date);
const LiteralOf duration(only_duration), number(only_number, true), reward_amount(amount_of_reward);
const TextOf title(true, "a title in quotes"), text(false, "a text in quotes");
const Mark comma(TokenKind::comma, ","), open(TokenKind::open, "("), close(TokenKind::close, ")");
const Keyword and_word(Phrase::conjunction), or_word(Phrase::disjunction), then_word(Phrase::then);

Amount amount_of(Operand value) {
  Amount made;
  made.at = value.at;
  Term& term = made.terms.emplace_back();
  term.operand = std::move(value);
  return made;
}

// A duration's unit serves the literals before it: `5, 10 or 20 years`.
void share_unit(std::vector<Amount>& values) {
  if (values.empty() || values.back().terms.size() != 1) return;
  const Operand last = values.back().terms[0].operand;
  if (last.kind != OperandKind::literal) return;
  for (Amount& value : values) {
    Operand& each = value.terms[0].operand;
    const bool bare = value.terms.size() == 1 && each.kind == OperandKind::literal &&
                      each.literal.kind == LiteralKind::number && each.literal.word.empty();
    if (!bare) continue;
    if (last.literal.kind == LiteralKind::duration && each.literal.number.places == 0) {
      each.literal.kind = LiteralKind::duration;
      each.literal.unit = last.literal.unit;
    } else if (last.literal.kind == LiteralKind::number) {
      each.literal.word = last.literal.word;
    }
  }
}

// ---- Conditions ----------------------------------------------------------------------------------------

Condition starts(ConditionKind kind, Comparison comparison = Comparison::is) {
  Condition made;
  made.kind = kind;
  made.comparison = comparison;
  return made;
}

void put_left(Condition& condition, Amount&& value) {
  condition.left = std::move(value);
}
void put_right(Condition& condition, Amount&& value) {
  condition.right.push_back(std::move(value));
}
void put_high(Condition& condition, Amount&& value) {
  condition.right.push_back(std::move(value));
  share_unit(condition.right);
}
void put_values(Condition& condition, std::vector<Operand>&& values) {
  for (Operand& value : values) condition.right.push_back(amount_of(std::move(value)));
}
void put_milestones(Condition& condition, std::vector<Literal>&& values) {
  for (Literal& value : values) {
    Operand made;
    made.at = value.at;
    made.literal = std::move(value);
    condition.right.push_back(amount_of(std::move(made)));
  }
  share_unit(condition.right);
}

// `5, 10, 15 or 20`.
struct Milestones : Primitive<Milestones, std::vector<Literal>> {
  bool take(Cursor& at, Cursor last, State& state, std::vector<Literal>& values) const {
    while (true) {
      Cursor next = at;
      if (!values.empty()) {
        const bool more = at != last && (at->kind == TokenKind::comma ||
                                         is_word(*at, state.book->word(Phrase::disjunction)));
        if (!more) return true;
        ++next;
      }
      Literal value;
      if (!literal.take(next, last, state, value)) return !values.empty();
      values.push_back(std::move(value));
      at = next;
    }
  }
};

// A step, where `year` is 1 year, and `kWh` before `of` is 1 kWh.
struct StepOf : Primitive<StepOf, Literal> {
  bool take(Cursor& at, Cursor last, State& state, Literal& step) const {
    if (at != last && unit_of(*at, *state.book) != Unit::none) {
      step.kind = LiteralKind::duration;
      step.number = {1, 0};
      step.unit = unit_of(*at, *state.book);
      step.at = (at++)->at;
      return true;
    }
    const bool unit = at != last && at->kind == TokenKind::word && !at->reserved && !state.stop.empty() &&
                      at + 1 != last && is_word(at[1], state.stop);
    if (!unit) return literal.take(at, last, state, step);
    step.kind = LiteralKind::number;
    step.number = {1, 0};
    step.word = at->text;
    step.at = (at++)->at;
    return true;
  }
};

Condition every_year_reached() {
  Condition made = starts(ConditionKind::reaches_every);
  made.duration.kind = LiteralKind::duration;
  made.duration.number = {1, 0};
  made.duration.unit = Unit::year;
  return made;
}

const auto x = slot(put_left, amount);

auto compares(Phrase phrase, Comparison comparison, const AmountOf& right = amount) {
  return form(phrase, starts(ConditionKind::comparison, comparison), x, slot(put_right, right));
}
auto lasts(Phrase phrase, ConditionKind kind, Comparison comparison = Comparison::is) {
  return form(phrase, starts(kind, comparison), x, slot(&Condition::duration, duration));
}
auto lists(Phrase phrase, ConditionKind kind) {
  return form(phrase, starts(kind), x, slot(put_values, list_of(operand, comma)));
}
auto states(Phrase phrase, ConditionKind kind) {
  return form(phrase, starts(kind), x);
}

const auto comparisons = std::make_tuple(
    states(Phrase::is_known, ConditionKind::known), states(Phrase::is_unknown, ConditionKind::unknown),
    form(Phrase::between, starts(ConditionKind::between), x, slot(put_right, amount), slot(put_high, amount)),
    lists(Phrase::one_of, ConditionKind::one_of), lists(Phrase::none_of, ConditionKind::none_of),
    lasts(Phrase::within_next, ConditionKind::within_next),
    lasts(Phrase::within_last, ConditionKind::within_last),
    lasts(Phrase::at_least_ago, ConditionKind::ago, Comparison::at_least),
    lasts(Phrase::at_most_ago, ConditionKind::ago, Comparison::at_most),
    lasts(Phrase::more_than_ago, ConditionKind::ago, Comparison::more_than),
    lasts(Phrase::less_than_ago, ConditionKind::ago, Comparison::less_than),
    lasts(Phrase::at_least_ahead, ConditionKind::ahead, Comparison::at_least),
    lasts(Phrase::at_most_ahead, ConditionKind::ahead, Comparison::at_most),
    lasts(Phrase::more_than_ahead, ConditionKind::ahead, Comparison::more_than),
    lasts(Phrase::less_than_ahead, ConditionKind::ahead, Comparison::less_than),
    compares(Phrase::at_least, Comparison::at_least), compares(Phrase::at_most, Comparison::at_most),
    compares(Phrase::more_than, Comparison::more_than), compares(Phrase::less_than, Comparison::less_than),
    compares(Phrase::on_or_before, Comparison::on_or_before),
    compares(Phrase::on_or_after, Comparison::on_or_after), compares(Phrase::before, Comparison::before),
    compares(Phrase::after, Comparison::after), compares(Phrase::is_not, Comparison::is_not, amount_after_is),
    compares(Phrase::is, Comparison::is, amount_after_is),
    states(Phrase::this_month, ConditionKind::this_month),
    states(Phrase::anniversary_this_month, ConditionKind::anniversary_this_month),
    form(Phrase::reaches_every_year, every_year_reached(), x),
    form(Phrase::reaches_every, starts(ConditionKind::reaches_every), x,
         slot(&Condition::duration, StepOf())),
    form(Phrase::reaches, starts(ConditionKind::reaches), x, slot(put_milestones, Milestones())));

// The left side once, then the rest of the first comparison that fits; a name alone is a bare condition.
struct ComparisonOf : x3::parser<ComparisonOf> {
  using attribute_type = Condition;
  static constexpr bool has_attribute = true;

  template <typename Context, typename RuleContext, typename Attribute>
  bool parse(Cursor& first, const Cursor& last, const Context& context, RuleContext& rule,
             Attribute& attribute) const {
    Cursor at = first;
    Amount left;
    if (!amount.take(at, last, state_of(context), left)) return false;
    Condition made;
    const bool compared =
        std::apply([&](const auto&... all) { return (all.parse_tail(at, last, context, rule, made) || ...); },
                   comparisons);
    if (!compared) {
      if (left.terms.size() != 1 || left.terms[0].operand.kind != OperandKind::name ||
          !left.terms[0].factors.empty())
        return false;
      made = Condition();
    }
    made.left = std::move(left);
    set_span(made, first, at);
    first = at;
    attribute = std::move(made);
    return true;
  }
};

const x3::rule<struct unary_tag, Condition> unary("condition");
const x3::rule<struct chain_tag, Condition> chain("conditions");

// Conditions joined by `and` or by `or`. Both without parentheses are noted, and read as one `or` of all.
struct ChainOf : x3::parser<ChainOf> {
  using attribute_type = Condition;
  static constexpr bool has_attribute = true;

  template <typename Context, typename RuleContext, typename Attribute>
  bool parse(Cursor& first, const Cursor& last, const Context& context, RuleContext& rule,
             Attribute& attribute) const {
    State& state = state_of(context);
    std::vector<Condition> parts(1);
    std::vector<bool> conjunctions;
    Cursor at = first;
    if (!unary.parse(at, last, context, rule, parts.back())) return false;
    while (true) {
      Cursor next = at;
      x3::unused_type unused;
      const bool both = and_word.parse(next, last, context, rule, unused);
      if (!both && !or_word.parse(next, last, context, rule, unused)) break;
      Condition part;
      if (!unary.parse(next, last, context, rule, part)) break;
      parts.push_back(std::move(part));
      conjunctions.push_back(both);
      at = next;
    }
    attribute = joined(std::move(parts), conjunctions, state);
    set_span(attribute, first, at);
    first = at;
    return true;
  }

 private:
  static Condition joined(std::vector<Condition> parts, const std::vector<bool>& conjunctions, State& state) {
    if (parts.size() == 1) return std::move(parts.front());
    const auto both = std::count(conjunctions.begin(), conjunctions.end(), true);
    const bool mixed = both != 0 && both != static_cast<std::ptrdiff_t>(conjunctions.size());
    if (mixed) {
      Mixture mixture;
      for (const Condition& part : parts) mixture.parts.push_back(part.at);
      mixture.conjunctions = conjunctions;
      state.outcome.mixtures.push_back(std::move(mixture));
    }
    Condition made;
    made.kind = conjunctions.front() && !mixed ? ConditionKind::all : ConditionKind::any;
    made.parts = std::move(parts);
    return made;
  }
};

struct ParenthesesOf : x3::parser<ParenthesesOf> {
  using attribute_type = Condition;
  static constexpr bool has_attribute = true;

  template <typename Context, typename RuleContext, typename Attribute>
  bool parse(Cursor& first, const Cursor& last, const Context& context, RuleContext& rule,
             Attribute& attribute) const {
    x3::unused_type unused;
    Cursor at = first;
    Condition made;
    if (!open.parse(at, last, context, rule, unused) || !chain.parse(at, last, context, rule, made) ||
        !close.parse(at, last, context, rule, unused))
      return false;
    made.parenthesised = true;
    set_span(made, first, at);
    first = at;
    attribute = std::move(made);
    return true;
  }
};

struct NegationOf : x3::parser<NegationOf> {
  using attribute_type = Condition;
  static constexpr bool has_attribute = true;

  template <typename Context, typename RuleContext, typename Attribute>
  bool parse(Cursor& first, const Cursor& last, const Context& context, RuleContext& rule,
             Attribute& attribute) const {
    x3::unused_type unused;
    Cursor at = first;
    Condition part;
    if (!Keyword(Phrase::negation).parse(at, last, context, rule, unused) ||
        !unary.parse(at, last, context, rule, part))
      return false;
    Condition made = starts(ConditionKind::negation);
    made.parts.push_back(std::move(part));
    set_span(made, first, at);
    first = at;
    attribute = std::move(made);
    return true;
  }
};

const auto unary_def = ParenthesesOf() | NegationOf() | ComparisonOf();
const auto chain_def = x3::eps >> ChainOf();
BOOST_SPIRIT_DEFINE(unary, chain)

}  // namespace

}  // namespace trouw::grammar
