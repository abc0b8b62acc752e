// The clauses of an offer.
#pragma once

#include "check/rewards.h"

namespace trouw {

// Registers the titles of all offers first, so that any order of offers will do.
void register_offers(Context& context, const std::vector<const tree::Offer*>& offers);

// Checks one registered offer.
void check_offer(Context& context, std::uint32_t number, const tree::Offer& tree);

}  // namespace trouw
