#include "plan/deal.h"

#include <algorithm>
#include <deque>
#include <set>

#include "plan/contest.h"
#include "plan/lower.h"
#include "plan/prices.h"
#include "plan/slots.h"

namespace trouw {

namespace {

constexpr std::int64_t max_amount = INT64_MAX;

class DealLowering {
 public:
  DealLowering(Builder& build, BillTerms& terms, const Programme& programme, const DealTerms& wanted)
      : build_(build),
        terms_(terms),
        programme_(programme),
        wanted_(wanted),
        deal_(opened()),
        bills_(build, programme, wanted.prices, deal_.offers, has_slots()) {}

  DealNodes lower() {
    deal_.runs = bills_.runs();
    std::optional<Contest> contest;
    if (has_slots()) contest.emplace(build_, terms_, *wanted_.past, wanted_.prices, deal_.offers);
    for (const BestOf& group : combine().best_of) choose(group, contest ? &*contest : nullptr);
    if (contest) settle(*contest);
    deal_.cap = cap();
    if (contest && deal_.cap != no_node) leave_to_what_runs();
    const std::vector<Taking> kept = taking();
    Bills::Rooms rooms;
    for (std::uint32_t run = 0; run < deal_.runs.size(); ++run)
      deal_.run_totals.push_back(bills_.total(kept, run, rooms));
    Money lines = money(kept);
    deal_.discounts = std::move(lines.discounts);
    deal_.credits = std::move(lines.credits);
    deal_.perks = bills_.perks(kept);
    total();
    return std::move(deal_);
  }

 private:
  struct Money {
    std::vector<DiscountNodes> discounts;
    std::vector<CreditNodes> credits;
  };

  const Combine& combine() const { return programme_.combine[static_cast<std::size_t>(wanted_.audience)]; }
  bool has_slots() const { return wanted_.past != nullptr && !wanted_.past->slots.empty(); }
  int reach() const { return static_cast<int>(wanted_.prices.size()); }

  DealNodes opened() {
    DealNodes deal;
    deal.prices = wanted_.prices;
    deal.base_price = price_sum(build_, wanted_.prices, programme_.schema.horizon);
    const std::uint32_t own =
        wanted_.past != nullptr ? wanted_.past->offers : static_cast<std::uint32_t>(programme_.offers.size());
    for (std::uint32_t number = 0; number < own; ++number) {
      const Offer& offer = programme_.offers[number];
      if (offer.runs_on) continue;
      open_slots(number, deal);
      if (!is_for(offer, wanted_.audience) || offer.match || (offer.milestone && !wanted_.milestones) ||
          (is_scarce(offer) && !wanted_.limited))
        continue;
      deal.offers.push_back(open_offer(build_, terms_, programme_, number, reach()));
      if (wanted_.past != nullptr) as_left(deal.offers.back());
    }
    open_slots(std::nullopt, deal);
    return deal;
  }

  // What was granted under an offer stands right before it; what is no longer written, at the end.
  void open_slots(std::optional<std::uint32_t> of, DealNodes& deal) {
    if (wanted_.past == nullptr) return;
    for (const HeldSlot& slot : wanted_.past->slots)
      if (slot.of == of)
        deal.offers.push_back(on_bills_to_come(build_, terms_, *wanted_.past, slot, wanted_.prices));
  }

  // Closed to the record, unless something of it is in play; one-offs that were had are not given again.
  void as_left(OfferNodes& nodes) {
    const PastColumns& past = *wanted_.past;
    NodeId may = build_.equal(build_.field(past.closed[nodes.offer]), build_.constant(0));
    for (const HeldSlot& slot : past.slots)
      if (slot.of == nodes.offer && slot.bills.empty()) may = build_.either(may, is_held(build_, slot));
    const NodeId may_reopen = build_.at_most(build_.field(past.closed[nodes.offer]),
                                             build_.constant(static_cast<std::int64_t>(Closed::held_out)));
    may = build_.both(may, may_reopen);
    nodes.open = nodes.kept = build_.both(nodes.open, may);
    const std::vector<FieldId>& had = past.had[nodes.offer];
    for (std::size_t number = 0; number < had.size(); ++number) {
      if (had[number] == no_column) continue;
      const NodeId is_new = build_.equal(build_.field(had[number]), build_.constant(0));
      for (NodeId* gate : {&nodes.gates[number], &nodes.rows[number]}) *gate = build_.both(*gate, is_new);
      for (NodeId& gate : nodes.rewards[number].gates) gate = build_.both(gate, is_new);
    }
  }

