// What is asked of many records with a past at a time, as plans of fewer figures over the same fields, so
// that columns work out no more than that.
#pragma once

#include "plan/plan.h"

namespace trouw::columns {

// `value` is 1 where anything new is granted, and 0 where nothing is; besides it there is but the standing.
// REQUIRES a plan with a past.
Plan plan_of_news(const Plan& plan);

// What totals read. What runs counts with the offer that it was granted under, as far as that is still
// written: offers have the numbers of the programme alone. REQUIRES a plan with a past.
Plan plan_of_totals(const Plan& plan);

// The same plan, but that the gap of a guarantee of `scopes`, an entry each, is 1: columns then have 1 where
// it applies, and 0 elsewhere.
Plan plan_of_scopes(const Plan& plan, const std::vector<bool>& scopes);

}  // namespace trouw::columns
