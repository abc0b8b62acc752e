#include <fmt/format.h>

#include <algorithm>
#include <numeric>

#include "plan/lower.h"
#include "row/ahead.h"
#include "row/explain.h"
#include "row/tenures.h"
#include "trouw/engine.h"
#include "trouw/ensure.h"

namespace trouw {

namespace {

constexpr std::size_t standings = 5;

// What the totals of one standing need, beyond what every record needs.
std::vector<NodeId> total_nodes(const Plan& plan, Standing standing) {
  std::vector<NodeId> wanted{plan.twin_value};
  const AudienceNodes* nodes = audience_of(plan, standing);
  if (nodes == nullptr) return wanted;
  const auto add = [&](const OfferNodes& offer) {
    wanted.insert(wanted.end(), {offer.open, offer.counted, offer.value, offer.paid});
  };
  for (const OfferNodes& offer : nodes->deal.offers) add(offer);
  for (const MatchNodes& match : nodes->matches) add(match.nodes);
  wanted.insert(wanted.end(), {nodes->deal.value, nodes->top_up, nodes->value, nodes->net_before, nodes->net,
                               plan.twin_net});
  for (const GuaranteeNodes& guarantee : plan.guarantees) {
    wanted.insert(wanted.end(), {guarantee.applies, guarantee.left_out, guarantee.gap});
    wanted.insert(wanted.end(), guarantee.costs.begin(), guarantee.costs.end());
  }
  return wanted;
}

}  // namespace

struct Decider::State {
  State(std::shared_ptr<const Programme> p, std::shared_ptr<const Plan> made)
      : programme(std::move(p)), plan(std::move(made)), evaluation(*plan), explainer(*plan) {
    std::vector<NodeId> first = plan->facts;
    first.push_back(plan->standing);
    const std::vector<NodeId> before = needed(*plan, first);
    always = EvaluationOrder(*plan, before);
    for (std::size_t i = 0; i < standings; ++i) {
      const std::vector<NodeId> all = needed(*plan, total_nodes(*plan, static_cast<Standing>(i)));
      std::vector<NodeId> more;
      std::set_difference(all.begin(), all.end(), before.begin(), before.end(), std::back_inserter(more));
      then[i] = EvaluationOrder(*plan, more);
    }
    std::vector<NodeId> all(plan->nodes.size());
    std::iota(all.begin(), all.end(), NodeId{0});
    everything = EvaluationOrder(*plan, all);
    if (plan->past) news = EvaluationOrder(*plan, needed(*plan, {plan->standing, plan->news}));
    for (std::size_t i = 0; i < plan->guarantees.size(); ++i)
      if (programme->guarantees[i].kind == GuaranteeKind::staying)
        tenures.emplace_back(i, Tenures(*plan, plan->guarantees[i]));
  }

