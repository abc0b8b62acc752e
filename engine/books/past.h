// What awards of before have left, and what they were called.
#pragma once

#include "trouw/past.h"

namespace trouw {

// What is left of a promise after so many bills, as a reward; none: nothing.
std::optional<Reward> left_of(const HeldPromise& held, int billed, const Schema& schema, Status& status);

// All titles that an offer has and formerly had, today's first.
std::vector<std::string> titles_of(const Offer& offer);

// The number of the offer that has, or formerly had, this title.
std::optional<std::uint32_t> offer_titled(const Programme& programme, const std::string& title);

}  // namespace trouw
