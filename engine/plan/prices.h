// What a bill is before any offer, bill by bill.
#pragma once

#include <vector>

#include "plan/terms.h"

namespace trouw {

// The price of each of the next `bills` bills: of the price role, or of the last step whose day has come by
// the bill's (LANGUAGE.md, section 6). `newcomer`: as a newcomer is charged.
std::vector<NodeId> bill_prices(Builder& build, BillTerms& terms, const Programme& programme, bool newcomer,
                                int bills);

// What the first `bills` of them come to.
NodeId price_sum(Builder& build, const std::vector<NodeId>& prices, int bills);

}  // namespace trouw
