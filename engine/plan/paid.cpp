// What a deal pays up to a bill.
#include <algorithm>

#include "plan/deal.h"

namespace trouw {

namespace {

// The periods of [first, first + count) that lie in [from, to).
int overlap(int first, int count, int from, int to) {
  return std::min(first + count, to) - std::max(first, from);
}

// Lines of one offer (or of all: `offer` none) in bills [from, to), uncut.
NodeId lines_between(Builder& build, const DealNodes& deal, std::optional<std::uint32_t> offer, int from,
                     int to) {
  NodeId sum = build.constant(0);
  const auto count = [&](NodeId amount, int first, int periods) {
    const int times = overlap(first, periods, from, to);
    if (times > 0) sum = build.add(sum, build.scale(amount, times));
  };
  if (offer) {
    for (const DiscountNodes& line : deal.discounts)
      if (line.offer == *offer) count(line.amount, deal.runs[line.run].first, deal.runs[line.run].count);
  } else {
    for (std::size_t run = 0; run < deal.runs.size(); ++run)
      count(deal.run_totals[run], deal.runs[run].first, deal.runs[run].count);
  }
  for (const CreditNodes& credit : deal.credits)
    if (!offer || credit.offer == *offer) count(credit.amount, credit.first, credit.count);
  return sum;
}

}  // namespace

// The cap cuts an offer's latest periods first, so the first bills of what it keeps are whole.
NodeId paid_through(Builder& build, const Programme& programme, const DealNodes& deal, int bills) {
  const int horizon = programme.schema.horizon;
  const int within = std::min(bills, horizon);
  const NodeId beyond =
      bills > horizon ? lines_between(build, deal, std::nullopt, horizon, bills) : build.constant(0);
  if (bills >= horizon) return build.add(deal.money, beyond);
  if (deal.cap == no_node) return lines_between(build, deal, std::nullopt, 0, within);
  NodeId sum = build.constant(0);
  for (const OfferNodes& offer : deal.offers)
    sum = build.add(sum, build.minimum(offer.money_paid, lines_between(build, deal, offer.offer, 0, within)));
  return sum;
}

std::vector<std::pair<std::uint32_t, NodeId>> perk_worths(Builder& build, const DealNodes& deal) {
  std::vector<std::pair<std::uint32_t, NodeId>> worths;
  for (const PerkNodes& perk : deal.perks) {
    const auto found =
        std::find_if(worths.begin(), worths.end(), [&](const auto& w) { return w.first == perk.perk; });
    if (found == worths.end())
      worths.emplace_back(perk.perk, perk.worth);
    else
      found->second = build.add(found->second, perk.worth);
  }
  return worths;
}

}  // namespace trouw
