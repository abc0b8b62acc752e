// When an offer is open, and what each of its rewards comes to: the inputs of every bill.
#pragma once

#include <utility>
#include <vector>

#include "plan/terms.h"

namespace trouw {

// Whether an offer belongs to an audience's deals.
bool is_for(const Offer& offer, Audience audience);

// Window, conditions and known amounts of an offer, and its rewards on the next `reach` bills; `kept` is
// `open` until a best-of says otherwise.
OfferNodes open_offer(Builder& build, BillTerms& terms, const Programme& programme, std::uint32_t offer,
                      int reach);

// The billing periods of a reward within the first `reach`: [first, end).
std::pair<int, int> span_of(const Reward& reward, int reach);

// The amount of a reward where it counts: its rate, minor units a bill or points, scaled and capped, not yet
// gated. Known also where what it reads is unknown (0 then, and the offer is not open).
NodeId reward_amount(Builder& build, TermLowering& terms, const Reward& reward);

// What a percentage is taken of, in minor units; 0 where it is unknown or negative.
NodeId reward_base(Builder& build, TermLowering& terms, const Reward& reward);

}  // namespace trouw
