#include "plan/cost.h"

#include <algorithm>

#include "plan/prices.h"

namespace trouw {

NodeId perk_worth_through(Builder& build, const Programme& programme, const DealNodes& deal,
                          std::uint32_t perk, int bills) {
  NodeId sum = build.constant(0);
  for (const PerkNodes& nodes : deal.perks)
    if (nodes.perk == perk) sum = build.add(sum, perk_worth(build, programme.schema, nodes, bills));
  return sum;
}

NodeId top_up_through(Builder& build, NodeId top_up, int over, int bills) {
  if (bills >= over) return top_up;
  const NodeId part = build.floor_divide(top_up, over);
  const NodeId odd = build.subtract(top_up, build.scale(part, over));
  return build.add(build.scale(part, bills), build.minimum(odd, build.constant(bills)));
}

NodeId cost_through(Builder& build, const Programme& programme, const DealNodes& deal,
                    const std::vector<MatchNodes>& matches, const CostTerms& terms) {
  NodeId cost = price_sum(build, deal.prices, terms.bills);
  cost = build.subtract(cost, paid_through(build, programme, deal, terms.bills));
  for (const MatchNodes& match : matches) {
    const int over = programme.offers[match.offer].match->over;
    cost = build.subtract(cost, top_up_through(build, match.top_up, over, terms.bills));
  }
  for (const auto& [perk, worth] : perk_worths(build, deal)) {
    NodeId counts = perk_worth_through(build, programme, deal, perk, terms.bills);
    const NodeId limit = terms.perk_limit ? terms.perk_limit(perk) : no_node;
    if (limit != no_node) counts = build.minimum(counts, limit);
    cost = build.subtract(cost, counts);
  }
  return cost;
}

}  // namespace trouw
