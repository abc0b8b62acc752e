// A counterexample as a statement of the language.
#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "trouw/ensure.h"
#include "trouw/proof.h"

namespace trouw {

namespace {

constexpr std::array reserved = {
    "and",    "or",     "not",     "is",        "of",        "for",   "as",      "once",
    "after",  "then",   "while",   "from",      "otherwise", "falls", "reaches", "when",
    "unless", "give",   "match",   "runs",      "limit",     "tell",  "because", "formerly",
    "offer",  "define", "combine", "guarantee", "always",    "never", "example", "expect"};

bool needs_brackets(const std::string& name) {
  std::size_t at = 0;
  while (at < name.size()) {
    const std::size_t end = std::min(name.find(' ', at), name.size());
    const std::string word = name.substr(at, end - at);
    if (std::find(reserved.begin(), reserved.end(), word) != reserved.end()) return true;
    at = end + 1;
  }
  return name.find("at least") != std::string::npos || name.find("at most") != std::string::npos;
}

std::string name_of(const std::string& name) {
  return needs_brackets(name) ? "[" + name + "]" : name;
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
  return fmt::format("\"{}\"", index < programme.texts.size() ? programme.texts[index] : "something else");
}

// Who comes back as a newcomer is answered by what customers get, so the example is of one who stayed.
bool about_staying(const Guarantee& guarantee, const Counterexample& found) {
  return guarantee.kind != GuaranteeKind::returning || found.standing != Standing::returner;
}

std::vector<std::optional<std::int64_t>> record_of(const Programme& programme, const Guarantee& guarantee,
                                                   const Counterexample& found) {
  std::vector<std::optional<std::int64_t>> record = found.own.record;
  if (guarantee.kind != GuaranteeKind::returning || !about_staying(guarantee, found)) return record;
  for (const auto& [field, value] : programme.customer_fields) record[field] = value;
  if (programme.schema.roles.left) record[*programme.schema.roles.left].reset();
  return record;
}

// What the mended programme gives: enough for nobody to be worse off.
std::string expected(const Programme& programme, const Guarantee& guarantee, const Counterexample& found) {
  const std::string& currency = programme.schema.currency;
  if (guarantee.kind == GuaranteeKind::newcomer)
    return fmt::format("expect worse off by {}", write_money(guarantee.within, currency));
  const std::int64_t deal = about_staying(guarantee, found)
                                ? found.own.deal.value + found.gap
                                : std::max<std::int64_t>(0, found.other.deal.value - found.gap);
  return fmt::format("expect deal {}", write_money(deal, currency));
}

}  // namespace

std::string as_example(const Programme& programme, const Proof& proof) {
  ensure(proof.counterexample.has_value(), "an example of what is not broken");
  const Counterexample& found = *proof.counterexample;
  const Guarantee& guarantee = programme.guarantees[proof.guarantee];
  const auto record = record_of(programme, guarantee, found);
  std::string fields;
  for (FieldId id = 0; id < programme.schema.fields.size(); ++id) {
    const Field& field = programme.schema.fields[id];
    if (programme.schema.roles.id == id || programme.schema.roles.customer == id) continue;
    if (!record[id] || record[id] == field.typical) continue;
    fields += fmt::format("{}{} is {}", fields.empty() ? "" : ", ", name_of(field.name),
                          value_of(programme, id, *record[id]));
  }
  return fmt::format(
      "# Found by `trouw prove`: {}\nexample \"Found broken on {}: {}\"\n  on {}\n  {} with {}\n  {}\n",
      guarantee.text, format_day(found.on), guarantee.text, format_day(found.on),
      about_staying(guarantee, found) ? "customer" : "returner", fields,
      expected(programme, guarantee, found));
}

}  // namespace trouw
