// The programme as a record's past leaves it.
#pragma once

#include "trouw/past.h"

namespace trouw {

// The programme as a past leaves its offers: closed ones closed, running ones with what is left of their
// promises and nothing else; what runs of an offer that is no longer written stands after the others. A
// promise of a field or perk that the programme does not have is a failure.
std::shared_ptr<const Programme> with_past(const Programme& programme, const Past& past, Status& status);

// What is left of a promise after so many bills, as a reward; none: nothing.
std::optional<Reward> left_of(const HeldPromise& held, int billed, const Schema& schema, Status& status);

// All titles that an offer has and formerly had, today's first.
std::vector<std::string> titles_of(const Offer& offer);

// The number of the offer that has, or formerly had, this title.
std::optional<std::uint32_t> offer_titled(const Programme& programme, const std::string& title);

}  // namespace trouw
