#include "columns/folding.h"

#include <algorithm>

namespace trouw::columns {

namespace {

OfferNodes figures_of(const OfferNodes& of) {
  OfferNodes made;
  made.offer = of.offer;
  made.open = of.open;
  made.counted = of.counted;
  made.value = of.value;
  made.paid = of.paid;
  return made;
}

AudienceNodes figures_of(const AudienceNodes& of) {
  AudienceNodes made;
  made.deal.value = of.deal.value;
  for (const OfferNodes& offer : of.deal.offers) made.deal.offers.push_back(figures_of(offer));
  for (const MatchNodes& match : of.matches) {
    made.matches.emplace_back();
    made.matches.back().offer = match.offer;
    made.matches.back().nodes = figures_of(match.nodes);
  }
  made.top_up = of.top_up;
  made.value = of.value;
  made.net_before = of.net_before;
  made.net = of.net;
  return made;
}

void collect(OfferNodes& offer, std::vector<NodeId*>& all) {
  all.insert(all.end(), {&offer.open, &offer.counted, &offer.value, &offer.paid});
}

}  // namespace

Plan figures_of(const Plan& of) {
  Plan made;
  made.programme = of.programme;
  made.past = of.past;
  made.today = of.today;
  made.standing = of.standing;
  made.customer = figures_of(of.customer);
  made.returner = figures_of(of.returner);
  made.newcomer = figures_of(of.newcomer);
  made.twin_value = of.twin_value;
  made.twin_net = of.twin_net;
  made.value_before_match = of.value_before_match;
  made.top_up = of.top_up;
  made.value = of.value;
  made.worse_off_before = of.worse_off_before;
  made.worse_off = of.worse_off;
  made.facts = of.facts;
  made.guarantees = of.guarantees;
  return made;
}

std::vector<NodeId*> figures(Plan& plan) {
  std::vector<NodeId*> all{&plan.standing, &plan.twin_value, &plan.twin_net,         &plan.value_before_match,
                           &plan.top_up,   &plan.value,      &plan.worse_off_before, &plan.worse_off};
  for (AudienceNodes* audience : {&plan.customer, &plan.returner, &plan.newcomer}) {
    all.insert(all.end(), {&audience->deal.value, &audience->top_up, &audience->value, &audience->net_before,
                           &audience->net});
    for (OfferNodes& offer : audience->deal.offers) collect(offer, all);
    for (MatchNodes& match : audience->matches) collect(match.nodes, all);
  }
  for (NodeId& fact : plan.facts) all.push_back(&fact);
  for (GuaranteeNodes& guarantee : plan.guarantees) {
    all.insert(all.end(), {&guarantee.applies, &guarantee.left_out, &guarantee.gap});
    for (NodeId& cost : guarantee.costs) all.push_back(&cost);
  }
  return all;
}

void Folding::fold(const std::vector<NodeId*>& wanted) {
  std::vector<NodeId> ids;
  for (const NodeId* id : wanted) ids.push_back(*id);
  fold_in_order(needed(from_, std::move(ids)));
  for (NodeId* id : wanted) *id = at(*id);
}

void Folding::fold_in_order(const std::vector<NodeId>& order) {
  for (const NodeId id : order) {
    const Node& node = from_.nodes[id];
    if (node.op == Op::apportion)
      apportion(id, node);
    else if (node.op != Op::part)
      made_[id] = made(node);
  }
}

NodeId Folding::made(const Node& node) {
  const NodeId a = at(node.a), b = at(node.b), c = at(node.c);
  const auto number = static_cast<std::size_t>(node.k);
  switch (node.op) {
    case Op::constant:
      return build_.constant(node.k);
    case Op::unknown:
      return build_.unknown();
    case Op::field:
      return value_ && number == value_->first ? build_.constant(value_->second)
                                               : build_.field(static_cast<FieldId>(node.k));
    case Op::today:
      return build_.today();
    case Op::add:
      return build_.add(a, b);
    case Op::subtract:
      return build_.subtract(a, b);
    case Op::scale:
      return build_.scale(a, node.k);
    case Op::multiply_round:
      return build_.multiply_round(a, b, node.k);
    case Op::floor_divide:
      return build_.floor_divide(a, node.k);
    case Op::minimum:
      return build_.minimum(a, b);
    case Op::maximum:
      return build_.maximum(a, b);
    case Op::select:
      return build_.select(a, b, c);
    case Op::fallback:
      return build_.fallback(a, b);
    case Op::at_most:
      return build_.at_most(a, b);
    case Op::equal:
      return build_.equal(a, b);
    case Op::in_set:
      return build_.in_set(a, from_.sets[number]);
    case Op::both:
      return build_.both(a, b);
    case Op::either:
      return build_.either(a, b);
    case Op::negation:
      return build_.negation(a);
    case Op::known:
      return build_.known(a);
    case Op::holds:
      return build_.holds(a);
    case Op::add_months:
      return build_.add_months(a, node.k);
    case Op::months_between:
      return build_.months_between(a, b);
    case Op::month_of:
      return build_.month_of(a);
    case Op::lookup:
      return build_.lookup(a, from_.tables[number]);
    case Op::apportion:
    case Op::part:
      break;
  }
  return no_node;
}

// Its parts follow it.
void Folding::apportion(NodeId id, const Node& node) {
  const auto& list = from_.weights[static_cast<std::size_t>(node.k)];
  std::vector<NodeId> weights;
  for (std::size_t i = 1; i < list.size(); ++i) weights.push_back(at(static_cast<NodeId>(list[i])));
  made_[id] = at(static_cast<NodeId>(list[0]));
  const std::vector<NodeId> shares = build_.apportion(made_[id], weights);
  std::copy(shares.begin(), shares.end(), made_.begin() + id + 1);
}

}  // namespace trouw::columns
