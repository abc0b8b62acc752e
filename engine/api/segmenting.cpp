#include "api/segmenting.h"

#include <algorithm>

namespace trouw {

namespace {

constexpr std::size_t most_segments = 8;
constexpr std::size_t most_values = 40;

std::size_t values_of(const Field& field) {
  if (field.type == Type::yes_no) return 2;
  return field.type == Type::choice ? field.choices.size() : 0;
}

// Products first, then what offers ask about, then the rest.
std::vector<FieldId> by_interest(const Programme& programme) {
  std::vector<FieldId> fields;
  const auto add = [&](FieldId id) {
    if (std::ranges::find(fields, id) == fields.end()) fields.push_back(id);
  };
  if (programme.schema.products) add(programme.schema.products->field);
  for (const Offer& offer : programme.offers)
    for (const FieldId id : fields_read(programme, offer)) add(id);
  for (FieldId id = 0; id < programme.schema.fields.size(); ++id) add(id);
  return fields;
}

}  // namespace

std::vector<FieldId> segment_fields(const Programme& programme) {
  std::vector<FieldId> chosen;
  for (const FieldId id : by_interest(programme)) {
    const std::size_t count = values_of(programme.schema.fields[id]);
    const bool status =
        std::ranges::any_of(programme.customer_fields, [&](const auto& one) { return one.first == id; });
    if (count >= 2 && count <= most_values && !status && chosen.size() < most_segments) chosen.push_back(id);
  }
  return chosen;
}

std::vector<std::string> segment_values(const Schema& schema, FieldId id) {
  std::vector<std::string> values;
  for (std::size_t value = 0; value < values_of(schema.fields[id]); ++value)
    values.push_back(shown_value(schema, id, static_cast<std::int64_t>(value), {}));
  if (schema.fields[id].optional) values.emplace_back("unknown");
  return values;
}

}  // namespace trouw
