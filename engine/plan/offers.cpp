#include "plan/offers.h"

namespace trouw {

namespace {

bool has_base(const Reward& reward) {
  return reward.kind == RewardKind::percent_of_field || reward.kind == RewardKind::credit_rate;
}

NodeId or_zero(Builder& build, NodeId amount) {
  return build.positive(build.fallback(amount, build.constant(0)));
}

NodeId gate_of(Builder& build, TermLowering& terms, const Reward& reward) {
  NodeId gate = build.truth(true);
  if (reward.gate) gate = build.both(gate, build.holds(terms.term(*reward.gate)));
  if (reward.while_true) gate = build.both(gate, build.holds(terms.condition(*reward.while_true)));
  return gate;
}

// What the reward reads is known, or its row is another's.
NodeId known_amount(Builder& build, TermLowering& terms, const Reward& reward) {
  NodeId known = build.truth(true);
  if (reward.scaling) known = build.both(known, build.known(terms.term(reward.scaling->term)));
  if (has_base(reward)) known = build.both(known, build.known(terms.reading().fields[reward.base]));
  if (reward.gate) known = build.either(known, build.negation(build.holds(terms.term(*reward.gate))));
  return known;
}

void note_tested(TermLowering& terms, const Condition& condition, std::vector<NodeId>& tested) {
  tested.push_back(terms.condition(condition));
  for (const Condition& part : condition.parts) note_tested(terms, part, tested);
}

}  // namespace

bool is_for(const Offer& offer, Audience audience) {
  return offer.audience == audience || offer.audience == Audience::everyone;
}

OfferNodes open_offer(Builder& build, TermLowering& terms, const Programme& programme, std::uint32_t number) {
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
  nodes.open = nodes.in_window;
  for (const Condition& condition : offer.conditions) {
    nodes.conditions.push_back(terms.condition(condition));
    nodes.open = build.both(nodes.open, build.holds(nodes.conditions.back()));
    note_tested(terms, condition, nodes.tested);
  }
  nodes.amount_known = build.truth(true);
  if (offer.known_by) nodes.amount_known = build.known(terms.term(*offer.known_by));
  for (const Reward& reward : offer.rewards) {
    nodes.rows.push_back(reward.gate ? build.holds(terms.term(*reward.gate)) : build.truth(true));
    nodes.gates.push_back(gate_of(build, terms, reward));
    nodes.amounts.push_back(reward_amount(build, terms, reward));
    nodes.amount_known = build.both(nodes.amount_known, known_amount(build, terms, reward));
  }
  nodes.open = build.both(nodes.open, nodes.amount_known);
  if (offer.closed != Closed::no) nodes.open = build.truth(false);
  nodes.kept = nodes.open;
  return nodes;
}

NodeId reward_amount(Builder& build, TermLowering& terms, const Reward& reward) {
  NodeId amount = build.constant(reward.amount);
  if (reward.scaling) {
    const NodeId counted = or_zero(build, terms.term(reward.scaling->term));
    amount = build.scale(build.floor_divide(counted, reward.scaling->step), reward.amount);
  }
  if (reward.cap) amount = build.minimum(amount, build.constant(*reward.cap));
  return amount;
}

NodeId reward_base(Builder& build, const TermLowering& terms, const Reward& reward) {
  return or_zero(build, terms.reading().fields[reward.base]);
}

}  // namespace trouw
