#include "plan/bills.h"

#include <algorithm>
#include <set>

namespace trouw {

bool is_discount(const Reward& reward) {
  return reward.kind == RewardKind::percent_of_price || reward.kind == RewardKind::percent_of_field ||
         reward.kind == RewardKind::money_off || reward.kind == RewardKind::price_of;
}

bool is_credit(const Reward& reward) {
  return reward.kind == RewardKind::credit || reward.kind == RewardKind::credit_rate ||
         reward.kind == RewardKind::credit_periods;
}

NodeId spread_part(Builder& build, NodeId amount, int over, int i) {
  const NodeId part = build.floor_divide(amount, over);
  const NodeId odd = build.subtract(amount, build.scale(part, over));
  return build.add(part,
                   build.clamp(build.subtract(odd, build.constant(i)), build.constant(0), build.constant(1)));
}

NodeId perk_worth(Builder& build, const Schema& schema, const PerkNodes& perk, int bills) {
  const int counted = std::min(perk.first + perk.count, bills) - perk.first;
  if (counted <= 0) return build.constant(0);
  if (perk.perk != points_perk) return build.scale(perk.number, schema.perks[perk.perk].worth * counted);
  return build.multiply_round(build.scale(perk.number, counted),
                              build.constant(schema.point_worth.value_or(0)), rate_one);
}

Bills::Bills(Builder& build, const Programme& programme, const std::vector<NodeId>& prices,
             const std::vector<OfferNodes>& offers, bool each)
    : build_(build), programme_(programme), prices_(prices) {
  divide(offers, each);
}

void Bills::divide(const std::vector<OfferNodes>& offers, bool each) {
  const int reach = static_cast<int>(prices_.size());
  std::set<int> cuts{0, std::min(reach, programme_.schema.horizon), reach};
  for (int bill = 1; bill < reach; ++bill)
    if (each || !alike(offers, bill)) cuts.insert(bill);
  for (auto cut = cuts.begin(); std::next(cut) != cuts.end(); ++cut)
    runs_.push_back({*cut, *std::next(cut) - *cut});
}

// Whether a bill has the price and the discounts of the one before it.
bool Bills::alike(const std::vector<OfferNodes>& offers, int bill) const {
  if (prices_[static_cast<std::size_t>(bill)] != prices_[static_cast<std::size_t>(bill - 1)]) return false;
  return std::ranges::all_of(offers, [&](const OfferNodes& nodes) {
    for (std::uint32_t number = 0; number < nodes.rewards.size(); ++number) {
      if (!is_discount(reward(nodes.offer, number))) continue;
      const RewardNodes& of = nodes.rewards[number];
      const bool stands = of.stands_on(bill);
      if (stands != of.stands_on(bill - 1)) return false;
      if (stands && (reward(nodes.offer, number).cap_in_all || !of.alike(bill))) return false;
    }
    return true;
  });
}

Bills::Bill Bills::bill(const std::vector<Taking>& taking, int on) {
  Bill made;
  made.price = prices_[static_cast<std::size_t>(on)];
  for (const Taking& one : taking) {
    build_.owner(one.nodes->offer);
    for (std::uint32_t number = 0; number < one.nodes->rewards.size(); ++number)
      if (is_discount(reward(one.nodes->offer, number)) && one.nodes->rewards[number].stands_on(on))
        add_reward(made, one, number, on);
  }
  lower_price(made);
  return made;
}

void Bills::add_reward(Bill& bill, const Taking& taking, std::uint32_t number, int on) {
  const std::uint32_t offer = taking.nodes->offer;
  const Reward& of = reward(offer, number);
  const RewardNodes& nodes = taking.nodes->rewards[number];
  const NodeId gate = gate_on(taking, number, on);
  const NodeId amount = nodes.amount(on);
  const NodeId gated = build_.select(gate, amount, build_.constant(0));
  if (of.kind == RewardKind::price_of) {
    bill.prices.push_back(
        {offer, {number}, no_node, build_.select(gate, build_.minimum(amount, bill.price), bill.price)});
    return;
  }
  const bool capped = of.cap_a_bill || of.cap_in_all;
  if (of.kind == RewardKind::money_off) {
    bill.fixed.push_back({offer, {number}, no_node, gated, capped, -1, -1, nodes.left_in_all});
    bill.may_pass_price = true;
    return;
  }
  Group wanted;
  if (of.kind == RewardKind::percent_of_field) {
    wanted.base = nodes.base(on);
    if (!of.base_term) wanted.field = of.base;
  }
  const NodeId base = wanted.base;
  auto group = std::ranges::find_if(
      bill.groups, [&](const Group& g) { return g.field == wanted.field && (g.field || g.base == base); });
  if (group == bill.groups.end()) group = bill.groups.insert(group, wanted);
  if (base != no_node) bill.may_pass_price = true;
  // An offer's rates are one part, but for those with a cap of their own.
  const auto part = std::ranges::find_if(
      group->parts, [&](const Part& p) { return p.offer == offer && !p.capped && !capped; });
  if (part == group->parts.end()) {
    group->parts.push_back(
        {offer, {number}, gated, no_node, capped, taking.best_of, taking.item, nodes.left_in_all});
  } else {
    part->rewards.push_back(number);
    part->weight = build_.add(part->weight, gated);
  }
}

// The lowest price counts (tie: the first), and only its offer has a line.
void Bills::lower_price(Bill& bill) {
  bill.lowered = bill.price;
  std::vector<NodeId> lowest_before;
  for (const Part& part : bill.prices) {
    lowest_before.push_back(bill.lowered);
    bill.lowered = build_.minimum(bill.lowered, part.amount);
  }
  NodeId lowest_after = bill.price;
  for (std::size_t i = bill.prices.size(); i-- > 0;) {
    Part& part = bill.prices[i];
    const NodeId wins =
        build_.both(build_.less(part.amount, lowest_before[i]), build_.at_most(part.amount, lowest_after));
    lowest_after = build_.minimum(lowest_after, part.amount);
    part.amount = build_.select(wins, build_.subtract(bill.price, part.amount), build_.constant(0));
  }
}

NodeId Bills::group_base(const Bill& bill, const Group& group) const {
  return group.base == no_node ? bill.lowered : group.base;
}

std::vector<Bills::Group> Bills::alternatives(const Group& group) {
  std::vector<Group> items;
  for (const Part& part : group.parts) {
    if (part.best_of < 0 || part.best_of != group.parts.front().best_of) return {group};
    const auto same =
        std::ranges::find_if(items, [&](const Group& item) { return item.parts.front().item == part.item; });
    if (same == items.end())
      items.push_back({group.field, group.base, {part}});
    else
      same->parts.push_back(part);
  }
  return items;
}

NodeId Bills::group_amount(const Bill& bill, const Group& group) {
  NodeId sum = build_.constant(0);
  for (const Group& item : alternatives(group)) {
    NodeId rate = build_.constant(0);
    for (const Part& part : item.parts) rate = build_.add(rate, part.weight);
    rate = build_.minimum(rate, build_.constant(rate_one));
    sum = build_.add(sum, build_.multiply_round(group_base(bill, group), rate, rate_one));
  }
  return sum;
}

// The amount over the offers by largest remainder, and what an offer has over its own parts likewise.
std::vector<NodeId> Bills::apportioned(NodeId amount, const std::vector<Part>& parts) {
  std::vector<std::pair<std::uint32_t, std::vector<NodeId>>> offers;  // each with the weights of its parts
  for (const Part& part : parts) {
    if (offers.empty() || offers.back().first != part.offer) offers.push_back({part.offer, {}});
    offers.back().second.push_back(part.weight);
  }
  std::vector<NodeId> weights, all;
  for (const auto& [offer, own] : offers) weights.push_back(build_.sum(own));
  const std::vector<NodeId> amounts = build_.apportion(amount, weights);
  for (std::size_t i = 0; i < offers.size(); ++i) {
    const std::vector<NodeId>& own = offers[i].second;
    const std::vector<NodeId> shares =
        own.size() == 1 ? std::vector<NodeId>{amounts[i]} : build_.apportion(amounts[i], own);
    all.insert(all.end(), shares.begin(), shares.end());
  }
  return all;
}

// What the caps of a part's one reward leave of an amount.
NodeId Bills::within_caps(NodeId amount, const Part& part, Rooms& rooms) {
  if (!part.capped) return amount;
  const Reward& of = reward(part.offer, part.rewards.front());
  if (of.cap_a_bill) amount = build_.minimum(amount, build_.constant(*of.cap_a_bill));
  if (!of.cap_in_all) return amount;
  const auto [room, fresh] = rooms.try_emplace({part.offer, part.rewards.front()}, no_node);
  if (fresh) room->second = part.left_in_all != no_node ? part.left_in_all : build_.constant(*of.cap_in_all);
  amount = build_.minimum(amount, room->second);
  room->second = build_.subtract(room->second, amount);
  return amount;
}

// The share of each part, in order.
std::vector<NodeId> Bills::shares(const Bill& bill, const Group& group, Rooms& rooms) {
  std::map<std::pair<std::uint32_t, std::uint32_t>, NodeId> found;  // by offer and its first reward
  for (const Group& item : alternatives(group)) {
    const std::vector<NodeId> amounts = apportioned(group_amount(bill, item), item.parts);
    for (std::size_t i = 0; i < amounts.size(); ++i)
      found[{item.parts[i].offer, item.parts[i].rewards.front()}] = amounts[i];
  }
  std::vector<NodeId> all;
  for (const Part& part : group.parts)
    all.push_back(within_caps(found[{part.offer, part.rewards.front()}], part, rooms));
  return all;
}

NodeId Bills::total(const std::vector<Taking>& taking, std::uint32_t run, Rooms& rooms) {
  const Bill made = bill(taking, runs_[run].first);
  NodeId sum = build_.subtract(made.price, made.lowered);
  for (const Group& group : made.groups)
    sum = build_.add(sum, std::ranges::any_of(group.parts, &Part::capped)
                              ? build_.sum(shares(made, group, rooms))
                              : group_amount(made, group));
  for (const Part& part : made.fixed) sum = build_.add(sum, within_caps(part.amount, part, rooms));
  return made.may_pass_price ? build_.minimum(sum, made.price) : sum;
}

std::vector<DiscountNodes> Bills::discounts(const std::vector<Taking>& taking, std::uint32_t run,
                                            Rooms& rooms) {
  const Bill made = bill(taking, runs_[run].first);
  std::vector<DiscountNodes> lines;
  for (const Part& part : made.prices)
    lines.push_back({part.offer, part.rewards, run, no_node, no_node, part.amount});
  for (const Group& group : made.groups) {
    const std::vector<NodeId> amounts = shares(made, group, rooms);
    const NodeId base = group_base(made, group);
    for (std::size_t i = 0; i < amounts.size(); ++i)
      lines.push_back(
          {group.parts[i].offer, group.parts[i].rewards, run, group.parts[i].weight, base, amounts[i]});
  }
  for (const Part& part : made.fixed)
    lines.push_back({part.offer, part.rewards, run, no_node, no_node, within_caps(part.amount, part, rooms)});
  const auto place = [&](const DiscountNodes& line) {
    const auto at =
        std::ranges::find_if(taking, [&](const Taking& one) { return one.nodes->offer == line.offer; });
    return std::pair(at - taking.begin(), line.rewards.front());
  };
  std::ranges::stable_sort(lines, {}, place);
  if (!made.may_pass_price) return lines;
  NodeId room = made.price;  // what earlier lines left of the bill
  for (DiscountNodes& line : lines) {
    build_.owner(line.offer);
    line.amount = build_.minimum(line.amount, room);
    room = build_.subtract(room, line.amount);
  }
  return lines;
}

// What a credit comes to on one bill, in minor units, gated.
NodeId Bills::credit_on(const Taking& taking, std::uint32_t number, int bill) {
  const Reward& of = reward(taking.nodes->offer, number);
  const RewardNodes& nodes = taking.nodes->rewards[number];
  NodeId amount = nodes.amount(bill);
  if (of.kind == RewardKind::credit_rate) {
    amount = build_.multiply_round(nodes.base(bill), amount, rate_one);
    if (of.cap_a_bill) amount = build_.minimum(amount, build_.constant(*of.cap_a_bill));
  } else if (of.kind == RewardKind::credit_periods) {
    amount = build_.multiply_round(prices_[static_cast<std::size_t>(bill)], amount,
                                   programme_.schema.billing.count);
  }
  if (of.spread) {
    amount = spread_part(build_, amount, of.periods, bill - of.first);
  }
  return build_.select(gate_on(taking, number, bill), amount, build_.constant(0));
}

std::vector<CreditNodes> Bills::credits(const std::vector<Taking>& taking) {
  std::vector<CreditNodes> all;
  for (const Taking& one : taking) {
    build_.owner(one.nodes->offer);
    for (std::uint32_t number = 0; number < one.nodes->rewards.size(); ++number) {
      const Reward& of = reward(one.nodes->offer, number);
      const RewardNodes& nodes = one.nodes->rewards[number];
      if (!is_credit(of)) continue;
      NodeId room = of.cap_in_all ? build_.constant(*of.cap_in_all) : no_node;
      if (nodes.left_in_all != no_node) room = nodes.left_in_all;
      const std::size_t begun = all.size();
      for (int bill = nodes.first; bill < nodes.end(); ++bill) {
        NodeId amount = credit_on(one, number, bill);
        if (room != no_node) {
          amount = build_.minimum(amount, room);
          room = build_.subtract(room, amount);
        }
        if (all.size() > begun && all.back().amount == amount)
          ++all.back().count;
        else
          all.push_back({one.nodes->offer, number, bill, 1, amount});
      }
    }
  }
  return all;
}

NodeId Bills::gate_on(const Taking& taking, std::uint32_t number, int bill) {
  const bool one_off = reward(taking.nodes->offer, number).one_off;
  if (one_off && taking.recurring) return build_.truth(false);
  NodeId gate = build_.both(taking.gate, taking.nodes->rewards[number].gate(bill));
  const auto at = static_cast<std::size_t>(bill);
  if (taking.on != nullptr && !one_off) gate = build_.both(gate, (*taking.on)[at]);
  return taking.all_on == nullptr ? gate : build_.both(gate, (*taking.all_on)[at]);
}

// Bills in a row that have as much are one; a perk that is given once stands on the first alone.
void Bills::add_perks(const Taking& taking, std::uint32_t number, std::vector<PerkNodes>& all) {
  const Schema& schema = programme_.schema;
  const Reward& of = reward(taking.nodes->offer, number);
  const RewardNodes& nodes = taking.nodes->rewards[number];
  const bool points = of.kind == RewardKind::points;
  const bool once = !points && !schema.perks[of.perk].per_period;
  const int end = std::min(once ? nodes.first + 1 : nodes.end(), schema.horizon);
  const std::size_t begun = all.size();
  for (int bill = nodes.first; bill < end; ++bill) {
    const NodeId counted = points ? nodes.amount(bill) : build_.constant(1);
    const NodeId has = build_.select(gate_on(taking, number, bill), counted, build_.constant(0));
    if (all.size() > begun && all.back().number == has)
      ++all.back().count;
    else
      all.push_back({taking.nodes->offer, number, points ? points_perk : of.perk, bill, 1, has, no_node});
  }
  for (std::size_t i = begun; i < all.size(); ++i)
    all[i].worth = perk_worth(build_, schema, all[i], schema.horizon);
}

std::vector<PerkNodes> Bills::perks(const std::vector<Taking>& taking) {
  std::vector<PerkNodes> all;
  for (const Taking& one : taking) {
    build_.owner(one.nodes->offer);
    for (std::uint32_t number = 0; number < one.nodes->rewards.size(); ++number) {
      const RewardKind kind = reward(one.nodes->offer, number).kind;
      if (kind == RewardKind::points || kind == RewardKind::perk) add_perks(one, number, all);
    }
  }
  return all;
}

NodeId Bills::value(const std::vector<Taking>& taking) {
  std::vector<NodeId> totals;
  Rooms rooms;
  for (std::uint32_t run = 0; run < runs_.size(); ++run) totals.push_back(total(taking, run, rooms));
  NodeId sum = money(totals, credits(taking));
  for (const PerkNodes& perk : perks(taking)) sum = build_.add(sum, perk.worth);
  return sum;
}

std::vector<NodeId> Bills::values(const std::vector<Taking>& taking) {
  const auto horizon = static_cast<std::size_t>(programme_.schema.horizon);
  std::vector<NodeId> values;
  Rooms rooms;
  for (std::uint32_t run = 0; run < horizon; ++run) values.push_back(total(taking, run, rooms));
  const auto add = [&](int first, int count, NodeId amount) {
    for (int bill = first; bill < std::min(first + count, programme_.schema.horizon); ++bill) {
      NodeId& value = values[static_cast<std::size_t>(bill)];
      value = build_.add(value, amount);
    }
  };
  for (const CreditNodes& credit : credits(taking)) add(credit.first, credit.count, credit.amount);
  for (const PerkNodes& perk : perks(taking)) {
    PerkNodes one = perk;
    one.count = 1;
    add(perk.first, perk.count, perk_worth(build_, programme_.schema, one, programme_.schema.horizon));
  }
  return values;
}

NodeId Bills::money(const std::vector<NodeId>& run_amounts, const std::vector<CreditNodes>& credits) {
  const int horizon = programme_.schema.horizon;
  std::vector<std::pair<NodeId, int>> terms;  // runs with the same bill count together
  const auto count = [&](NodeId amount, int first, int periods) {
    const int within = std::min(first + periods, horizon) - first;
    if (within <= 0) return;
    const auto found =
        std::find_if(terms.begin(), terms.end(), [&](const auto& t) { return t.first == amount; });
    if (found == terms.end())
      terms.emplace_back(amount, within);
    else
      found->second += within;
  };
  for (std::uint32_t run = 0; run < runs_.size(); ++run)
    count(run_amounts[run], runs_[run].first, runs_[run].count);
  for (const CreditNodes& credit : credits) count(credit.amount, credit.first, credit.count);
  NodeId sum = build_.constant(0);
  for (const auto& [amount, times] : terms) sum = build_.add(sum, build_.scale(amount, times));
  return sum;
}

}  // namespace trouw
