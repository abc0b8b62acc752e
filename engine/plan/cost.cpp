#include "plan/cost.h"

#include <algorithm>

namespace trouw {

NodeId perk_worth_through(Builder& build, const Programme& programme, const DealNodes& deal,
                          std::uint32_t perk, int bills) {
  NodeId sum = build.constant(0);
  for (const PerkNodes& nodes : deal.perks) {
    if (nodes.perk != perk) continue;
    const Reward& reward = programme.offers[nodes.offer].rewards[nodes.reward];
    const auto [first, end] = span_of(reward, bills);
    if (first >= end) continue;
    NodeId worth = no_node;
    if (perk == points_perk) {
      const NodeId one = build.constant(programme.schema.point_worth.value_or(0));
      worth = build.multiply_round(build.scale(nodes.number, end - first), one, rate_one);
    } else {
      const Perk& stated = programme.schema.perks[perk];
      worth = build.scale(nodes.number, stated.worth * (stated.per_period ? end - first : 1));
    }
    sum = build.add(sum, worth);
  }
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
  NodeId cost = build.scale(deal.price, terms.bills);
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