  // The same offer as it competes: with the one-offs that were had under an award in play.
  OfferNodes competing(const OfferNodes& nodes) {
    if (wanted_.past == nullptr || std::ranges::all_of(wanted_.past->had[nodes.offer],
                                                       [](FieldId column) { return column == no_column; }))
      return nodes;
    const std::vector<FieldId>& had = wanted_.past->had[nodes.offer];
    OfferNodes fair = open_offer(build_, terms_, programme_, nodes.offer, reach());
    fair.open = nodes.open;
    for (std::size_t number = 0; number < had.size(); ++number) {
      if (had[number] == no_column) continue;
      const NodeId counts =
          build_.at_most(build_.field(had[number]), build_.constant(static_cast<std::int64_t>(Had::in_play)));
      for (NodeId& gate : fair.rewards[number].gates) gate = build_.both(gate, counts);
    }
    return fair;
  }

  // Nothing new is granted where what is in play comes to as much; then each bill takes what is largest.
  void settle(Contest& contest) {
    for (OfferNodes& offer : deal_.offers) {
      if (programme_.offers[offer.offer].runs_on) continue;
      const bool whole = programme_.offers[offer.offer].occasion == Occasion::milestone ||
                         programme_.offers[offer.offer].occasion == Occasion::anniversary;
      NodeId more = contest.beats_its_own(offer);
      if (whole)  // a new milestone is granted whatever runs
        more = build_.either(
            more, build_.equal(build_.field(wanted_.past->closed[offer.offer]), build_.constant(0)));
      offer.kept = build_.both(offer.kept, more);
    }
    on_bills_ = contest.on_bills(combine().best_of, true);
    if (combine().cap_money || combine().cap_rate) runs_alone_ = contest.on_bills(combine().best_of, false);
  }

  OfferNodes* find(std::uint32_t number) {
    const auto found = std::find_if(deal_.offers.begin(), deal_.offers.end(),
                                    [&](const OfferNodes& o) { return o.offer == number; });
    return found == deal_.offers.end() ? nullptr : &*found;
  }

  std::vector<Taking> taking() {
    std::vector<Taking> all;
    for (const OfferNodes& nodes : deal_.offers) {
      Taking taking{&nodes, nodes.kept};
      if (const std::size_t at = all.size(); at < on_bills_.size()) {
        if (!on_bills_[at].recurring.empty()) taking.on = &on_bills_[at].recurring;
        if (!on_bills_[at].all.empty()) taking.all_on = &on_bills_[at].all;
      }
      for (std::size_t group = 0; group < deal_.best_of.size(); ++group)
        for (std::size_t item = 0; item < deal_.best_of[group].items.size(); ++item) {
          const auto& offers = deal_.best_of[group].items[item];
          if (std::find(offers.begin(), offers.end(), nodes.offer) == offers.end()) continue;
          taking.best_of = static_cast<int>(group);
          taking.item = static_cast<int>(item);
        }
      all.push_back(taking);
    }
    return all;
  }

  // Keeps the item worth most (tie: the first listed). An item with nothing open does not compete.
  void choose(const BestOf& group, Contest* contest) {
    BestOfNodes nodes;
    NodeId most = build_.constant(-1);
    for (const auto& item : group.items) {
      std::deque<OfferNodes> fair;
      std::vector<Taking> parts;
      nodes.items.emplace_back();
      NodeId competes = build_.truth(false);
      for (const OfferNodes& offer : deal_.offers)
        if (std::ranges::find(item, offer.offer) != item.end()) {
          parts.push_back({&fair.emplace_back(competing(offer)), offer.open});
          nodes.items.back().push_back(offer.offer);
          competes = build_.either(competes, offer.open);
        }
      nodes.values.push_back(build_.select(competes, bills_.value(parts), build_.constant(-1)));
      most = build_.maximum(most, nodes.values.back());
    }
    const NodeId in_play = contest != nullptr ? contest->in_play(group) : build_.truth(false);
    NodeId more = build_.truth(true);
    if (contest != nullptr)
      more = build_.either(build_.negation(in_play), build_.less(contest->comes_to(group), most));
    decide(nodes, more);
    deal_.best_of.push_back(std::move(nodes));
  }

