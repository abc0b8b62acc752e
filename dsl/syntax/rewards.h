// Rewards: what is given, how often, how long. Included by grammar.cpp only.
#pragma once

#include "syntax/conditions.h"

namespace trouw::grammar {

namespace {

using namespace tree;  // NOLINT: the grammar is about the tree and nothing else

Timing timed(TimingKind kind) {
  Timing made;
  made.kind = kind;
  return made;
}
Phase rewards(RewardKind kind) {
  Phase made;
  made.kind = kind;
  return made;
}

const auto timing = first_of<Timing>(
    form(Phrase::once_after, timed(TimingKind::once), slot(&Timing::after, duration)),
    form(Phrase::once, timed(TimingKind::once)),
    form(Phrase::over_after, timed(TimingKind::over), slot(&Timing::length, duration),
         slot(&Timing::after, duration)),
    form(Phrase::over_bills, timed(TimingKind::over), slot(&Timing::length, duration)),
    form(Phrase::for_after_while, timed(TimingKind::duration), slot(&Timing::length, duration),
         slot(&Timing::after, duration), slot(&Timing::condition, unary)),
    form(Phrase::for_while, timed(TimingKind::duration), slot(&Timing::length, duration),
         slot(&Timing::condition, unary)),
    form(Phrase::for_after, timed(TimingKind::duration), slot(&Timing::length, duration),
         slot(&Timing::after, duration)),
    form(Phrase::for_length, timed(TimingKind::duration), slot(&Timing::length, duration)),
    form(Phrase::as_long_as_they_stay, timed(TimingKind::as_long_as_they_stay)),
    form(Phrase::while_true, timed(TimingKind::while_true), slot(&Timing::condition, unary)));
const auto timing_of_free = first_of<Timing>(
    form(Phrase::free_after, timed(TimingKind::unsaid), slot(&Timing::after, duration)), timing);

// A number of what the next words name; of no unit of time.
struct CountOf : Primitive<CountOf, Literal> {
  bool take(Cursor& at, Cursor last, State& state, Literal& count) const {
    const bool counted = at != last && at + 1 != last && unit_of(at[1], *state.book) == Unit::none;
    return counted && number.take(at, last, state, count);
  }
};

Scaling by_year() {
  Scaling made;
  made.tenure = true;
  made.step.emplace();
  made.step->kind = LiteralKind::duration;
  made.step->number = {1, 0};
  made.step->unit = Unit::year;
  return made;
}

Scaling by_tenure() {
  Scaling made;
  made.tenure = true;
  return made;
}

// `up to` behind `above EUR 1000` is the other end of the same part where it is of the same kind; otherwise
// it is a cap.
struct ShareOf : x3::parser<ShareOf> {
  using attribute_type = Share;
  static constexpr bool has_attribute = true;

  template <typename Context, typename RuleContext, typename Attribute>
  bool parse(Cursor& first, const Cursor& last, const Context& context, RuleContext& rule,
             Attribute& attribute) const {
    static const auto both =
        form(Phrase::part_up_to, Share(), slot(&Share::above, literal), slot(&Share::up_to, literal));
    static const auto one = form(Phrase::part_above, Share(), slot(&Share::above, literal));
    Share made;
    Cursor at = first;
    const bool read = both.parse(at, last, context, rule, made) && alike(made.above, *made.up_to);
    if (!read) {
      made = Share();
      at = first;
      if (!one.parse(at, last, context, rule, made)) return false;
    }
    first = at;
    x3::traits::move_to(std::move(made), attribute);
    return true;
  }

