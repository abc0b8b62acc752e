// A counterexample as a statement of the language.
#include <fmt/format.h>

#include "trouw/ensure.h"
#include "trouw/format.h"
#include "trouw/proof.h"

namespace trouw {

namespace {

// In brackets, which the formatter takes off again where the language does not need them.
std::string name_of(const std::string& name) {
  return "[" + name + "]";
}

std::string quoted(const std::string& text) {
  std::string escaped = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') escaped += '\\';
    escaped += c;
  }
  return escaped + "\"";
}

std::string value_of(const Programme& programme, FieldId id, std::int64_t value) {
  const Schema& schema = programme.schema;
  const Field& field = schema.fields[id];
  switch (field.type) {
    case Type::yes_no:
      return value != 0 ? "yes" : "no";
    case Type::whole:
      return std::to_string(value);
    case Type::decimal:
      return format_scaled(value, field.places);
    case Type::percentage:
      return format_rate(value);
    case Type::money:
      return write_money(value, schema.currency);
    case Type::date:
      return format_day(static_cast<Day>(value));
    case Type::months:
      return fmt::format("{} months", value);
    case Type::days:
      return fmt::format("{} days", value);
    case Type::choice:
      return name_of(field.choices[static_cast<std::size_t>(value)].name);
    case Type::text:
      break;
  }
  const auto index = static_cast<std::size_t>(value);
  return quoted(index < programme.texts.size() ? programme.texts[index] : "something else");
}

// What is not as it would be, were it not named; one field at least.
std::string fields_of(const Programme& programme, const std::vector<std::optional<std::int64_t>>& record) {
  const Schema& schema = programme.schema;
  std::string fields, first;
  for (FieldId id = 0; id < schema.fields.size(); ++id) {
    if (schema.roles.id == id || schema.roles.customer == id || !record[id]) continue;
    const std::string said =
        fmt::format("{} is {}", name_of(schema.fields[id].name), value_of(programme, id, *record[id]));
    if (first.empty()) first = said;
    if (record[id] != schema.fields[id].typical) fields += (fields.empty() ? "" : ", ") + said;
  }
  return fields.empty() ? first : fields;
}

}  // namespace

std::string as_example(const Programme& programme, const Proof& proof, const std::string& language) {
  ensure(proof.counterexample.has_value(), "an example of what is not broken");
  const Counterexample& found = *proof.counterexample;
  const std::string& guarantee = programme.guarantees[proof.guarantee].text;
  const std::string on = format_day(found.on);
  const std::string text = fmt::format(
      "# Found by `trouw prove`: {}\nexample {}\n  on {}\n  {} with {}\n  expect guarantees kept\n",
      guarantee, quoted(fmt::format("Found broken on {}: {}", on, guarantee)), on,
      standing_name(found.standing), fields_of(programme, found.own.record));
  const Formatted made = format_offers({"example", text}, language);
  ensure(made.kept && !made.text.empty(), "an example that cannot be read");
  return made.text.substr(made.text.find('#'));  // after the line that says the language
}

}  // namespace trouw