  void decide(BestOfNodes& nodes, NodeId more) {
    const std::size_t count = nodes.values.size();
    std::vector<NodeId> after(count, build_.constant(-1));  // the largest of those listed later
    for (std::size_t i = count; i-- > 1;) after[i - 1] = build_.maximum(after[i], nodes.values[i]);
    NodeId before = build_.constant(-1);
    for (std::size_t i = 0; i < count; ++i) {
      const NodeId value = nodes.values[i];
      const NodeId wins = build_.both(build_.less(before, value), build_.at_most(after[i], value));
      nodes.wins.push_back(wins);
      before = build_.maximum(before, value);
      for (const std::uint32_t number : nodes.items[i]) {
        OfferNodes* offer = find(number);
        offer->kept = build_.both(offer->kept, build_.both(wins, more));
      }
    }
  }

  void total() {
    const NodeId uncapped = bills_.money(deal_.run_totals, deal_.credits);
    share_out();
    if (has_slots()) {
      deal_.money = build_.constant(0);
      for (const OfferNodes& offer : deal_.offers) deal_.money = build_.add(deal_.money, offer.money_paid);
    } else {
      deal_.money = deal_.cap == no_node ? uncapped : build_.minimum(uncapped, deal_.cap);
    }
    deal_.perk_worth = build_.constant(0);
    for (const PerkNodes& perk : deal_.perks) deal_.perk_worth = build_.add(deal_.perk_worth, perk.worth);
    deal_.value = build_.add(deal_.money, deal_.perk_worth);
  }

  // The limit of the whole deal; what bills had of the past horizon counts in it, and what runs alone is
  // never cut.
  NodeId cap() {
    const NodeId limit = stated_cap();
    if (limit == no_node || wanted_.past == nullptr) return limit;
    const NodeId had = build_.field(wanted_.past->counted);
    return build_.maximum(build_.subtract(limit, had), running_money());
  }

  NodeId stated_cap() {
    NodeId least = no_node;
    if (combine().cap_money) least = build_.constant(*combine().cap_money);
    if (combine().cap_rate) {
      const NodeId share =
          build_.multiply_round(deal_.base_price, build_.constant(*combine().cap_rate), rate_one);
      least = least == no_node ? share : build_.minimum(least, share);
    }
    return least;
  }

  Money money(const std::vector<Taking>& taking) {
    Money lines;
    Bills::Rooms rooms;
    for (std::uint32_t run = 0; run < deal_.runs.size(); ++run)
      for (DiscountNodes& line : bills_.discounts(taking, run, rooms))
        lines.discounts.push_back(std::move(line));
    lines.credits = bills_.credits(taking);
    return lines;
  }

  // What runs, by itself.
  std::vector<Taking> running() {
    std::vector<Taking> running;
    for (std::size_t i = 0; i < deal_.offers.size() && has_slots(); ++i) {
      const OfferNodes& offer = deal_.offers[i];
      if (!programme_.offers[offer.offer].runs_on || is_match(offer)) continue;
      Taking& one = running.emplace_back(Taking{&offer, offer.kept});
      if (!runs_alone_[i].recurring.empty()) one.on = &runs_alone_[i].recurring;
      if (!runs_alone_[i].all.empty()) one.all_on = &runs_alone_[i].all;
    }
    return running;
  }

  // What runs would come to by itself: no cap cuts it. Matches come after caps.
  NodeId running_money() {
    const std::vector<Taking> alone = running();
    const Money lines = money(alone);
    NodeId sum = build_.constant(0);
    for (const Taking& one : alone)
      sum = build_.add(
          sum, build_.sum(on_each_bill(static_cast<std::size_t>(one.nodes - deal_.offers.data()), lines)));
    return sum;
  }

  // A cap leaves new lines what it has room for beyond what runs. On the bills on which they would be more
  // than that, what runs counts as if they were not there: so the last declared give way first, and of each
  // the latest bills.
  void leave_to_what_runs() {
    const Money full = money(taking()), alone = money(running());
    NodeId room = build_.subtract(deal_.cap, running_money());
    ceilings_.assign(deal_.offers.size(), build_.constant(max_amount));
    uncut_.assign(deal_.offers.size(), no_node);
    std::set<std::size_t> yielded;
    for (std::size_t i = 0; i < deal_.offers.size(); ++i) {
      if (programme_.offers[deal_.offers[i].offer].runs_on) continue;
      std::vector<std::size_t> others;  // what it displaces, each once
      for (const std::size_t other : running_against(i))
        if (yielded.insert(other).second) others.push_back(other);
      yield(i, others, full, alone, room);
    }
  }

