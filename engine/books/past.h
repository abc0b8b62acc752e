// What awards of before promised, and what their offers were called.
#pragma once

#include "trouw/past.h"

namespace trouw {

// A promise as a reward of today's schema. A field or perk that it no longer has is a failure.
Reward promised_reward(const HeldPromise& held, const Schema& schema, Status& status);

// The reward of the offer as it was that a promise is of: by its number, or by its words, which older ledgers
// have alone.
const Reward* reward_promised(const Offer& was, const Promise& promise);

// All titles that an offer has and formerly had, today's first.
std::vector<std::string> titles_of(const Offer& offer);

// The number of the offer that has, or formerly had, this title.
std::optional<std::uint32_t> offer_titled(const Programme& programme, const std::string& title);

}  // namespace trouw
