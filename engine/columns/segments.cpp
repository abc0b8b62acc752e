#include "columns/segments.h"

#include <algorithm>
#include <bit>

#include "plan/build.h"

namespace trouw::columns {

namespace {

constexpr std::size_t most_values = 64;  // of a field that makes segments
using Values = std::uint64_t;            // bit n: the n-th value

// ---- Which field -----------------------------------------------------------------------------------------

const Field* choice_field(const Plan& plan, FieldId id) {
  const Field& field = plan.programme->schema.fields[id];
  const bool few = field.type == Type::choice && field.to > field.from &&
                   static_cast<std::uint64_t>(field.to - field.from) < most_values;
  return few ? &field : nullptr;
}

// For which values of a field a condition may hold; all, where that is not plain to see.
class Holding {
 public:
  Holding(const Plan& plan, FieldId field)
      : plan_(plan),
        field_(field),
        lowest_(plan.programme->schema.fields[field].from),
        size_(static_cast<int>(plan.programme->schema.fields[field].to - lowest_) + 1),
        all_(size_ == 64 ? ~Values{0} : (Values{1} << size_) - 1) {
    holding_.reserve(plan.nodes.size());
    for (const Node& node : plan.nodes) holding_.push_back(of(node));
  }

  Values all() const { return all_; }
  int size() const { return size_; }
  Values operator[](NodeId id) const { return holding_[id]; }

 private:
  bool is_field(NodeId id) const {
    return plan_.nodes[id].op == Op::field && plan_.nodes[id].k == static_cast<std::int64_t>(field_);
  }
  Values bit(std::int64_t value) const {
    return value < lowest_ || value - lowest_ >= size_ ? 0 : Values{1} << (value - lowest_);
  }

  Values of(const Node& node) const {
    switch (node.op) {
      case Op::both:
        return holding_[node.a] & holding_[node.b];
      case Op::either:
        return holding_[node.a] | holding_[node.b];
      case Op::holds:
        return holding_[node.a];
      case Op::equal:
        return is_field(node.a) && plan_.nodes[node.b].op == Op::constant ? bit(plan_.nodes[node.b].k) : all_;
      case Op::in_set:
        return is_field(node.a) ? of_set(plan_.sets[static_cast<std::size_t>(node.k)]) : all_;
      default:
        return all_;
    }
  }

  Values of_set(const std::vector<std::int64_t>& set) const {
    Values values = 0;
    for (const std::int64_t value : set) values |= bit(value);
    return values;
  }

  const Plan& plan_;
  FieldId field_;
  std::int64_t lowest_;
  int size_;
  Values all_;
  std::vector<Values> holding_;
};

// How many offers a record is spared on average by segments of this field.
double spared_offers(const Plan& plan, FieldId field) {
  const Holding holding(plan, field);
  std::size_t spared = 0;
  for (const AudienceNodes* audience : {&plan.customer, &plan.returner, &plan.newcomer})
    for (const OfferNodes& offer : audience->deal.offers)
      spared += static_cast<std::size_t>(std::popcount(holding.all() & ~holding[offer.open]));
  return static_cast<double>(spared) / holding.size();
}

// ---- The plan of a segment -------------------------------------------------------------------------------

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

void collect(OfferNodes& offer, std::vector<NodeId*>& all) {
  all.insert(all.end(), {&offer.open, &offer.counted, &offer.value, &offer.paid});
}

// The figures of a plan that has nothing else.
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

// Makes a plan's nodes anew, with one field's value in its place.
class Folding {
 public:
  Folding(const Plan& from, Plan& to, FieldId field, std::int64_t value)
      : from_(from), build_(to), field_(field), value_(value), made_(from.nodes.size(), no_node) {}

  void fold(const std::vector<NodeId>& order) {
    for (const NodeId id : order) {
      const Node& node = from_.nodes[id];
      if (node.op == Op::apportion)
        apportion(id, node);
      else if (node.op != Op::part)
        made_[id] = made(node);
    }
  }

  NodeId at(NodeId id) const { return id == no_node ? no_node : made_[id]; }

 private:
  NodeId made(const Node& node) {
    const NodeId a = at(node.a), b = at(node.b), c = at(node.c);
    const auto number = static_cast<std::size_t>(node.k);
    switch (node.op) {
      case Op::constant:
        return build_.constant(node.k);
      case Op::unknown:
        return build_.unknown();
      case Op::field:
        return number == field_ ? build_.constant(value_) : build_.field(static_cast<FieldId>(node.k));
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
  void apportion(NodeId id, const Node& node) {
    const auto& list = from_.weights[static_cast<std::size_t>(node.k)];
    std::vector<NodeId> weights;
    for (std::size_t i = 1; i < list.size(); ++i) weights.push_back(at(static_cast<NodeId>(list[i])));
    made_[id] = at(static_cast<NodeId>(list[0]));
    const std::vector<NodeId> shares = build_.apportion(made_[id], weights);
    std::copy(shares.begin(), shares.end(), made_.begin() + id + 1);
  }

  const Plan& from_;
  Builder build_;
  FieldId field_;
  std::int64_t value_;
  std::vector<NodeId> made_;  // a node of `from_` each
};

}  // namespace

std::optional<FieldId> segment_field(const Plan& plan) {
  constexpr double worth_it = 24;  // offers
  std::optional<FieldId> best;
  double most = worth_it;
  const auto all = static_cast<double>(plan.programme->offers.size());
  if (all < worth_it) return best;
  for (FieldId id = 0; id < plan.programme->schema.fields.size(); ++id) {
    if (choice_field(plan, id) == nullptr) continue;
    const double spared = spared_offers(plan, id);
    if (spared < most || spared < all / 3) continue;
    most = spared;
    best = id;
  }
  return best;
}

Plan plan_where(const Plan& plan, FieldId field, std::int64_t value) {
  Plan made = figures_of(plan);
  const std::vector<NodeId*> wanted = figures(made);
  std::vector<NodeId> ids;
  for (const NodeId* id : wanted) ids.push_back(*id);
  Folding folding(plan, made, field, value);
  folding.fold(needed(plan, std::move(ids)));
  for (NodeId* id : wanted) *id = folding.at(*id);
  return made;
}

Segments::Segments(const Plan& plan, FieldId field)
    : plan_(plan),
      field_(field),
      lowest_(plan.programme->schema.fields[field].from),
      segments_(static_cast<std::size_t>(plan.programme->schema.fields[field].to - lowest_) + 1) {}

std::size_t Segments::of(std::int64_t value) const {
  if (value < lowest_) return size();
  return std::min(static_cast<std::size_t>(value - lowest_), size());
}

const ColumnCode& Segments::code(std::size_t segment) const {
  Segment& wanted = segments_[segment];
  std::call_once(wanted.compiled, [&] {
    const std::int64_t value = lowest_ + static_cast<std::int64_t>(segment);
    wanted.code = compile_columns(plan_where(plan_, field_, value));
  });
  return *wanted.code;
}

}  // namespace trouw::columns
