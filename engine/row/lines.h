// The lines of a deal: what each bill shows, cut to what the deal's cap leaves.
#pragma once

#include "row/evaluate.h"
#include "trouw/decision.h"

namespace trouw {

// The lines of one offer of an evaluated deal, within the horizon. They add up to its `paid`.
std::vector<Line> lines_of(const Programme& programme, const Evaluation& evaluation, const DealNodes& deal,
                           const OfferNodes& offer);

// What the offer promises on every bill to come: the rewards whose rows hold, with their amounts as they are.
std::vector<Promise> promises_of(const Programme& programme, const Evaluation& evaluation,
                                 const OfferNodes& offer);

// A line as a promise of fixed credits.
Promise promise_of(const Line& line);

// The lines of a top-up.
std::vector<Line> top_up_lines(const Offer& offer, std::int64_t top_up);

}  // namespace trouw
