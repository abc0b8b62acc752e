#include "plan/offers.h"

#include <algorithm>

namespace trouw {

namespace {

bool has_base(const Reward& reward) {
  return reward.kind == RewardKind::percent_of_field || reward.kind == RewardKind::credit_rate;
}

NodeId base_of(TermLowering& terms, const Reward& reward) {
  return reward.base_term ? terms.term(*reward.base_term) : terms.reading().fields[reward.base];
}

NodeId or_zero(Builder& build, NodeId amount) {
  return build.positive(build.fallback(amount, build.constant(0)));
}

NodeId row_of(Builder& build, TermLowering& terms, const Reward& reward) {
  return reward.gate ? build.holds(terms.term(*reward.gate)) : build.truth(true);
}

// The facts of a living reward are those of each bill's own day; of another only its `while` is.
RewardNodes on_bills(Builder& build, BillTerms& terms, const Reward& reward, int reach) {
  const auto [first, end] = span_of(reward, reach);
  RewardNodes nodes;
  nodes.first = first;
  if (reward.spread && has_base(reward)) nodes.spread_base = reward_base(build, terms.today(), reward);
  for (int bill = first; bill < end; ++bill) {
    TermLowering& facts = reward.open_ended ? terms.on(bill) : terms.today();
    NodeId gate = row_of(build, facts, reward);
    if (reward.while_true) gate = build.both(gate, build.holds(terms.on(bill).condition(*reward.while_true)));
    nodes.gates.push_back(gate);
    nodes.amounts.push_back(reward_amount(build, facts, reward));
    if (has_base(reward)) nodes.bases.push_back(reward_base(build, facts, reward));
  }
  return nodes;
}

// What the reward reads is known, or its row is another's.
NodeId known_amount(Builder& build, TermLowering& terms, const Reward& reward) {
  NodeId known = build.truth(true);
  if (reward.scaling) known = build.both(known, build.known(terms.term(reward.scaling->term)));
  if (reward.amount_term) known = build.both(known, build.known(terms.term(*reward.amount_term)));
  if (has_base(reward)) known = build.both(known, build.known(base_of(terms, reward)));
  if (reward.gate) known = build.either(known, build.negation(build.holds(terms.term(*reward.gate))));
  return known;
}

void note_tested(TermLowering& terms, const Condition& condition, std::vector<NodeId>& tested) {
  tested.push_back(terms.condition(condition));
  for (const Condition& part : condition.parts) note_tested(terms, part, tested);
}

// Whether the day lies in the season: more of its beginnings have come than of its ends gone by.
NodeId in_season(Builder& build, const Season& season) {
  const auto from_day = std::pair(season.from_month, season.from_day);
  const bool wraps = std::pair(season.through_month, season.through_day) < from_day;
  // Of years before all days that are evaluated: a 29 February, of either, lies in 1896.
  const int first = wraps && from_day != std::pair(2, 29) ? 1895 : 1896;
  const auto years = [&](int year, int month, int day, NodeId until) {
    const NodeId from = build.constant(day_of({year, month, day}));
    return build.floor_divide(build.months_between(from, until), 12);
  };
  const NodeId begun = years(first, season.from_month, season.from_day, build.today());
  const NodeId yesterday = build.subtract(build.today(), build.constant(1));
  const NodeId ended = years(wraps ? first + 1 : first, season.through_month, season.through_day, yesterday);
  return build.less(ended, begun);
}

// `amount` as often as the scaling says.
NodeId scaled_amount(Builder& build, TermLowering& terms, const Scaling& scaling, const Reward& reward,
                     NodeId amount) {
  NodeId part = terms.term(scaling.term);
  if (scaling.up_to) part = build.minimum(part, build.constant(*scaling.up_to));
  if (scaling.above != 0) part = build.subtract(part, build.constant(scaling.above));
  const NodeId count = build.floor_divide(or_zero(build, part), scaling.step);
  return reward.amount_term ? build.multiply_round(amount, count, 1) : build.scale(count, reward.amount);
}

void leave_out_had(Builder& build, const RecordReading& reading, const Offer& offer, OfferNodes& nodes) {
  if (reading.had.empty()) return;
  if (const NodeId had = reading.had[nodes.offer]; had != no_node)
    nodes.open = build.both(nodes.open, build.negation(had));
  if (const NodeId had = reading.had_one_offs[nodes.offer]; had != no_node)
    for (std::size_t i = 0; i < offer.rewards.size(); ++i) {
      if (!offer.rewards[i].one_off) continue;
      nodes.gates[i] = build.both(nodes.gates[i], build.negation(had));
      for (NodeId& gate : nodes.rewards[i].gates) gate = build.both(gate, build.negation(had));
    }
}

}  // namespace

bool is_for(const Offer& offer, Audience audience) {
  return offer.audience == audience || offer.audience == Audience::everyone;
}

std::pair<int, int> span_of(const Reward& reward, int reach) {
  const int end = reward.open_ended ? reach : std::min(reach, reward.first + reward.periods);
  return {std::min(reward.first, reach), end};
}

bool RewardNodes::alike(int bill) const {
  return gate(bill) == gate(bill - 1) && amount(bill) == amount(bill - 1) &&
         (bases.empty() || base(bill) == base(bill - 1));
}

OfferNodes open_offer(Builder& build, BillTerms& days, const Programme& programme, std::uint32_t number,
                      int reach) {
  TermLowering& terms = days.today();
  const Offer& offer = programme.offers[number];
  build.owner(number);
  OfferNodes nodes;
  nodes.offer = number;
  nodes.in_window = build.truth(true);
  if (offer.from)
    nodes.in_window = build.both(nodes.in_window, build.at_most(build.constant(*offer.from), build.today()));
  if (offer.through)
    nodes.in_window =
        build.both(nodes.in_window, build.at_most(build.today(), build.constant(*offer.through)));
  if (offer.season) nodes.in_window = build.both(nodes.in_window, in_season(build, *offer.season));
  nodes.open = nodes.in_window;
  for (const Condition& condition : offer.conditions) {
    nodes.conditions.push_back(terms.condition(condition));
    nodes.open = build.both(nodes.open, build.holds(nodes.conditions.back()));
    note_tested(terms, condition, nodes.tested);
  }
  nodes.amount_known = build.truth(true);
  if (offer.known_by) nodes.amount_known = build.known(terms.term(*offer.known_by));
  for (const Reward& reward : offer.rewards) {
    nodes.rows.push_back(row_of(build, terms, reward));
    nodes.gates.push_back(nodes.rows.back());
    if (reward.while_true)
      nodes.gates.back() = build.both(nodes.gates.back(), build.holds(terms.condition(*reward.while_true)));
    nodes.amounts.push_back(reward_amount(build, terms, reward));
    nodes.rewards.push_back(on_bills(build, days, reward, reach));
    nodes.amount_known = build.both(nodes.amount_known, known_amount(build, terms, reward));
  }
  nodes.open = build.both(nodes.open, nodes.amount_known);
  leave_out_had(build, terms.reading(), offer, nodes);
  nodes.kept = nodes.open;
  return nodes;
}

NodeId reward_amount(Builder& build, TermLowering& terms, const Reward& reward) {
  NodeId amount =
      reward.amount_term ? or_zero(build, terms.term(*reward.amount_term)) : build.constant(reward.amount);
  if (reward.scaling) amount = scaled_amount(build, terms, *reward.scaling, reward, amount);
  if (reward.cap) amount = build.minimum(amount, build.constant(*reward.cap));
  return amount;
}

NodeId reward_base(Builder& build, TermLowering& terms, const Reward& reward) {
  return or_zero(build, base_of(terms, reward));
}

}  // namespace trouw
