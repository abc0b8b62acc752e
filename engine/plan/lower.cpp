#include "plan/lower.h"

#include <algorithm>

#include "plan/guarantees.h"

namespace trouw {

namespace {

// What a record of each standing gets; nobody and the rejected get nothing.
NodeId by_standing(Whole& whole, NodeId customer, NodeId newcomer, NodeId returner) {
  Builder& build = whole.build;
  const auto is = [&](Standing standing) {
    return build.equal(whole.plan.standing, build.constant(static_cast<std::int64_t>(standing)));
  };
  NodeId chosen = build.select(is(Standing::returner), returner, build.constant(0));
  chosen = build.select(is(Standing::newcomer), newcomer, chosen);
  return build.select(is(Standing::customer), customer, chosen);
}

void lower_totals(Whole& whole) {
  Builder& build = whole.build;
  Plan& plan = whole.plan;
  const auto& [customer, returner, newcomer] = std::tie(plan.customer, plan.returner, plan.newcomer);
  plan.value_before_match = by_standing(whole, customer.deal.value, newcomer.deal.value, returner.deal.value);
  plan.top_up = by_standing(whole, customer.top_up, newcomer.top_up, returner.top_up);
  plan.value = by_standing(whole, customer.value, newcomer.value, returner.value);
  const NodeId none = build.constant(0);
  const auto over_twin = [&](NodeId net) {
    return build.positive(build.subtract(build.subtract(net, received(whole)), plan.twin_net));
  };
  plan.worse_off_before = by_standing(whole, over_twin(customer.net_before), none, none);
  plan.worse_off = by_standing(whole, over_twin(customer.net), none, none);
}

// Something new comes to more than nothing after the cap.
NodeId news_of(Whole& whole, const AudienceNodes& nodes) {
  Builder& build = whole.build;
  const NodeId none = build.constant(0);
  NodeId any = build.less(none, nodes.top_up);
  for (const OfferNodes& offer : nodes.deal.offers)
    if (!whole.programme.offers[offer.offer].runs_on)
      any = build.either(any, build.both(offer.kept, build.less(none, offer.paid)));
  return any;
}

void lower_news(Whole& whole) {
  Plan& plan = whole.plan;
  if (!plan.past) return;
  plan.news = by_standing(whole, news_of(whole, plan.customer), news_of(whole, plan.newcomer),
                          news_of(whole, plan.returner));
}

void lower_facts(Whole& whole) {
  RecordReading reading = plain_reading(whole.build, whole.programme, whole.standing.tenure_end);
  reading.former = whole.standing.former;
  TermLowering terms(whole.build, whole.programme, reading);
  for (const Condition& fact : whole.programme.facts) {
    whole.plan.facts.push_back(terms.condition(fact));
    whole.plan.fact_texts.push_back(fact.text);
  }
  for (auto& [fact, text] : built_in_facts(whole.build, whole.programme, whole.standing)) {
    whole.plan.facts.push_back(fact);
    whole.plan.fact_texts.push_back(std::move(text));
  }
}

int reach_of(const Plan& plan) {
  int reach = plan.programme->schema.horizon;
  if (!plan.past)
    for (const Guarantee& guarantee : plan.programme->guarantees) reach = std::max(reach, guarantee.over);
  return reach;
}

}  // namespace

namespace {

std::unique_ptr<const Plan> lower_into(std::unique_ptr<Plan> plan, Assume assume,
                                       const HadBefore* had = nullptr) {
  const Programme& programme = *plan->programme;
  Builder build(*plan);
  Whole whole{build, programme, *plan, lower_standing(build, programme), reach_of(*plan), assume, had};
  plan->standing = whole.standing.standing;
  lower_twin(build, programme, *plan, whole.reach);
  RecordReading own = plain_reading(build, programme, build.today());
  own.left_end = whole.standing.left_end;
  plan->customer = lower_audience(whole, own, Audience::customers);
  own.tenure_end = whole.standing.left_end;
  own.former = build.truth(true);
  plan->returner = lower_audience(whole, own, Audience::returners);
  own.tenure_end = whole.standing.tenure_end;
  own.former = whole.standing.former;
  plan->newcomer = lower_audience(whole, own, Audience::newcomers);
  lower_totals(whole);
  lower_news(whole);
  lower_facts(whole);
  if (!plan->past) lower_guarantees(whole);
  plan->check();
  return plan;
}

}  // namespace

std::unique_ptr<const Plan> lower(const Programme& programme, std::optional<Day> today, Assume assume) {
  auto plan = std::make_unique<Plan>();
  plan->programme = &programme;
  plan->today = today;
  return lower_into(std::move(plan), assume);
}

std::unique_ptr<const Plan> lower(const HadBefore& had, std::optional<Day> today) {
  auto plan = std::make_unique<Plan>();
  plan->programme = had.programme.get();
  plan->today = today;
  return lower_into(std::move(plan), Assume::worst, &had);
}

std::unique_ptr<const Plan> lower_with(std::shared_ptr<const PastColumns> past, Day today) {
  auto plan = std::make_unique<Plan>();
  plan->programme = past->programme.get();
  plan->past = std::move(past);
  plan->today = today;
  return lower_into(std::move(plan), Assume::room);
}

}  // namespace trouw
