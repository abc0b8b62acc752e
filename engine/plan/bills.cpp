#include "plan/bills.h"

#include <algorithm>
#include <map>
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

std::pair<int, int> span_of(const Reward& reward, int reach) {
  const int end = reward.open_ended ? reach : std::min(reach, reward.first + reward.periods);
  return {std::min(reward.first, reach), end};
}

Bills::Bills(Builder& build, TermLowering& terms, const Programme& programme, NodeId price, int reach,
             const std::vector<OfferNodes>& offers)
    : build_(build), terms_(terms), programme_(programme), price_(price), reach_(reach) {
  divide(offers);
}

void Bills::divide(const std::vector<OfferNodes>& offers) {
  std::set<int> cuts{0, std::min(reach_, programme_.schema.horizon), reach_};
  for (const OfferNodes& nodes : offers)
    for (const Reward& reward : programme_.offers[nodes.offer].rewards)
      if (is_discount(reward)) {
        const auto [first, end] = span_of(reward, reach_);
        cuts.insert({first, end});
      }
  for (auto cut = cuts.begin(); std::next(cut) != cuts.end(); ++cut)
    runs_.push_back({*cut, *std::next(cut) - *cut});
}

Bills::Bill Bills::bill(const std::vector<Taking>& taking, const Run& run) {
  Bill made;
  for (const Taking& one : taking) {
    const auto& rewards = programme_.offers[one.nodes->offer].rewards;
    build_.owner(one.nodes->offer);
    for (std::uint32_t number = 0; number < rewards.size(); ++number) {
      const auto [first, end] = span_of(rewards[number], reach_);
      if (is_discount(rewards[number]) && first <= run.first && run.first < end)
        add_reward(made, one, number);
    }
  }
  lower_price(made);
  return made;
}

void Bills::add_reward(Bill& bill, const Taking& taking, std::uint32_t number) {
  const std::uint32_t offer = taking.nodes->offer;
  const Reward& reward = programme_.offers[offer].rewards[number];
  const NodeId gate = build_.both(taking.gate, taking.nodes->gates[number]);
  const NodeId amount = reward_amount(build_, terms_, reward);
  const NodeId gated = build_.select(gate, amount, build_.constant(0));
  if (reward.kind == RewardKind::price_of) {
    bill.prices.push_back(
        {offer, {number}, no_node, build_.select(gate, build_.minimum(amount, price_), price_), -1});
    return;
  }
  if (reward.kind == RewardKind::money_off) {
    bill.fixed.push_back({offer, {number}, no_node, gated, -1});
    bill.may_pass_price = true;
    return;
  }
  const bool of_price = reward.kind == RewardKind::percent_of_price;
  auto group = std::find_if(bill.groups.begin(), bill.groups.end(), [&](const Group& g) {
    return g.of_price == of_price && (of_price || g.base == reward.base);
  });
  if (group == bill.groups.end()) group = bill.groups.insert(group, Group{reward.base, of_price, {}});
  if (!of_price) bill.may_pass_price = true;
  // An offer's rates are one part, but for those with a cap of their own.
  const std::int64_t cap = reward.cap_a_bill.value_or(-1);
  const auto part = std::find_if(group->parts.begin(), group->parts.end(), [&](const Part& p) {
    return p.offer == offer && p.cap_a_bill < 0 && cap < 0;
  });
  if (part == group->parts.end()) {
    group->parts.push_back({offer, {number}, gated, no_node, cap, taking.best_of, taking.item});
  } else {
    part->rewards.push_back(number);
    part->weight = build_.add(part->weight, gated);
  }
}

// The lowest price counts (tie: the first), and only its offer has a line.
void Bills::lower_price(Bill& bill) {
  bill.lowered = price_;
  std::vector<NodeId> lowest_before;
  for (const Part& part : bill.prices) {
    lowest_before.push_back(bill.lowered);
    bill.lowered = build_.minimum(bill.lowered, part.amount);
  }
  NodeId lowest_after = price_;
  for (std::size_t i = bill.prices.size(); i-- > 0;) {
    Part& part = bill.prices[i];
    const NodeId wins =
        build_.both(build_.less(part.amount, lowest_before[i]), build_.at_most(part.amount, lowest_after));
    lowest_after = build_.minimum(lowest_after, part.amount);
    part.amount = build_.select(wins, build_.subtract(price_, part.amount), build_.constant(0));
  }
}

NodeId Bills::group_base(const Bill& bill, const Group& group) {
  if (group.of_price) return bill.lowered;
  Reward of;
  of.base = group.base;
  return reward_base(build_, terms_, of);
}

