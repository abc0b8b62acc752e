// The lines of a deal: what each bill shows, cut to what the deal's cap leaves.
#pragma once

#include "row/evaluate.h"
#include "trouw/decision.h"

namespace trouw {

// The lines of one offer of an evaluated deal, within the horizon. They add up to its `paid`.
std::vector<Line> lines_of(const Plan& plan, const Evaluation& evaluation, const DealNodes& deal,
                           const OfferNodes& offer);

// The lines of a top-up.
std::vector<Line> top_up_lines(const Offer& offer, std::int64_t top_up);

}  // namespace trouw
