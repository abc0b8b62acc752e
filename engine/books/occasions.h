// Windows of limits, and billing periods as days.
#pragma once

#include <optional>
#include <vector>

#include "trouw/programme.h"

namespace trouw {

// The day that lies so many billing periods after another.
Day after_periods(const Period& billing, Day day, int periods);

// Whether the window of an offer's `limit once per …` is over on this day, so that it has a new place.
bool is_beyond_window(const Offer& offer, Day last, Day day);

}  // namespace trouw
