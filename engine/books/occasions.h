// Whether an offer that counts again is a new occasion (LANGUAGE.md, section 5).
#pragma once

#include <optional>
#include <vector>

#include "trouw/programme.h"

namespace trouw {

// What one record was granted of one offer, and when last.
struct LastGrant {
  Day day = 0;
  std::int64_t milestone = 0;  // months, of a milestone
};

// The day that lies so many billing periods after another.
Day after_periods(const Period& billing, Day day, int periods);

// The milestone last reached at this tenure, in months; 0: none.
std::int64_t milestone_at(const Offer& offer, std::int64_t tenure_months);

// Whether the window of an offer's `limit once per …` is over on this day, so that it has a new place.
bool is_beyond_window(const Offer& offer, Day last, Day day);

// Whether an offer granted as `last` says is granted anew on this day.
bool is_new_occasion(const Programme& programme, const Offer& offer, const LastGrant& last, Day day,
                     std::int64_t milestone);

}  // namespace trouw
