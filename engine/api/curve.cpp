#include <algorithm>

#include "api/proof_words.h"
#include "plan/lower.h"
#include "trouw/ensure.h"
#include "trouw/proof.h"

namespace trouw {

namespace {

constexpr std::int64_t longest = 12 * 40;  // months of tenure that are looked at

// The typical customer; `tenure` months on the day.
std::vector<std::optional<std::int64_t>> typical_customer(const Programme& programme, Day on,
                                                          std::int64_t tenure) {
  const Schema& schema = programme.schema;
  std::vector<std::optional<std::int64_t>> record;
  for (const Field& field : schema.fields) {
    if (field.optional || (field.type == Type::text && !field.typical))
      record.push_back(field.optional ? field.typical : 0);
    else
      record.push_back(std::clamp(field.typical.value_or(field.from), field.from, field.to));
  }
  for (const auto& [field, value] : programme.customer_fields) record[field] = value;
  if (schema.roles.left) record[*schema.roles.left].reset();
  if (schema.roles.joined) record[*schema.roles.joined] = add_months(on, -tenure);
  if (schema.roles.tenure) record[*schema.roles.tenure] = tenure;
  return record;
}

}  // namespace

Curve tenure_curve(const Engine& engine, std::optional<Day> on) {
  const Programme& programme = engine.programme();
  const Roles& roles = programme.schema.roles;
  Curve curve;
  curve.on = on.value_or(preferred_day(programme, first_day, last_day));
  if (!roles.joined && !roles.tenure) return curve;
  const auto tenure = roles.joined ? roles.joined : roles.tenure;
  const Field& field = programme.schema.fields[*tenure];
  Decider decider = engine.decider(lower(programme, curve.on, Assume::worst));
  for (std::int64_t months = 0; months <= longest; ++months) {
    const auto record = typical_customer(programme, curve.on, months);
    if (*record[*tenure] < field.from || *record[*tenure] > field.to) break;
    Totals totals;
    if (!decider.totals(one_record(programme, record, "typical"), 0, totals) ||
        totals.standing != Standing::customer)
      break;
    if (!curve.points.empty() && curve.points.back().value == totals.value &&
        curve.points.back().newcomer_value == totals.newcomer_value)
      continue;
    curve.points.push_back({months, totals.value, totals.newcomer_value});
  }
  return curve;
}

}  // namespace trouw
