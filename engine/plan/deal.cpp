#include "plan/deal.h"

#include <algorithm>
#include <deque>

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
    const std::vector<Taking> kept = taking();
    Bills::Rooms of_totals, of_lines;
    for (std::uint32_t run = 0; run < deal_.runs.size(); ++run) {
      deal_.run_totals.push_back(bills_.total(kept, run, of_totals));
      for (DiscountNodes& line : bills_.discounts(kept, run, of_lines))
        deal_.discounts.push_back(std::move(line));
    }
    deal_.credits = bills_.credits(kept);
    deal_.perks = bills_.perks(kept);
    total();
    return std::move(deal_);
  }

 private:
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
        deal.offers.push_back(on_bills_to_come(build_, terms_, *wanted_.past, slot, reach()));
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
    deal_.cap = cap();
    if (deal_.cap != no_node && wanted_.past != nullptr) {
      const NodeId had = build_.field(wanted_.past->counted);
      deal_.cap = build_.maximum(build_.subtract(deal_.cap, had), running_money());
    }
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

  NodeId cap() {
    NodeId least = no_node;
    if (combine().cap_money) least = build_.constant(*combine().cap_money);
    if (combine().cap_rate) {
      const NodeId share =
          build_.multiply_round(deal_.base_price, build_.constant(*combine().cap_rate), rate_one);
      least = least == no_node ? share : build_.minimum(least, share);
    }
    return least;
  }

  // What runs would come to by itself: no cap cuts it. Matches come after caps.
  NodeId running_money() {
    std::vector<Taking> running;
    for (std::size_t i = 0; i < deal_.offers.size() && has_slots(); ++i) {
      const OfferNodes& offer = deal_.offers[i];
      if (!programme_.offers[offer.offer].runs_on || is_match(offer)) continue;
      Taking& one = running.emplace_back(Taking{&offer, offer.kept});
      if (!runs_alone_[i].recurring.empty()) one.on = &runs_alone_[i].recurring;
      if (!runs_alone_[i].all.empty()) one.all_on = &runs_alone_[i].all;
    }
    std::vector<DiscountNodes> discounts;
    Bills::Rooms rooms;
    for (std::uint32_t run = 0; run < deal_.runs.size(); ++run)
      for (DiscountNodes& line : bills_.discounts(running, run, rooms)) discounts.push_back(std::move(line));
    const std::vector<CreditNodes> credits = bills_.credits(running);
    NodeId sum = build_.constant(0);
    for (const Taking& one : running)
      sum = build_.add(sum,
                       build_.minimum(money_of(one.nodes->offer, discounts, credits), own_room(*one.nodes)));
    return sum;
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
      offer.value = build_.add(money, perks);
      offer.money_paid = running ? build_.minimum(money, own_room(offer)) : money;
      if (room != no_node && !is_match(offer)) {
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
};

// The periods of [first, first + count) that lie in [from, to).
int overlap(int first, int count, int from, int to) {
  return std::min(first + count, to) - std::max(first, from);
}

// Lines of one offer (or of all: `offer` none) in bills [from, to), uncut.
NodeId lines_between(Builder& build, const DealNodes& deal, std::optional<std::uint32_t> offer, int from,
                     int to) {
  NodeId sum = build.constant(0);
  const auto count = [&](NodeId amount, int first, int periods) {
    const int times = overlap(first, periods, from, to);
    if (times > 0) sum = build.add(sum, build.scale(amount, times));
  };
  if (offer) {
    for (const DiscountNodes& line : deal.discounts)
      if (line.offer == *offer) count(line.amount, deal.runs[line.run].first, deal.runs[line.run].count);
  } else {
    for (std::size_t run = 0; run < deal.runs.size(); ++run)
      count(deal.run_totals[run], deal.runs[run].first, deal.runs[run].count);
  }
  for (const CreditNodes& credit : deal.credits)
    if (!offer || credit.offer == *offer) count(credit.amount, credit.first, credit.count);
  return sum;
}

}  // namespace

DealNodes lower_deal(Builder& build, BillTerms& terms, const Programme& programme, const DealTerms& wanted) {
  return DealLowering(build, terms, programme, wanted).lower();
}

// The cap cuts an offer's latest periods first, so the first bills of what it keeps are whole.
NodeId paid_through(Builder& build, const Programme& programme, const DealNodes& deal, int bills) {
  const int horizon = programme.schema.horizon;
  const int within = std::min(bills, horizon);
  const NodeId beyond =
      bills > horizon ? lines_between(build, deal, std::nullopt, horizon, bills) : build.constant(0);
  if (bills >= horizon) return build.add(deal.money, beyond);
  if (deal.cap == no_node) return lines_between(build, deal, std::nullopt, 0, within);
  NodeId sum = build.constant(0);
  for (const OfferNodes& offer : deal.offers)
    sum = build.add(sum, build.minimum(offer.money_paid, lines_between(build, deal, offer.offer, 0, within)));
  return sum;
}

std::vector<std::pair<std::uint32_t, NodeId>> perk_worths(Builder& build, const DealNodes& deal) {
  std::vector<std::pair<std::uint32_t, NodeId>> worths;
  for (const PerkNodes& perk : deal.perks) {
    const auto found =
        std::find_if(worths.begin(), worths.end(), [&](const auto& w) { return w.first == perk.perk; });
    if (found == worths.end())
      worths.emplace_back(perk.perk, perk.worth);
    else
      found->second = build.add(found->second, perk.worth);
  }
  return worths;
}

}  // namespace trouw
