// Examples as statements of the language.
#include <fmt/format.h>

#include "trouw/examples.h"
#include "trouw/format.h"

namespace trouw {

namespace {

// In brackets, which the formatter takes off again where the language does not need them.
std::string name_of(const std::string& name) {
  return "[" + name + "]";
}

std::string statement(const Programme& programme, const NewExample& example) {
  std::string facts;
  for (const auto& [id, value] : example.facts)
    facts += fmt::format("{}{} is {}", facts.empty() ? "" : ", ", name_of(programme.schema.fields[id].name),
                         value);
  std::string text = example.remark.empty() ? "" : fmt::format("# {}\n", example.remark);
  text += fmt::format("example {}\n  on {}\n  {} with {}\n", written_text(example.title),
                      format_day(example.on), standing_name(example.standing), facts);
  for (const std::string& expected : example.expects) text += fmt::format("  expect {}\n", expected);
  return text;
}

}  // namespace

std::string written_text(std::string_view text) {
  std::string escaped = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') escaped += '\\';
    escaped += c;
  }
  return escaped + "\"";
}

std::string written_value(const Programme& programme, FieldId id, std::int64_t value, std::string_view text) {
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
  return written_text(index < programme.texts.size() ? programme.texts[index] : text);
}

std::string example_text(const Programme& programme, const NewExample& example, const std::string& language) {
  if (example.facts.empty()) return {};
  const std::string text = statement(programme, example);
  const Formatted made = format_offers({"example", text}, language);
  if (!made.kept || made.text.empty()) return {};
  // After the line that says the language.
  const std::size_t begin = language == "en" ? 0 : made.text.find_first_not_of('\n', made.text.find('\n'));
  return begin == std::string::npos ? std::string() : made.text.substr(begin);
}

}  // namespace trouw
