// Net costs: what a record pays after its deal, bill by bill, and how two of them compare.
#pragma once

#include <functional>

#include "plan/deal.h"

namespace trouw {

// Worth of the perks of one kind in a deal in its first `bills` bills.
NodeId perk_worth_through(Builder& build, const Programme& programme, const DealNodes& deal,
                          std::uint32_t perk, int bills);

// The part of a top-up that is paid in the first `bills` bills, where it is spread over `over`.
NodeId top_up_through(Builder& build, NodeId top_up, int over, int bills);

// What one record pays in its first `bills` bills: prices, less money paid, less perks. `perk_limit` gives,
// for a kind of perk, the most that it counts for (no_node: all of it).
struct CostTerms {
  int bills = 0;
  std::function<NodeId(std::uint32_t perk)> perk_limit;
};
NodeId cost_through(Builder& build, const Programme& programme, const DealNodes& deal,
                    const std::vector<MatchNodes>& matches, const CostTerms& terms);

}  // namespace trouw
