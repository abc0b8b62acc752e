#include "plan/slots.h"

#include "plan/bills.h"

namespace trouw {

namespace {

// One slot's rewards, bill by bill.
class SlotLowering {
 public:
  SlotLowering(Builder& build, BillTerms& terms, const PastColumns& past, const HeldSlot& slot)
      : build_(build),
        terms_(terms),
        past_(past),
        slot_(slot),
        offer_(past.programme->offers[slot.offer]),
        used_(build.field(slot.used)) {}

  // On `bills` bills, the first of them `shift` before (negative) or after the next one.
  OfferNodes lower(int shift, int bills) {
    build_.owner(slot_.offer);
    OfferNodes nodes;
    nodes.offer = slot_.offer;
    nodes.in_window = nodes.amount_known = nodes.open = nodes.kept = is_held(build_, slot_);
    for (std::uint32_t number = 0; number < offer_.rewards.size(); ++number) {
      RewardNodes on;
      for (int bill = 0; bill < bills; ++bill) add(number, shift + bill, on);
      nodes.rows.push_back(build_.truth(true));
      nodes.gates.push_back(build_.truth(true));
      nodes.amounts.push_back(on.amounts.front());
      nodes.rewards.push_back(std::move(on));
    }
    return nodes;
  }

 private:
  void add(std::uint32_t number, int bill, RewardNodes& on) {
    const Reward& reward = offer_.rewards[number];
    const NodeId place = build_.add(used_, build_.constant(bill));  // of the bill among the award's
    TermLowering& facts = reward.open_ended && bill > 0 ? terms_.on(bill) : terms_.today();
    on.gates.push_back(bill < 0 ? gate_before(reward, place) : gate_to_come(reward, place, bill, facts));
    on.amounts.push_back(amount(number, place, facts));
    if (reward.kind == RewardKind::percent_of_field || reward.kind == RewardKind::credit_rate)
      on.bases.push_back(reward_base(build_, facts, reward));
  }

  NodeId within(const Reward& reward, NodeId place) {
    const NodeId begun = build_.at_most(build_.constant(reward.first), place);
    if (reward.open_ended) return begun;
    return build_.both(begun, build_.less(place, build_.constant(reward.first + reward.periods)));
  }

  NodeId gate_before(const Reward& reward, NodeId place) {
    if (reward.open_ended) return build_.truth(false);
    return build_.both(within(reward, place), build_.at_most(build_.field(slot_.since), place));
  }

  NodeId gate_to_come(const Reward& reward, NodeId place, int bill, TermLowering& facts) {
    NodeId gate = within(reward, place);
    if (reward.gate) gate = build_.both(gate, build_.holds(facts.term(*reward.gate)));
    if (reward.while_true)
      gate = build_.both(gate, build_.holds(terms_.on(bill).condition(*reward.while_true)));
    return gate;
  }

  NodeId amount(std::uint32_t number, NodeId place, TermLowering& facts) {
    const Reward& reward = offer_.rewards[number];
    if (slot_.amounts[number] == no_column) return reward_amount(build_, facts, reward);
    const NodeId promised = build_.field(slot_.amounts[number]);
    if (!reward.spread) return promised;
    const NodeId part = build_.floor_divide(promised, reward.periods);
    const NodeId odd = build_.subtract(promised, build_.scale(part, reward.periods));
    const NodeId after = build_.subtract(odd, build_.subtract(place, build_.constant(reward.first)));
    return build_.add(part, build_.clamp(after, build_.constant(0), build_.constant(1)));
  }

  Builder& build_;
  BillTerms& terms_;
  const PastColumns& past_;
  const HeldSlot& slot_;
  const Offer& offer_;
  NodeId used_;
};

// A match's lines to come, each in a column.
OfferNodes match_to_come(Builder& build, const HeldSlot& slot, int reach) {
  OfferNodes nodes;
  nodes.offer = slot.offer;
  nodes.in_window = nodes.amount_known = nodes.open = nodes.kept = build.truth(true);
  RewardNodes on;
  for (std::size_t bill = 0; bill < slot.bills.size() && bill < static_cast<std::size_t>(reach); ++bill) {
    on.gates.push_back(build.truth(true));
    on.amounts.push_back(build.field(slot.bills[bill]));
  }
  nodes.rows.push_back(build.truth(true));
  nodes.gates.push_back(build.truth(true));
  nodes.amounts.push_back(on.amounts.front());
  nodes.rewards.push_back(std::move(on));
  return nodes;
}

}  // namespace

NodeId is_held(Builder& build, const HeldSlot& slot) {
  if (!slot.bills.empty()) return build.truth(true);
  return build.at_most(build.constant(0), build.field(slot.used));
}

OfferNodes on_bills_to_come(Builder& build, BillTerms& terms, const PastColumns& past, const HeldSlot& slot,
                            int reach) {
  if (!slot.bills.empty()) return match_to_come(build, slot, reach);
  return SlotLowering(build, terms, past, slot).lower(0, reach);
}

OfferNodes counting_bills_to_come(Builder& build, BillTerms& terms, const PastColumns& past,
                                  const HeldSlot& slot, int bills) {
  OfferNodes nodes = on_bills_to_come(build, terms, past, slot, bills);
  if (!slot.bills.empty()) return nodes;
  const Offer& offer = past.programme->offers[slot.offer];
  for (std::size_t number = 0; number < offer.rewards.size(); ++number) {
    if (offer.rewards[number].open_ended) continue;
    for (int bill = 0; bill < bills; ++bill) {
      const NodeId place = build.add(build.field(slot.used), build.constant(bill));
      NodeId& gate = nodes.rewards[number].gates[static_cast<std::size_t>(bill)];
      gate = build.both(gate, build.less(place, build.field(slot.until)));
    }
  }
  return nodes;
}

OfferNodes on_bills_before(Builder& build, BillTerms& terms, const PastColumns& past, const HeldSlot& slot,
                           int bills) {
  return SlotLowering(build, terms, past, slot).lower(-bills, bills);
}

}  // namespace trouw
