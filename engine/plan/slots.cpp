#include "plan/slots.h"

#include "plan/bills.h"

namespace trouw {

namespace {

constexpr std::int64_t whole_part = 1'000'000;  // of a period

// One slot's rewards, bill by bill.
class SlotLowering {
 public:
  // `prices` of the bills that it is lowered on, from the first.
  SlotLowering(Builder& build, BillTerms& terms, const PastColumns& past, const HeldSlot& slot,
               const std::vector<NodeId>& prices)
      : build_(build),
        terms_(terms),
        past_(past),
        slot_(slot),
        offer_(past.programme->offers[slot.offer]),
        prices_(prices),
        used_(build.field(slot.used)) {}

  // On `bills` bills, the first of them `shift` before (negative) or after the next one.
  OfferNodes lower(int shift, int bills) {
    build_.owner(slot_.offer);
    OfferNodes nodes;
    nodes.offer = slot_.offer;
    nodes.in_window = nodes.amount_known = nodes.open = nodes.kept = is_held(build_, slot_);
    for (std::uint32_t number = 0; number < offer_.rewards.size(); ++number) {
      RewardNodes on;
      on.left_in_all = left_in_all(number, shift < 0);
      for (int bill = 0; bill < bills; ++bill)
        add(number, shift + bill, prices_[static_cast<std::size_t>(bill)], on);
      nodes.rows.push_back(build_.truth(true));
      nodes.gates.push_back(build_.truth(true));
      nodes.amounts.push_back(on.amounts.front());
      nodes.rewards.push_back(std::move(on));
    }
    return nodes;
  }

 private:
  // A bill that begins at so many whole periods of the award, and `part` of the next one.
  struct Place {
    NodeId place = no_node;
    NodeId first = no_node;  // the period from which the reward counts
  };

  void add(std::uint32_t number, int bill, NodeId price, RewardNodes& on) {
    const Reward& reward = offer_.rewards[number];
    Place at{build_.add(used_, build_.constant(bill)), build_.constant(reward.first)};
    if (bill < 0) at.first = build_.maximum(at.first, build_.field(slot_.since));
    TermLowering& facts = reward.open_ended && bill > 0 ? terms_.on(bill) : terms_.today();
    on.gates.push_back(bill < 0 ? gate_before(number, at, bill) : gate_to_come(reward, at, bill, facts));
    on.amounts.push_back(of_part(reward, at, price, amount(number, at.place, facts)));
    if (reward.kind == RewardKind::percent_of_field || reward.kind == RewardKind::credit_rate)
      on.bases.push_back(reward_base(build_, facts, reward));
  }

  bool parted() const { return slot_.part != no_column; }

  // A reward that stands whole on the bill on which its period begins, whatever part of it the bill has.
  bool stands_whole(const Reward& reward) const {
    if (reward.kind == RewardKind::perk && !past_.programme->schema.perks[reward.perk].per_period)
      return true;
    return reward.one_off &&
           (is_credit(reward) || reward.kind == RewardKind::points || reward.kind == RewardKind::perk);
  }

  // Where a part of a period was used up, a bill begins within one: the last before a reward's first period
  // has some of that, and the last of all only what is left of it. A perk is not divided.
  NodeId within(const Reward& reward, const Place& at) {
    const NodeId before = build_.subtract(at.first, build_.constant(1));
    const bool early = parted() && reward.kind != RewardKind::perk;
    if (parted() && stands_whole(reward)) return build_.equal(at.place, before);
    const NodeId begun = build_.at_most(early ? before : at.first, at.place);
    if (reward.open_ended) return begun;
    return build_.both(begun, build_.less(at.place, build_.constant(reward.first + reward.periods)));
  }

  NodeId gate_before(std::uint32_t number, const Place& at, int bill) {
    const Reward& reward = offer_.rewards[number];
    if (reward.open_ended) return build_.truth(false);
    NodeId gate = within(reward, at);
    const std::vector<FieldId>& idle = slot_.idle[number];
    if (const auto back = static_cast<std::size_t>(-bill - 1); back < idle.size())
      gate = build_.both(gate, build_.equal(build_.field(idle[back]), build_.constant(0)));
    return gate;
  }

  NodeId gate_to_come(const Reward& reward, const Place& at, int bill, TermLowering& facts) {
    NodeId gate = within(reward, at);
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

  // What a bill that begins within a period has of an amount a period: the parts add up to the whole.
  NodeId of_part(const Reward& reward, const Place& at, NodeId price, NodeId amount) {
    if (!parted() || stands_whole(reward) || reward.kind == RewardKind::perk) return amount;
    const NodeId part = build_.field(slot_.part);
    const NodeId rest = build_.subtract(build_.constant(whole_part), part);
    const NodeId begins = build_.equal(at.place, build_.subtract(at.first, build_.constant(1)));
    const NodeId ends = reward.open_ended
                            ? build_.truth(false)
                            : build_.equal(at.place, build_.constant(reward.first + reward.periods - 1));
    const auto divided = [&](NodeId first, NodeId last) {
      return build_.select(begins, first, build_.select(ends, last, amount));
    };
    const NodeId early = build_.multiply_round(amount, part, whole_part);
    switch (reward.kind) {
      case RewardKind::percent_of_price:
      case RewardKind::percent_of_field:
      case RewardKind::credit_rate:
      case RewardKind::credit_periods:
        return divided(early, build_.multiply_round(amount, rest, whole_part));
      case RewardKind::price_of: {  // the price as it is for what it does not lower
        const auto beside = [&](NodeId share, NodeId lowered) {
          return build_.add(build_.subtract(price, build_.multiply_round(price, share, whole_part)), lowered);
        };
        return divided(beside(part, early), beside(rest, build_.subtract(amount, early)));
      }
      case RewardKind::money_off:
      case RewardKind::credit:
      case RewardKind::points:
      case RewardKind::perk:
        break;
    }
    return divided(early, build_.subtract(amount, early));
  }

  // What a cap over all bills leaves to those to come, or left to those of before.
  NodeId left_in_all(std::uint32_t number, bool before) {
    if (slot_.had[number] == no_column) return no_node;
    const NodeId had = build_.field(slot_.had[number]);
    if (before) return had;
    return build_.positive(build_.subtract(build_.constant(*offer_.rewards[number].cap_in_all), had));
  }

  Builder& build_;
  BillTerms& terms_;
  const PastColumns& past_;
  const HeldSlot& slot_;
  const Offer& offer_;
  const std::vector<NodeId>& prices_;
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
                            const std::vector<NodeId>& prices) {
  const auto reach = static_cast<int>(prices.size());
  if (!slot.bills.empty()) return match_to_come(build, slot, reach);
  return SlotLowering(build, terms, past, slot, prices).lower(0, reach);
}

OfferNodes counting_bills_to_come(Builder& build, BillTerms& terms, const PastColumns& past,
                                  const HeldSlot& slot, const std::vector<NodeId>& prices) {
  const auto bills = static_cast<int>(prices.size());
  OfferNodes nodes = on_bills_to_come(build, terms, past, slot, prices);
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
                           const std::vector<NodeId>& prices) {
  const auto bills = static_cast<int>(prices.size());
  return SlotLowering(build, terms, past, slot, prices).lower(-bills, bills);
}

}  // namespace trouw
