// What runs against what is new (LANGUAGE.md, section 6b): what is granted beside what was granted before,
// and which of an offer's awards, and which item of a best-of, counts on each bill.
//
// Each award is valued bill by bill, alone: over the bills that it used up within its present horizon, at
// today's price, and over those to come. Among the awards of one offer only what recurs is compared, since a
// one-off is never given twice; among the items of a best-of everything counts. The larger value counts, a
// tie goes to what was granted first. It costs two nodes a reward, bill and award, and a comparison a bill
// where several may stand.
#pragma once

#include <vector>

#include "plan/bills.h"
#include "plan/past_columns.h"

namespace trouw {

// Gates a bill each, for the rewards of one entry of DealNodes::offers that recur, and for all of them.
struct OnBills {
  std::vector<NodeId> recurring, all;
};

class Contest {
 public:
  // All outlive it. `offers` are those of the deal: what is new, and each slot of it (by their numbers).
  Contest(Builder& build, BillTerms& terms, const PastColumns& past, const std::vector<NodeId>& prices,
          const std::vector<OfferNodes>& offers);

  // Whether awards of an offer run, or were granted within the past horizon.
  NodeId in_play(std::uint32_t offer);

  // Whether what an offer would give is worth more than what its awards come to, its one-offs left out.
  NodeId beats_its_own(const OfferNodes& offer);

  // Whether something of these items is in play, and what their awards come to together, bill by bill.
  NodeId in_play(const BestOf& group);
  NodeId comes_to(const BestOf& group);

  // Who counts on each bill, an entry of `offers` each; `kept` of what is new says whether it is granted.
  // Without `fresh`, among what runs alone.
  std::vector<OnBills> on_bills(const std::vector<BestOf>& groups, bool fresh);

 private:
  struct Entry {
    std::size_t number = 0;  // among offers_
    const HeldSlot* slot = nullptr;
  };
  // Bills that were had within an award's present horizon; those to come, as far as they lie in it; and all
  // to come.
  enum class When : std::uint8_t { before, counted, to_come };

  std::vector<Entry> entries_of(std::uint32_t offer, bool fresh) const;
  Bills& bills(When when) {
    return when == When::before ? before_ : when == When::counted ? counted_ : to_come_;
  }
  const OfferNodes& nodes(std::size_t number, When when) const {
    return when == When::before    ? offers_before_[number]
           : when == When::counted ? offers_counted_[number]
                                   : offers_[number];
  }
  NodeId age(const Entry& entry);
  std::vector<NodeId> recurring(const Entry& entry, When when);
  NodeId stands(const Entry& entry, When when, std::size_t bill, bool recurring);
  // The slot of an award that a cap cut.
  static const HeldSlot* limited(const Entry& entry) {
    return entry.slot != nullptr && entry.slot->room != no_column ? entry.slot : nullptr;
  }
  // An award that a cap cut, where it is the only one of its side: it comes to no more than it was left.
  struct Limited {
    const HeldSlot* slot = nullptr;
    NodeId alone = no_node;
  };
  // One side of a contest, bill by bill: an award, or an item's awards (and what is new of it) as one deal;
  // the age of what is oldest of it, and whether anything stands there.
  struct Item {
    std::vector<NodeId> values, ages, stands;
    std::vector<Limited> limited;
  };
  std::vector<Item> items(const std::vector<Entry>& entries, When when);
  Item item(const std::vector<std::uint32_t>& offers, When when, bool fresh);
  // Of these slots the limited ones, each with whether no other is held: slots that are not, which other
  // contracts have, change nothing.
  std::vector<Limited> limited_alone(const std::vector<const HeldSlot*>& slots);
  // What a cap left of awards is used up by the bills on which they count, in order.
  void limit(std::vector<Item>& items, When when);
  NodeId is_capped(const HeldSlot& slot, When when, std::size_t bill);
  NodeId sum_of_largest(std::vector<Item> items, When when);
  // The gates by which the largest key counts, of a tie the first.
  std::vector<NodeId> largest(const std::vector<NodeId>& keys);
  std::vector<std::vector<NodeId>> largest(std::vector<Item> items, When when);
  NodeId key(const Item& item, std::size_t bill);

  Builder& build_;
  const PastColumns& past_;
  const Programme& programme_;
  const std::vector<OfferNodes>& offers_;
  std::vector<NodeId> prices_before_;
  std::vector<OfferNodes> offers_before_, offers_counted_;  // as offers_; what is new has no bills there
  Bills to_come_, before_, counted_;
};

}  // namespace trouw