  std::shared_ptr<const Programme> programme;
  std::shared_ptr<const Plan> plan;
  Evaluation evaluation;
  Explainer explainer;
  EvaluationOrder always, everything, news;
  EvaluationOrder then[standings];
  std::vector<std::pair<std::size_t, Tenures>> tenures;
  std::optional<DaysAhead> ahead;  // made when first asked for
};

Decider::Decider(std::shared_ptr<const Programme> programme, std::shared_ptr<const Plan> plan)
    : state_(std::make_unique<State>(std::move(programme), std::move(plan))) {}
Decider::Decider(Decider&&) noexcept = default;
Decider::~Decider() = default;

namespace {

// What runs counts with the offer that it was granted under, as far as that is still written.
void offer_totals(const Plan& plan, const Evaluation& evaluation, const AudienceNodes& nodes,
                  Totals& totals) {
  const auto add = [&](const OfferNodes& offer) {
    const Totals::OfferTotals one{offer.offer, evaluation.holds(offer.open), evaluation.holds(offer.counted),
                                  evaluation.value(offer.value), evaluation.value(offer.paid)};
    if (!plan.past || offer.offer < plan.past->offers) return totals.offers.push_back(one);
    const auto of = plan.past->slots[offer.offer - plan.past->offers].of;
    if (of && one.open) totals.offers.push_back({*of, one.counted, one.counted, one.value, one.paid});
  };
  for (const OfferNodes& offer : nodes.deal.offers) add(offer);
  if (nodes.matches.empty() && !plan.past) return;
  for (const MatchNodes& match : nodes.matches) add(match.nodes);
  std::stable_sort(
      totals.offers.begin(), totals.offers.end(),
      [](const Totals::OfferTotals& a, const Totals::OfferTotals& b) { return a.offer < b.offer; });
  if (!plan.past) return;
  std::vector<Totals::OfferTotals> together;
  for (const Totals::OfferTotals& one : totals.offers) {
    if (together.empty() || together.back().offer != one.offer) {
      together.push_back(one);
      continue;
    }
    Totals::OfferTotals& with = together.back();
    with.open = with.open || one.open;
    with.counted = with.counted || one.counted;
    with.value += one.value;
    with.paid += one.paid;
  }
  totals.offers = std::move(together);
}

}  // namespace

Status Decider::totals(const Batch& batch, std::size_t row, Totals& totals) {
  State& s = *state_;
  Evaluation& e = s.evaluation;
  const Plan& plan = *s.plan;
  e.load(batch, row);
  totals.offers.clear();
  totals.guarantees.assign(plan.guarantees.size(), {});
  if (!e.evaluate(s.always)) return e.failed();
  totals.standing = static_cast<Standing>(e.value(plan.standing));
  if (!e.evaluate(s.then[static_cast<std::size_t>(totals.standing)])) return e.failed();
  totals.broken_facts.clear();
  for (std::uint32_t fact = 0; fact < plan.facts.size(); ++fact)
    if (!e.holds(plan.facts[fact])) totals.broken_facts.push_back(fact);
  totals.facts_broken = !totals.broken_facts.empty();
  totals.newcomer_value = e.value(plan.twin_value);
  totals.value_before_match = totals.top_up = totals.value = totals.worse_off_before = totals.worse_off = 0;
  const AudienceNodes* nodes = audience_of(plan, totals.standing);
  if (nodes == nullptr) return {};
  totals.value_before_match = e.value(nodes->deal.value);
  totals.top_up = e.value(nodes->top_up);
  totals.value = e.value(nodes->value);
  if (totals.standing == Standing::customer) {
    const std::int64_t less = e.value(plan.twin_net) + (plan.past ? e.field(plan.past->received).value : 0);
    totals.worse_off_before = std::max<std::int64_t>(0, e.value(nodes->net_before) - less);
    totals.worse_off = std::max<std::int64_t>(0, e.value(nodes->net) - less);
  }
  offer_totals(plan, e, *nodes, totals);
  for (std::size_t i = 0; i < plan.guarantees.size(); ++i) {
    const GuaranteeNodes& guarantee = plan.guarantees[i];
    totals.guarantees[i].applies = e.holds(guarantee.applies);
    totals.guarantees[i].left_out = e.holds(guarantee.left_out);
    if (totals.guarantees[i].applies)
      totals.guarantees[i].gap = std::max<std::int64_t>(0, e.value(guarantee.gap));
  }
  for (auto& [index, tenures] : s.tenures) {
    const std::int64_t within = s.programme->guarantees[index].within;
    if (const auto worse = tenures.worse(e, within))
      totals.guarantees[index].gap = std::max(totals.guarantees[index].gap, *worse - within);
  }
  return {};
}

Status Decider::any_new(const Batch& batch, std::size_t row, bool& any) {
  State& s = *state_;
  any = true;
  if (!s.plan->past) return {};
  s.evaluation.load(batch, row);
  if (!s.evaluation.evaluate(s.news)) return s.evaluation.failed();
  const auto standing = static_cast<Standing>(s.evaluation.value(s.plan->standing));
  any = s.evaluation.holds(s.plan->news) || standing == Standing::rejected;
  return {};
}

Status Decider::decide(const Batch& batch, std::size_t row, Decision& decision) {
  State& s = *state_;
  s.explainer.clear(decision);
  decision.id = batch.id(row);
  decision.on = *s.plan->today;
  decision.fingerprint = s.programme->fingerprint;
  s.evaluation.load(batch, row);
  if (!s.evaluation.evaluate(s.everything)) return s.evaluation.failed();
  s.explainer.explain(s.evaluation, batch, row, decision);
  return {};
}

void Decider::look_ahead(const Batch& batch, std::size_t row, Decision& decision) {
  if (!state_->ahead) state_->ahead.emplace(state_->programme);
  state_->ahead->look(batch, row, decision);
}

}  // namespace trouw
