#include "columns/segments.h"

#include <algorithm>
#include <bit>

#include "columns/folding.h"

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
  Folding folding(plan, made, {{field, value}});
  folding.fold(figures(made));
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
