// What offers reclaim, and what is lost.
#pragma once

#include "books/frozen.h"
#include "ledger/settling.h"

namespace trouw {

// What a claim takes back of what bills had, where it is met on a day.
TakenBack reclaimed(const HeldAward& award, const Claim& claim, Day day, Rounding rounding);

bool is_within(const HeldAward& award, const Claim& claim, Day day);
bool is_nothing(const TakenBack& back);

// What the award's claims take back as they leave on a day: the largest of them.
Status reclaimed_as_they_leave(FrozenProgrammes& frozen, const HeldAward& award, Day day, TakenBack& back);

}  // namespace trouw
