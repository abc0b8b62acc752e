#include "row/ahead.h"

#include <algorithm>
#include <tuple>

#include "plan/lower.h"
#include "row/explain.h"

namespace trouw {

namespace {

constexpr std::int64_t years_looked_at = 10;

std::vector<NodeId> wanted_nodes(const OfferNodes& nodes) {
  std::vector<NodeId> wanted = nodes.tested;
  wanted.insert(wanted.end(), nodes.conditions.begin(), nodes.conditions.end());
  wanted.push_back(nodes.in_window);
  return wanted;
}

// The earliest day first; then what was open but lost or came to nothing; then the fewest conditions missed,
// those that something is short of before others; and last a match that there is no need for.
auto nearness(const PassedOver& passed) {
  const int kind = passed.cause == Cause::nothing_to_match ? 2 : passed.cause == Cause::condition ? 1 : 0;
  const bool measured =
      std::ranges::any_of(passed.tested, [](const Tested& t) { return !t.short_of.empty(); });
  return std::tuple(passed.from.value_or(last_day + 1), kind, passed.tested.size(), !measured);
}

}  // namespace

DaysAhead::DaysAhead(std::shared_ptr<const Programme> programme)
    : programme_(std::move(programme)), plan_(lower(*programme_, std::nullopt)), evaluation_(*plan_) {}

const OfferNodes* DaysAhead::nodes_of(Standing standing, std::uint32_t offer) const {
  const AudienceNodes* audience = audience_of(*plan_, standing);
  if (audience == nullptr) return nullptr;
  for (const OfferNodes& nodes : audience->deal.offers)
    if (nodes.offer == offer) return &nodes;
  for (const MatchNodes& match : audience->matches)
    if (match.offer == offer) return &match.nodes;
  return nullptr;
}

bool DaysAhead::all_met(const OfferNodes& nodes) const {
  return evaluation_.holds(nodes.in_window) &&
         std::ranges::all_of(nodes.conditions, [&](NodeId id) { return evaluation_.holds(id); });
}

bool DaysAhead::depends_on_today(const std::vector<NodeId>& order) const {
  return std::ranges::any_of(order, [&](NodeId id) { return plan_->nodes[id].op == Op::today; });
}

void DaysAhead::look(const Batch& batch, std::size_t row, Decision& decision) {
  evaluation_.load(batch, row);
  for (PassedOver& passed : decision.passed_over) {
    if (passed.cause != Cause::condition && passed.cause != Cause::window) continue;
    if (const OfferNodes* nodes = nodes_of(decision.standing, passed.offer))
      look(*nodes, decision.on, passed);
  }
  std::ranges::stable_sort(decision.passed_over, {}, nearness);
}

void DaysAhead::look(const OfferNodes& nodes, Day on, PassedOver& passed) {
  const std::vector<NodeId> wanted = needed(*plan_, wanted_nodes(nodes));
  if (!depends_on_today(wanted)) return;
  const EvaluationOrder order(*plan_, wanted);
  const Day last = std::min(add_months(on, 12 * years_looked_at), last_day);
  for (Day day = on + 1; day <= last && !passed.from; ++day) {
    evaluation_.set_today(day);
    if (!evaluation_.evaluate(order)) return;
    for (Tested& tested : passed.tested) {
      const Cell now = evaluation_.cell(nodes.tested[tested.part]);
      if (!tested.from && now.known && (now.value == 1) != tested.negated) tested.from = day;
    }
    if (all_met(nodes)) passed.from = day;
  }
}

std::optional<Day> DaysAhead::first_open(const Batch& batch, std::size_t row, Standing standing,
                                         std::uint32_t offer, Day after, Day through) {
  const OfferNodes* nodes = nodes_of(standing, offer);
  if (nodes == nullptr) return std::nullopt;
  evaluation_.load(batch, row);
  const EvaluationOrder order(*plan_, needed(*plan_, wanted_nodes(*nodes)));
  for (Day day = after + 1; day <= through; ++day) {
    evaluation_.set_today(day);
    if (!evaluation_.evaluate(order)) return std::nullopt;
    if (all_met(*nodes)) return day;
  }
  return std::nullopt;
}

}  // namespace trouw
