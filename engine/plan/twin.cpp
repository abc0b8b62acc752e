#include "plan/twin.h"

#include <algorithm>

#include "plan/prices.h"

namespace trouw {

namespace {

NodeId twin_field(Builder& build, const Programme& programme, FieldId id, std::int64_t chosen) {
  const Schema& schema = programme.schema;
  const ForNewcomers& said = schema.fields[id].for_newcomers;
  NodeId value = no_node;
  switch (said.kind) {
    case ForNewcomers::unsaid:
    case ForNewcomers::kept:
      value = build.field(id);
      break;
    case ForNewcomers::value:
      value = build.constant(said.stored);
      break;
    case ForNewcomers::unknown:
      value = build.unknown();
      break;
    case ForNewcomers::any:
      value = build.constant(chosen);
      break;
    case ForNewcomers::today:
      value = build.today();
      break;
  }
  if (!schema.products || schema.products->field != id || schema.products->equivalents.empty()) return value;
  std::vector<std::int64_t> table(schema.fields[id].choices.size());
  for (std::size_t i = 0; i < table.size(); ++i) table[i] = static_cast<std::int64_t>(i);
  for (const auto& [from, to] : schema.products->equivalents) table[static_cast<std::size_t>(from)] = to;
  return build.lookup(value, std::move(table));
}

// The `any` fields that change what a newcomer pays.
std::vector<FieldId> any_fields(const Programme& programme) {
  std::vector<bool> read(programme.schema.fields.size());
  for (const Offer& offer : programme.offers)
    if (is_for(offer, Audience::newcomers))
      for (const FieldId id : fields_read(programme, offer)) read[id] = true;
  std::vector<FieldId> fields;
  for (FieldId id = 0; id < read.size(); ++id)
    if (read[id] && programme.schema.fields[id].for_newcomers.kind == ForNewcomers::any) fields.push_back(id);
  return fields;
}

// The stored values of a field in the order in which ties go: choices as declared, yes before no.
std::vector<std::int64_t> values_of(const Field& field) {
  if (field.type == Type::yes_no) return {1, 0};
  std::vector<std::int64_t> values(field.choices.size());
  for (std::size_t i = 0; i < values.size(); ++i) values[i] = static_cast<std::int64_t>(i);
  return values;
}

// Every combination, the first field varying slowest.
std::vector<std::vector<std::int64_t>> combinations(const Programme& programme,
                                                    const std::vector<FieldId>& fields) {
  std::vector<std::vector<std::int64_t>> all{{}};
  for (const FieldId id : fields) {
    std::vector<std::vector<std::int64_t>> longer;
    for (const auto& prefix : all)
      for (const std::int64_t value : values_of(programme.schema.fields[id])) {
        longer.push_back(prefix);
        longer.back().push_back(value);
      }
    all = std::move(longer);
  }
  return all;
}

TwinNodes lower_one(Builder& build, const Programme& programme, const std::vector<FieldId>& any,
                    const std::vector<std::int64_t>& choices, int reach) {
  RecordReading reading;
  for (FieldId id = 0; id < programme.schema.fields.size(); ++id) {
    const auto at = std::find(any.begin(), any.end(), id);
    const bool chosen =
        programme.schema.fields[id].for_newcomers.kind == ForNewcomers::any && at != any.end();
    reading.fields.push_back(
        chosen ? twin_field(build, programme, id, choices[static_cast<std::size_t>(at - any.begin())])
               : twin_field(build, programme, id, 0));
  }
  reading.tenure_end = build.today();
  BillTerms terms(build, programme, reading);
  TwinNodes twin;
  twin.choices = choices;
  twin.deal = lower_deal(build, terms, programme,
                         {Audience::newcomers, bill_prices(build, terms, programme, true, reach), true});
  twin.net = cost_through(build, programme, twin.deal, {}, {programme.schema.horizon, {}});
  return twin;
}

}  // namespace

NodeId of_twin(Builder& build, const Plan& plan, const std::function<NodeId(const TwinNodes&)>& node) {
  NodeId chosen = node(plan.twins.front());
  for (std::size_t i = 1; i < plan.twins.size(); ++i) {
    chosen = build.select(plan.twins[i].better, node(plan.twins[i]), chosen);
  }
  return chosen;
}

// The least net cost counts; tie: the first combination.
void lower_twin(Builder& build, const Programme& programme, Plan& plan, int reach) {
  plan.any_fields = any_fields(programme);
  NodeId least = no_node;
  for (const auto& choices : combinations(programme, plan.any_fields)) {
    const auto number = static_cast<std::int64_t>(plan.twins.size());
    plan.twins.push_back(lower_one(build, programme, plan.any_fields, choices, reach));
    const NodeId net = plan.twins.back().net;
    if (number == 0) {
      plan.twin = build.constant(0);
      least = net;
      continue;
    }
    const NodeId better = plan.twins.back().better = build.less(net, least);
    plan.twin = build.select(better, build.constant(number), plan.twin);
    least = build.minimum(least, net);
  }
  plan.twin_net = least;
  plan.twin_value = of_twin(build, plan, [](const TwinNodes& twin) { return twin.deal.value; });
}

}  // namespace trouw
