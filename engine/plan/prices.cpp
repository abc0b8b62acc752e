#include "plan/prices.h"

#include <algorithm>

namespace trouw {

namespace {

// A step counts from the bill on whose day it has come; where it is unknown there is none.
NodeId price_on(Builder& build, BillTerms& terms, const std::vector<PriceStep>& steps, NodeId price,
                int bill) {
  const std::vector<NodeId>& fields = terms.today().reading().fields;
  for (const PriceStep& step : steps) {
    const NodeId then = fields[step.price];
    if (!step.from) {
      if (bill >= step.after) price = build.fallback(then, price);
      continue;
    }
    const NodeId come = build.at_most(fields[*step.from], terms.on(bill).today());
    price = build.select(build.holds(build.both(come, build.known(then))), then, price);
  }
  return price;
}

}  // namespace

std::vector<NodeId> bill_prices(Builder& build, BillTerms& terms, const Programme& programme, bool newcomer,
                                int bills) {
  const Roles& roles = programme.schema.roles;
  const std::vector<NodeId>& fields = terms.today().reading().fields;
  const bool own = newcomer && roles.newcomer_price;
  const NodeId first = fields[own ? *roles.newcomer_price : *roles.price];
  // A newcomer who pays the same price pays the same steps, as far as they come for a newcomer.
  const bool steps_own = newcomer && (own || !roles.newcomer_price_steps.empty());
  const std::vector<PriceStep>& steps = steps_own ? roles.newcomer_price_steps : roles.price_steps;
  std::vector<NodeId> prices;
  for (int bill = 0; bill < bills; ++bill)
    prices.push_back(steps.empty() ? first : price_on(build, terms, steps, first, bill));
  return prices;
}

NodeId price_sum(Builder& build, const std::vector<NodeId>& prices, int bills) {
  NodeId sum = build.constant(0);
  for (std::size_t bill = 0; bill < static_cast<std::size_t>(bills);) {
    std::size_t alike = bill;
    while (alike < static_cast<std::size_t>(bills) && prices[alike] == prices[bill]) ++alike;
    sum = build.add(sum, build.scale(prices[bill], static_cast<std::int64_t>(alike - bill)));
    bill = alike;
  }
  return sum;
}

}  // namespace trouw