 private:
  static bool alike(const Literal& a, const Literal& b) {
    return a.kind == b.kind && (a.word == b.word || a.word.empty() || b.word.empty());
  }
};
const ShareOf share;

const auto scaling = extended<Order::stated>(
    first_of<Scaling>(WholeName(form(Phrase::every_year, by_year())),
                      WholeName(form(Phrase::every_tenure, by_tenure(), slot(&Scaling::step, StepOf()))),
                      form(Phrase::every_step, Scaling(), slot(&Scaling::step, StepOf()),
                           slot(&Scaling::of, name_in_reward)),
                      form(Phrase::every_count, Scaling(), slot(&Scaling::step, CountOf()),
                           slot(&Scaling::of, name_in_reward)),
                      form(Phrase::every_one, Scaling(), slot(&Scaling::of, name_in_reward))),
    slot(&Scaling::share, share));

Cap per_bill() {
  Cap made;
  made.a_bill = true;
  return made;
}
Cap of_all() {
  Cap made;
  made.in_all = true;
  return made;
}
const auto cap_in_all = form(Phrase::cap_in_all, of_all(), slot(&Cap::amount, reward_amount));
const auto cap = first_of<Cap>(form(Phrase::cap_a_bill, per_bill(), slot(&Cap::amount, reward_amount)),
                               form(Phrase::cap, Cap(), slot(&Cap::amount, reward_amount)));

const auto free_head =
    form(Phrase::periods_free, rewards(RewardKind::periods_free), slot(&Phase::amount, duration));
const auto head = first_of<Phase>(
    extended<Order::stated>(form(Phrase::percent_off_field, rewards(RewardKind::percent_off_field),
                                 slot(&Phase::amount, percent), slot(&Phase::of, name_in_reward)),
                            slot(&Phase::share, share)),
    form(Phrase::percent_off, rewards(RewardKind::percent_off), slot(&Phase::amount, percent)),
    extended<Order::stated>(form(Phrase::percent_of, rewards(RewardKind::percent_of),
                                 slot(&Phase::amount, percent), slot(&Phase::of, name_in_reward)),
                            slot(&Phase::share, share)),
    form(Phrase::money_off, rewards(RewardKind::money_off), slot(&Phase::amount, money)),
    form(Phrase::money, rewards(RewardKind::money), slot(&Phase::amount, money)),
    form(Phrase::price_of, rewards(RewardKind::price_of), slot(&Phase::amount, money)),
    form(Phrase::money_off, rewards(RewardKind::money_off), slot(&Phase::named, bracketed)),
    form(Phrase::money, rewards(RewardKind::money), slot(&Phase::named, bracketed)),
    form(Phrase::price_of, rewards(RewardKind::price_of), slot(&Phase::named, bracketed)),
    form(Phrase::points, rewards(RewardKind::points), slot(&Phase::amount, number)),
    form(Phrase::perk, rewards(RewardKind::perk), slot(&Phase::perk, text)));

const auto phase = first_of<Phase>(
    extended<Order::any>(free_head, slot(&Phase::scaling, scaling), slot(&Phase::cap_in_all, cap_in_all),
                         slot(&Phase::cap, cap), slot(&Phase::timing, timing_of_free)),
    extended<Order::any>(head, slot(&Phase::scaling, scaling), slot(&Phase::cap_in_all, cap_in_all),
                         slot(&Phase::cap, cap), slot(&Phase::timing, timing)));

void put_phases(Reward& reward, std::vector<Phase>&& phases) {
  reward.at = join(phases.front().at, phases.back().at);
  reward.phases = std::move(phases);
}

template <typename T, typename Parser, typename Place>
struct Wrapped : x3::parser<Wrapped<T, Parser, Place>> {
  using attribute_type = T;
  static constexpr bool has_attribute = true;
  Parser parser;
  Place place;
  Wrapped(Parser p, Place w) : parser(std::move(p)), place(w) {}

  template <typename Context, typename RuleContext, typename Attribute>
  bool parse(Cursor& first, const Cursor& last, const Context& context, RuleContext& rule,
             Attribute& attribute) const {
    attribute_t<Parser> value{};
    const Cursor begin = first;
    if (!parser.parse(first, last, context, rule, value)) return false;
    T made{};
    put_at(made, place, std::move(value));
    set_span(made, begin, first);
    x3::traits::move_to(std::move(made), attribute);
    return true;
  }
};
template <typename T, typename Parser, typename Place>
Wrapped<T, Parser, Place> wrapped(Parser parser, Place place) {
  return {std::move(parser), place};
}

const auto reward = wrapped<Reward>(list_of(phase, then_word), put_phases);
const auto all_rewards = list_of(reward, and_word);

const auto row = first_of<Row>(
    form(Phrase::row_from, Row(), slot(&Row::from, literal), slot(&Row::rewards, all_rewards)),
    form(Phrase::row_for, Row(), slot(&Row::names, list_of(name, comma)), slot(&Row::rewards, all_rewards)),
    form(Phrase::row_otherwise, Row(), slot(&Row::rewards, all_rewards)));

// Rows one after the other.
struct RowsOf : x3::parser<RowsOf> {
  using attribute_type = std::vector<Row>;
  static constexpr bool has_attribute = true;

  template <typename Context, typename RuleContext, typename Attribute>
  bool parse(Cursor& first, const Cursor& last, const Context& context, RuleContext& rule,
             Attribute& attribute) const {
    return (+row).parse(first, last, context, rule, attribute);
  }
};
const RowsOf rows;

void put_by(GiveBy& give, Operand&& by) {
  give.tenure = by.kind == OperandKind::tenure;
  if (!give.tenure) give.by = std::move(by.name);
}

}  // namespace

}  // namespace trouw::grammar