  // The slots of an offer, or of the offers of its best-of.
  std::vector<std::size_t> running_against(std::size_t number) const {
    std::vector<std::uint32_t> offers{deal_.offers[number].offer};
    for (const BestOf& group : combine().best_of)
      for (const auto& item : group.items)
        if (std::ranges::find(item, offers.front()) != item.end()) {
          for (const auto& each : group.items) offers.insert(offers.end(), each.begin(), each.end());
          break;
        }
    std::vector<std::size_t> found;
    for (std::size_t i = 0; i < deal_.offers.size(); ++i)
      if (const HeldSlot* slot = slot_of(deal_.offers[i]); slot != nullptr && slot->bills.empty() && slot->of)
        if (std::ranges::find(offers, *slot->of) != offers.end()) found.push_back(i);
    return found;
  }

  void yield(std::size_t number, const std::vector<std::size_t>& others, const Money& full,
             const Money& alone, NodeId& room) {
    const auto horizon = static_cast<std::size_t>(programme_.schema.horizon);
    const std::vector<NodeId> fresh = on_each_bill(number, full);
    std::vector<NodeId> displaced(horizon, build_.constant(0));
    for (const std::size_t other : others) {
      const std::vector<NodeId> without = on_each_bill(other, alone), with = on_each_bill(other, full);
      for (std::size_t bill = 0; bill < horizon; ++bill)
        displaced[bill] = build_.add(displaced[bill], build_.subtract(without[bill], with[bill]));
    }
    NodeId ceiling = build_.constant(0);
    std::vector<NodeId> stays;
    for (std::size_t bill = 0; bill < horizon; ++bill) {
      const NodeId more = build_.positive(build_.subtract(fresh[bill], displaced[bill]));
      const NodeId fits = build_.minimum(more, room);
      room = build_.subtract(room, fits);
      stays.push_back(build_.either(build_.at_most(more, fits), build_.less(build_.constant(0), fits)));
      const NodeId paid =
          build_.select(build_.at_most(more, fits), fresh[bill],
                        build_.add(build_.maximum(displaced[bill], build_.constant(0)), fits));
      ceiling = build_.add(ceiling, build_.select(stays.back(), paid, build_.constant(0)));
    }
    ceilings_[number] = ceiling;
    uncut_[number] = build_.sum(fresh);
    open_where(number, stays);
    for (const std::size_t other : others) as_alone_unless(other, stays);
  }

  // What an offer has on each bill of the horizon, no more than a cap left of it.
  std::vector<NodeId> on_each_bill(std::size_t number, const Money& lines) {
    std::vector<NodeId> bills(static_cast<std::size_t>(programme_.schema.horizon), build_.constant(0));
    const OfferNodes& offer = deal_.offers[number];
    const auto add = [&](int first, int count, NodeId amount) {
      for (int bill = first; bill < std::min(first + count, programme_.schema.horizon); ++bill) {
        NodeId& sum = bills[static_cast<std::size_t>(bill)];
        sum = build_.add(sum, amount);
      }
    };
    for (const DiscountNodes& line : lines.discounts)
      if (line.offer == offer.offer) add(deal_.runs[line.run].first, deal_.runs[line.run].count, line.amount);
    for (const CreditNodes& credit : lines.credits)
      if (credit.offer == offer.offer) add(credit.first, credit.count, credit.amount);
    const HeldSlot* slot = slot_of(offer);
    if (slot == nullptr || slot->room == no_column) return bills;
    NodeId room = own_room(offer);
    for (std::size_t bill = 0; bill < bills.size(); ++bill) {  // a cap counts a horizon from the first bill
      const NodeId place = build_.add(build_.field(slot->used), build_.constant(static_cast<int>(bill)));
      const NodeId capped = build_.less(place, build_.constant(programme_.schema.horizon));
      bills[bill] = build_.select(capped, build_.minimum(bills[bill], room), bills[bill]);
      room = build_.subtract(room, build_.select(capped, bills[bill], build_.constant(0)));
    }
    return bills;
  }

  void open_where(std::size_t number, const std::vector<NodeId>& stays) {
    std::vector<NodeId>& gates = on_bills_[number].all;
    gates.resize(std::max(gates.size(), stays.size()), build_.truth(true));
    for (std::size_t bill = 0; bill < stays.size(); ++bill)
      gates[bill] = build_.both(gates[bill], stays[bill]);
  }