std::vector<Bills::Group> Bills::alternatives(const Group& group) {
  std::vector<Group> items;
  for (const Part& part : group.parts) {
    if (part.best_of < 0 || part.best_of != group.parts.front().best_of) return {group};
    const auto same = std::find_if(items.begin(), items.end(),
                                   [&](const Group& item) { return item.parts.front().item == part.item; });
    if (same == items.end())
      items.push_back({group.base, group.of_price, {part}});
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

// The share of each part, in order.
std::vector<NodeId> Bills::shares(const Bill& bill, const Group& group) {
  std::map<std::pair<std::uint32_t, std::uint32_t>, NodeId> found;  // by offer and its first reward
  for (const Group& item : alternatives(group)) {
    const std::vector<NodeId> amounts = apportioned(group_amount(bill, item), item.parts);
    for (std::size_t i = 0; i < amounts.size(); ++i)
      found[{item.parts[i].offer, item.parts[i].rewards.front()}] = amounts[i];
  }
  std::vector<NodeId> all;
  for (const Part& part : group.parts) {
    const NodeId share = found[{part.offer, part.rewards.front()}];
    all.push_back(part.cap_a_bill >= 0 ? build_.minimum(share, build_.constant(part.cap_a_bill)) : share);
  }
  return all;
}

NodeId Bills::total(const std::vector<Taking>& taking, std::uint32_t run) {
  const Bill made = bill(taking, runs_[run]);
  NodeId sum = build_.subtract(price_, made.lowered);
  for (const Group& group : made.groups) {
    const bool capped =
        std::any_of(group.parts.begin(), group.parts.end(), [](const Part& p) { return p.cap_a_bill >= 0; });
    sum = build_.add(sum, capped ? build_.sum(shares(made, group)) : group_amount(made, group));
  }
  for (const Part& part : made.fixed) sum = build_.add(sum, part.amount);
  return made.may_pass_price ? build_.minimum(sum, price_) : sum;
}

std::vector<DiscountNodes> Bills::discounts(const std::vector<Taking>& taking, std::uint32_t run) {
  const Bill made = bill(taking, runs_[run]);
  std::vector<DiscountNodes> lines;
  for (const Part& part : made.prices)
    lines.push_back({part.offer, part.rewards, run, no_node, no_node, part.amount});
  for (const Group& group : made.groups) {
    const std::vector<NodeId> amounts = shares(made, group);
    const NodeId base = group_base(made, group);
    for (std::size_t i = 0; i < amounts.size(); ++i)
      lines.push_back(
          {group.parts[i].offer, group.parts[i].rewards, run, group.parts[i].weight, base, amounts[i]});
  }
  for (const Part& part : made.fixed)
    lines.push_back({part.offer, part.rewards, run, no_node, no_node, part.amount});
  std::stable_sort(lines.begin(), lines.end(), [](const DiscountNodes& a, const DiscountNodes& b) {
    return std::pair(a.offer, a.rewards.front()) < std::pair(b.offer, b.rewards.front());
  });
  if (!made.may_pass_price) return lines;
  NodeId room = price_;  // what earlier lines left of the bill
  for (DiscountNodes& line : lines) {
    build_.owner(line.offer);
    line.amount = build_.minimum(line.amount, room);
    room = build_.subtract(room, line.amount);
  }
  return lines;
}

std::vector<CreditNodes> Bills::credits(const std::vector<Taking>& taking) {
  std::vector<CreditNodes> all;
  for (const Taking& one : taking) {
    const auto& rewards = programme_.offers[one.nodes->offer].rewards;
    build_.owner(one.nodes->offer);
    for (std::uint32_t number = 0; number < rewards.size(); ++number) {
      const Reward& reward = rewards[number];
      const auto [first, end] = span_of(reward, reach_);
      if (!is_credit(reward) || first >= end) continue;
      NodeId amount = reward_amount(build_, terms_, reward);
      if (reward.kind == RewardKind::credit_rate) {
        amount = build_.multiply_round(reward_base(build_, terms_, reward), amount, rate_one);
        if (reward.cap_a_bill) amount = build_.minimum(amount, build_.constant(*reward.cap_a_bill));
      } else if (reward.kind == RewardKind::credit_periods) {
        amount = build_.multiply_round(price_, amount, programme_.schema.billing.count);
      }
      const NodeId gate = build_.both(one.gate, one.nodes->gates[number]);
      all.push_back(
          {one.nodes->offer, number, first, end - first, build_.select(gate, amount, build_.constant(0))});
    }
  }
  return all;
}

std::vector<PerkNodes> Bills::perks(const std::vector<Taking>& taking) {
  std::vector<PerkNodes> all;
  const Schema& schema = programme_.schema;
  for (const Taking& one : taking) {
    const auto& rewards = programme_.offers[one.nodes->offer].rewards;
    build_.owner(one.nodes->offer);
    for (std::uint32_t number = 0; number < rewards.size(); ++number) {
      const Reward& reward = rewards[number];
      const auto [first, end] = span_of(reward, schema.horizon);
      const bool points = reward.kind == RewardKind::points;
      if ((!points && reward.kind != RewardKind::perk) || first >= end) continue;
      const NodeId gate = build_.both(one.gate, one.nodes->gates[number]);
      PerkNodes made{one.nodes->offer, number, points ? points_perk : reward.perk, no_node, no_node};
      const NodeId counted = points ? reward_amount(build_, terms_, reward) : build_.constant(1);
      made.number = build_.select(gate, counted, build_.constant(0));
      if (points) {
        const NodeId worth = build_.constant(schema.point_worth.value_or(0));
        made.worth = build_.multiply_round(build_.scale(made.number, end - first), worth, rate_one);
      } else {
        const Perk& perk = schema.perks[reward.perk];
        made.worth = build_.scale(made.number, perk.worth * (perk.per_period ? end - first : 1));
      }
      all.push_back(made);
    }
  }
  return all;
}

NodeId Bills::value(const std::vector<Taking>& taking) {
  std::vector<NodeId> totals;
  for (std::uint32_t run = 0; run < runs_.size(); ++run) totals.push_back(total(taking, run));
  NodeId sum = money(totals, credits(taking));
  for (const PerkNodes& perk : perks(taking)) sum = build_.add(sum, perk.worth);
  return sum;
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
