// Held offers on bills: what an award of before puts on those to come, and on those that it used up.
#pragma once

#include <vector>

#include "plan/offers.h"
#include "plan/past_columns.h"

namespace trouw {

// Whether a slot holds an award; never unknown.
NodeId is_held(Builder& build, const HeldSlot& slot);

// A held offer on the next bills, each at a price. Its gates are closed where its slot is empty or its bills
// are over.
OfferNodes on_bills_to_come(Builder& build, BillTerms& terms, const PastColumns& past, const HeldSlot& slot,
                            const std::vector<NodeId>& prices);

// The same as it counts for what the award comes to: a promise longer than a horizon up to HeldSlot::until.
OfferNodes counting_bills_to_come(Builder& build, BillTerms& terms, const PastColumns& past,
                                  const HeldSlot& slot, const std::vector<NodeId>& prices);

// The same on the bills up to now, the latest last, from HeldSlot::since on; a living reward has none of
// them, and one with a `while` those on which it held.
OfferNodes on_bills_before(Builder& build, BillTerms& terms, const PastColumns& past, const HeldSlot& slot,
                           const std::vector<NodeId>& prices);

}  // namespace trouw
