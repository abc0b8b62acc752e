#include "schema/read_schema.h"

#include <array>

#include "schema/reading.h"

namespace trouw {

namespace {

constexpr std::array<std::string_view, 13> top_keys = {
    "programme", "currency", "prices", "horizon", "billing period", "rounding", "records",
    "reading",   "fields",   "events", "roles",   "products",       "perks"};

void read_sections(Reading& reading, Keys& top) {
  read_header(reading, top);
  const yaml::Node* fields = top.require("fields", "describe what records hold under “fields:”");
  const yaml::Node* roles = top.require("roles", "say which field is what under “roles:”");
  top.report_missing();
  if (const yaml::Node* events = top.find("events")) read_events(reading, *events);
  if (fields != nullptr) read_fields(reading, *fields);
  if (fields != nullptr && roles != nullptr) read_roles(reading, *roles, top.key("roles"));
  read_values(reading);
  read_computed(reading);
  check_contracts(reading);
  if (const yaml::Node* products = top.find("products"))
    read_products(reading, *products, top.key("products"));
  if (const yaml::Node* perks = top.find("perks")) read_perks(reading, *perks);
}

}  // namespace

Schema read_schema(std::uint32_t source, Reporter& reporter) {
  Schema schema;
  schema.file = reporter.sources().name(source);
  const std::size_t before = reporter.errors();
  const yaml::Document document = yaml::read(source, reporter);
  if (document.root == nullptr || document.root->kind == yaml::Node::empty) {
    if (reporter.errors() == before)
      reporter.report_file(Message::yaml_empty, schema.file).help =
          "begin with a line like “programme: Zonnig Energie”";
    return schema;
  }
  Reading reading(schema, reporter);
  Keys top(reading, *document.root, "The programme", nullptr, top_keys);
  if (top.is_map()) read_sections(reading, top);
  schema.canonical = canonical_text(schema);
  return schema;
}

std::optional<std::int64_t> Schema::computed(FieldId id, std::int64_t a, std::int64_t b) const {
  const Computed& of = *fields[id].computed;
  std::int64_t value = 0;
  switch (of.kind) {
    case Computed::sum:
      return __builtin_add_overflow(a, b, &value) ? std::nullopt : std::optional(value);
    case Computed::difference:
      return __builtin_sub_overflow(a, b, &value) ? std::nullopt : std::optional(value);
    case Computed::scaled:
      return multiply_divide(a, of.numerator, of.denominator, rounding);
    case Computed::product: {
      const Field& factor = fields[of.b];
      std::int64_t one = factor.type == Type::percentage ? rate_one : 1;
      for (int i = 0; factor.type == Type::decimal && i < factor.places; ++i) one *= 10;
      return multiply_divide(a, b, one, rounding);
    }
  }
  return std::nullopt;
}

std::optional<FieldId> Schema::find(std::string_view name) const {
  for (std::size_t i = 0; i < fields.size(); ++i)
    if (fields[i].name == name) return static_cast<FieldId>(i);
  return std::nullopt;
}

}  // namespace trouw
