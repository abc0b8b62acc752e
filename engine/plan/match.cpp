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

// Whether scarce offers take part; a proof assumes that customers find them closed.
bool limited_count(const Whole& whole, Audience audience) {
  return whole.assume == Assume::room || audience != Audience::customers;
}

// What a match's shortfall is less of: what the ledger knows, or else the record says.
NodeId taken_off(Whole& whole, const RecordReading& reading) {
  if (whole.plan.past) return received(whole);
  const auto& role = whole.programme.schema.roles.already_received;
  if (!role || whole.assume != Assume::room) return whole.build.constant(0);
  return whole.build.positive(whole.build.fallback(reading.fields[*role], whole.build.constant(0)));
}

// What is left of a match's own limit by what it gave within the past horizon.
NodeId match_room(Whole& whole, std::uint32_t number) {
  const std::int64_t limit = *whole.programme.offers[number].match->cap;
  if (!whole.plan.past || whole.plan.past->given[number] == no_column) return whole.build.constant(limit);
  return whole.build.positive(
      whole.build.subtract(whole.build.constant(limit), whole.build.field(whole.plan.past->given[number])));
}

// Closed by a hold-out or a limit of its own.
NodeId may_match(Whole& whole, std::uint32_t number) {
  if (!whole.plan.past) return whole.build.truth(true);
  return whole.build.equal(whole.build.field(whole.plan.past->closed[number]), whole.build.constant(0));
}

// Each match tops up what the earlier ones left.
void lower_matches(Whole& whole, BillTerms& terms, Audience audience, AudienceNodes& nodes) {
  Builder& build = whole.build;
  const Programme& programme = whole.programme;
  const NodeId less = taken_off(whole, terms.today().reading());
  const std::size_t own = whole.plan.past ? whole.plan.past->offers : programme.offers.size();
  for (std::uint32_t number = 0; number < own; ++number) {
    const Offer& offer = programme.offers[number];
    if (!offer.match || !is_for(offer, audience) || (is_scarce(offer) && !limited_count(whole, audience)))
      continue;
    build.owner(number);
    MatchNodes match;
    match.offer = number;
    match.nodes = open_offer(build, terms, programme, number, whole.reach);
    match.nodes.open = build.both(match.nodes.open, may_match(whole, number));
    NodeId short_by = no_node;
    if (offer.match->offer) {
      const NodeId has =
          build.subtract(nodes.deal.base_price, nodes.net);  // the deal so far, perks as they count
      short_by = build.subtract(twin_paid(whole, *offer.match->offer), has);
    } else {
      short_by = build.subtract(nodes.net, whole.plan.twin_net);
    }
    NodeId top_up = build.positive(build.subtract(short_by, less));
    if (offer.match->cap) top_up = build.minimum(top_up, match_room(whole, number));
    match.top_up = build.select(match.nodes.open, top_up, build.constant(0));
    match.nodes.value = match.nodes.paid = match.nodes.money_paid = match.top_up;
    match.nodes.counted = build.less(build.constant(0), match.top_up);
    nodes.top_up = build.add(nodes.top_up, match.top_up);
    nodes.net = build.subtract(nodes.net, match.top_up);
    nodes.matches.push_back(std::move(match));
  }
}

// A customer's record with what was had before.
RecordReading with_past(Whole& whole, RecordReading reading) {
  if (whole.had == nullptr) return reading;
  const std::vector<NodeId> nothing(whole.programme.offers.size(), no_node);
  reading.had = reading.had_one_offs = nothing;
  for (const HadBefore::One& one : whole.had->all)
    (one.one_off_alone ? reading.had_one_offs : reading.had)[one.offer] = reading.fields[one.field];
  return reading;
}

}  // namespace

NodeId received(Whole& whole) {
  return whole.plan.past ? whole.build.field(whole.plan.past->received) : whole.build.constant(0);
}

AudienceNodes lower_audience(Whole& whole, const RecordReading& as_it_is, Audience audience,
                             bool milestones) {
  Builder& build = whole.build;
  const RecordReading reading = audience == Audience::customers ? with_past(whole, as_it_is) : as_it_is;
  BillTerms terms(build, whole.programme, reading);
  AudienceNodes nodes;
  const Roles& roles = whole.programme.schema.roles;
  if (roles.joined || roles.tenure) nodes.tenure = terms.today().tenure_months();
  const bool newcomer = audience == Audience::newcomers;
  nodes.deal = lower_deal(build, terms, whole.programme,
                          {audience, bill_prices(build, terms, whole.programme, newcomer, whole.reach),
                           milestones, limited_count(whole, audience), whole.plan.past.get()});
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
