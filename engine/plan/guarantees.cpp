#include "plan/guarantees.h"

#include "trouw/ensure.h"

namespace trouw {

namespace {

// Net costs after each bill that a guarantee looks at.
class Costs {
 public:
  Costs(Whole& whole, const Guarantee& guarantee) : whole_(whole), guarantee_(guarantee) {
    const int last = guarantee.over > 0 ? guarantee.over : whole.programme.schema.horizon;
    for (int bill = guarantee.at_every_bill ? 1 : last; bill <= last; ++bill) bills_.push_back(bill);
  }

  std::vector<NodeId> of(const AudienceNodes& nodes) const {
    std::vector<NodeId> costs;
    for (const int bills : bills_)
      costs.push_back(
          cost_through(whole_.build, whole_.programme, nodes.deal, nodes.matches, {bills, limit(bills)}));
    return costs;
  }

  std::vector<NodeId> of_twin() const {
    std::vector<NodeId> costs;
    for (const int bills : bills_)
      costs.push_back(trouw::of_twin(whole_.build, whole_.plan, [&](const TwinNodes& twin) {
        return cost_through(whole_.build, whole_.programme, twin.deal, {}, {bills, {}});
      }));
    return costs;
  }

  // The most by which any of `costs` lies over its counterpart, less what the guarantee allows.
  NodeId gap(const std::vector<NodeId>& costs, const std::vector<NodeId>& against) const {
    Builder& build = whole_.build;
    NodeId most = no_node;
    for (std::size_t i = 0; i < costs.size(); ++i) {
      const NodeId over = build.subtract(costs[i], against[i]);
      most = most == no_node ? over : build.maximum(most, over);
    }
    return build.subtract(most, build.constant(guarantee_.within));
  }

 private:
  // A perk counts for no more than the twin's, unless perks count in full.
  std::function<NodeId(std::uint32_t)> limit(int bills) const {
    if (guarantee_.counting_perks) return {};
    return [this, bills](std::uint32_t perk) {
      return trouw::of_twin(whole_.build, whole_.plan, [&](const TwinNodes& twin) {
        return perk_worth_through(whole_.build, whole_.programme, twin.deal, perk, bills);
      });
    };
  }

  Whole& whole_;
  const Guarantee& guarantee_;
  std::vector<int> bills_;
};

NodeId stands_as(Whole& whole, Standing standing) {
  return whole.build.equal(whole.plan.standing, whole.build.constant(static_cast<std::int64_t>(standing)));
}

// The same record, had its customer stayed.
RecordReading stayed(Whole& whole) {
  RecordReading reading = plain_reading(whole.build, whole.programme, whole.build.today());
  for (const auto& [field, value] : whole.programme.customer_fields)
    reading.fields[field] = whole.build.constant(value);
  if (whole.programme.schema.roles.left)
    reading.fields[*whole.programme.schema.roles.left] = whole.build.unknown();
  return reading;
}

void scope(Whole& whole, const Guarantee& guarantee, NodeId standing, GuaranteeNodes& nodes) {
  Builder& build = whole.build;
  nodes.applies = standing;
  nodes.left_out = build.truth(false);
  if (!guarantee.when) return;
  RecordReading reading = plain_reading(build, whole.programme, whole.standing.tenure_end);
  reading.former = whole.standing.former;
  TermLowering terms(build, whole.programme, reading);
  const NodeId holds = build.holds(terms.condition(*guarantee.when));
  nodes.applies = build.both(standing, holds);
  nodes.left_out = build.both(standing, build.negation(holds));
}

GuaranteeNodes lower_one(Whole& whole, const Guarantee& guarantee) {
  Builder& build = whole.build;
  const Costs costs(whole, guarantee);
  GuaranteeNodes nodes;
  const NodeId customer = stands_as(whole, Standing::customer);
  switch (guarantee.kind) {
    case GuaranteeKind::newcomer:
      scope(whole, guarantee, customer, nodes);
      nodes.gap = costs.gap(costs.of(whole.plan.customer), costs.of_twin());
      break;
    case GuaranteeKind::staying: {
      scope(whole, guarantee, customer, nodes);
      const RecordReading reading = plain_reading(build, whole.programme, build.today());
      nodes.costs = costs.of(lower_audience(whole, reading, Audience::customers, false));
      nodes.gap = costs.gap(costs.of(whole.plan.customer), nodes.costs);
      break;
    }
    case GuaranteeKind::returning: {
      const NodeId returner = stands_as(whole, Standing::returner);
      const NodeId again = build.both(stands_as(whole, Standing::newcomer), whole.standing.former);
      scope(whole, guarantee, build.either(returner, again), nodes);
      const std::vector<NodeId> back = costs.of(whole.plan.returner), anew = costs.of(whole.plan.newcomer);
      std::vector<NodeId> own;
      for (std::size_t i = 0; i < back.size(); ++i) own.push_back(build.select(returner, back[i], anew[i]));
      nodes.gap = costs.gap(costs.of(lower_audience(whole, stayed(whole), Audience::customers)), own);
      break;
    }
    case GuaranteeKind::share:
      nodes.applies = nodes.left_out = build.truth(false);
      nodes.gap = build.constant(0);
      break;
  }
  return nodes;
}

}  // namespace

void lower_guarantees(Whole& whole) {
  for (const Guarantee& guarantee : whole.programme.guarantees)
    whole.plan.guarantees.push_back(lower_one(whole, guarantee));
}

}  // namespace trouw
