#include "plan/guarantees.h"
#include "plan/prices.h"

namespace trouw {

namespace {

// What the twin's deal gets from one offer, after caps.
NodeId twin_paid(Whole& whole, std::uint32_t number) {
  return of_twin(whole.build, whole.plan, [&](const TwinNodes& twin) {
    for (const OfferNodes& offer : twin.deal.offers)
      if (offer.offer == number) return offer.paid;
    return whole.build.constant(0);
  });
}

NodeId twin_perk_worth(Whole& whole, std::uint32_t perk) {
  return of_twin(whole.build, whole.plan, [&](const TwinNodes& twin) {
    return perk_worth_through(whole.build, whole.programme, twin.deal, perk, whole.programme.schema.horizon);
  });
}

// Whether offers with limits take part; a proof assumes that customers find them closed.
bool limited_count(const Whole& whole, Audience audience) {
  return whole.assume == Assume::room || audience != Audience::customers;
}

// Each match tops up what the earlier ones left.
void lower_matches(Whole& whole, BillTerms& terms, Audience audience, AudienceNodes& nodes) {
  Builder& build = whole.build;
  const Programme& programme = whole.programme;
  const auto& role = programme.schema.roles.already_received;
  const NodeId received =
      role && whole.assume == Assume::room && whole.received == 0
          ? build.positive(build.fallback(terms.today().reading().fields[*role], build.constant(0)))
          : build.constant(whole.received);
  for (std::uint32_t number = 0; number < programme.offers.size(); ++number) {
    const Offer& offer = programme.offers[number];
    if (!offer.match || !is_for(offer, audience) || (is_limited(offer) && !limited_count(whole, audience)))
      continue;
    build.owner(number);
    MatchNodes match;
    match.offer = number;
    match.nodes = open_offer(build, terms, programme, number, whole.reach);
    NodeId short_by = no_node;
    if (offer.match->offer) {
      const NodeId has =
          build.subtract(nodes.deal.base_price, nodes.net);  // the deal so far, perks as they count
      short_by = build.subtract(twin_paid(whole, *offer.match->offer), has);
    } else {
      short_by = build.subtract(nodes.net, whole.plan.twin_net);
    }
    NodeId top_up = build.positive(build.subtract(short_by, received));
    if (offer.match->cap) top_up = build.minimum(top_up, build.constant(*offer.match->cap));
    match.top_up = build.select(match.nodes.open, top_up, build.constant(0));
    match.nodes.value = match.nodes.paid = match.nodes.money_paid = match.top_up;
    match.nodes.counted = build.less(build.constant(0), match.top_up);
    nodes.top_up = build.add(nodes.top_up, match.top_up);
    nodes.net = build.subtract(nodes.net, match.top_up);
    nodes.matches.push_back(std::move(match));
  }
}

}  // namespace

AudienceNodes lower_audience(Whole& whole, const RecordReading& reading, Audience audience, bool milestones) {
  Builder& build = whole.build;
  BillTerms terms(build, whole.programme, reading);
  AudienceNodes nodes;
  const Roles& roles = whole.programme.schema.roles;
  if (roles.joined || roles.tenure) nodes.tenure = terms.today().tenure_months();
  const bool newcomer = audience == Audience::newcomers;
  nodes.deal = lower_deal(build, terms, whole.programme,
                          {audience, bill_prices(build, terms, whole.programme, newcomer, whole.reach),
                           milestones, limited_count(whole, audience)});
  CostTerms cost{whole.programme.schema.horizon, {}};
  if (audience != Audience::newcomers)  // a newcomer's own perks are a newcomer's
    cost.perk_limit = [&](std::uint32_t perk) { return twin_perk_worth(whole, perk); };
  nodes.net_before = cost_through(build, whole.programme, nodes.deal, {}, cost);
  nodes.top_up = build.constant(0);
  nodes.net = nodes.net_before;
  lower_matches(whole, terms, audience, nodes);
  nodes.value = build.add(nodes.deal.value, nodes.top_up);
  return nodes;
}

}  // namespace trouw