  void as_alone_unless(std::size_t number, const std::vector<NodeId>& stays) {
    const auto mixed = [&](std::vector<NodeId>& gates, const std::vector<NodeId>& alone) {
      if (gates.empty() && alone.empty()) return;
      gates.resize(std::max(gates.size(), stays.size()), build_.truth(true));
      for (std::size_t bill = 0; bill < stays.size(); ++bill)
        gates[bill] =
            build_.select(stays[bill], gates[bill], bill < alone.size() ? alone[bill] : build_.truth(true));
    };
    mixed(on_bills_[number].recurring, runs_alone_[number].recurring);
    mixed(on_bills_[number].all, runs_alone_[number].all);
  }

  const HeldSlot* slot_of(const OfferNodes& offer) const {
    if (wanted_.past == nullptr) return nullptr;
    const auto found = std::ranges::find(wanted_.past->slots, offer.offer, &HeldSlot::offer);
    return found == wanted_.past->slots.end() ? nullptr : &*found;
  }

  bool is_match(const OfferNodes& offer) const {
    const HeldSlot* slot = slot_of(offer);
    return slot != nullptr && !slot->bills.empty();
  }

  // What a cap left of an award when it was granted.
  NodeId own_room(const OfferNodes& offer) {
    const HeldSlot* slot = slot_of(offer);
    const bool limited = slot != nullptr && slot->room != no_column;
    return limited ? build_.field(slot->room) : build_.constant(max_amount);
  }

  // What each offer brings, before the cap and after: the cap cuts the last declared offers first.
  void share_out() {
    NodeId room = deal_.cap;
    for (const bool running : {true, false}) share_out(room, running);
  }

  void share_out(NodeId& room, bool running) {
    for (OfferNodes& offer : deal_.offers) {
      if (programme_.offers[offer.offer].runs_on != running) continue;
      build_.owner(offer.offer);
      const NodeId money = offer_money(offer.offer);
      NodeId perks = build_.constant(0);
      for (const PerkNodes& perk : deal_.perks)
        if (perk.offer == offer.offer) perks = build_.add(perks, perk.worth);
      const auto at = static_cast<std::size_t>(&offer - deal_.offers.data());
      const bool yields = at < uncut_.size() && uncut_[at] != no_node;
      offer.value = build_.add(yields ? uncut_[at] : money, perks);
      const HeldSlot* slot = slot_of(offer);
      const bool limited = slot != nullptr && slot->room != no_column;
      offer.money_paid = limited ? build_.sum(on_each_bill(at, {deal_.discounts, deal_.credits})) : money;
      if (at < ceilings_.size()) {
        offer.money_paid = build_.minimum(offer.money_paid, ceilings_[at]);
      } else if (room != no_node && !is_match(offer)) {
        offer.money_paid = build_.minimum(offer.money_paid, room);
        room = build_.subtract(room, offer.money_paid);
      }
      offer.paid = build_.add(offer.money_paid, perks);
      offer.counted = build_.both(offer.kept, build_.less(build_.constant(0), offer.value));
    }
  }

  NodeId offer_money(std::uint32_t number) { return money_of(number, deal_.discounts, deal_.credits); }

  NodeId money_of(std::uint32_t number, const std::vector<DiscountNodes>& discounts,
                  const std::vector<CreditNodes>& all) {
    std::vector<NodeId> amounts(deal_.runs.size(), build_.constant(0));
    for (const DiscountNodes& line : discounts)
      if (line.offer == number) amounts[line.run] = build_.add(amounts[line.run], line.amount);
    std::vector<CreditNodes> credits;
    for (const CreditNodes& credit : all)
      if (credit.offer == number) credits.push_back(credit);
    return bills_.money(amounts, credits);
  }

  Builder& build_;
  BillTerms& terms_;
  const Programme& programme_;
  const DealTerms& wanted_;
  DealNodes deal_;
  Bills bills_;
  std::vector<OnBills> on_bills_, runs_alone_;  // an entry of deal_.offers each
  std::vector<NodeId> ceilings_, uncut_;        // likewise, where something runs and the deal has a cap
};

}  // namespace

DealNodes lower_deal(Builder& build, BillTerms& terms, const Programme& programme, const DealTerms& wanted) {
  return DealLowering(build, terms, programme, wanted).lower();
}

}  // namespace trouw
