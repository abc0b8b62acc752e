#include "schema/literal.h"

#include <algorithm>

#include "base/message.h"
#include "base/readings.h"
#include "schema/names.h"

namespace trouw {

namespace {

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

std::optional<std::int64_t> parse_scaled(std::string_view text, int places) {
  const auto decimal = parse_decimal(text);  // more decimals, of zeros too, may be thousands: 1.000
  return decimal && decimal->places <= places ? scaled(*decimal, places) : std::nullopt;
}

std::string lower(std::string_view text) {
  std::string result(text);
  for (char& c : result)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return result;
}

// "4000 kWh" as 4000 where the unit is the field's.
std::optional<std::int64_t> parse_number(std::string_view text, const Field& field, int places) {
  if (!field.unit.empty() && text.size() > field.unit.size() && text.ends_with(field.unit)) {
    text.remove_suffix(field.unit.size());
    if (text.ends_with(' ')) text.remove_suffix(1);
  }
  return parse_scaled(text, places);
}

std::optional<std::int64_t> parse_percentage(std::string_view text) {
  if (text.ends_with('%')) text.remove_suffix(1);
  if (text.ends_with(' ')) text.remove_suffix(1);
  return parse_scaled(text, rate_places);
}

// A plain count, or a duration of the right kind.
std::optional<std::int64_t> parse_count(std::string_view text, bool days) {
  if (const auto plain = parse_scaled(text, 0)) return plain;
  const auto duration = parse_duration(text);
  if (!duration || duration->days != days) return std::nullopt;
  return duration->count;
}

std::optional<std::int64_t> parse_choice(std::string_view text, const Field& field) {
  const std::string name = normalised(text);
  for (std::size_t i = 0; i < field.choices.size(); ++i)
    if (field.choices[i].name == name) return static_cast<std::int64_t>(i);
  return std::nullopt;
}

std::string counted(std::int64_t count, const char* unit) {
  return std::to_string(count) + " " + unit + (count == 1 ? "" : "s");
}

}  // namespace

std::optional<Duration> parse_unit_of_time(std::string_view text) {
  if (text == "month" || text == "months") return Duration{1, false, false};
  if (text == "year" || text == "years") return Duration{12, false, false};
  if (text == "day" || text == "days") return Duration{1, true, false};
  if (text == "week" || text == "weeks") return Duration{7, true, true};
  return std::nullopt;
}

std::optional<Duration> parse_duration(std::string_view text) {
  const std::size_t space = text.find(' ');
  if (space == std::string_view::npos || space > 10) return std::nullopt;
  const auto count = parse_scaled(text.substr(0, space), 0);
  auto unit = parse_unit_of_time(text.substr(space + 1));
  if (!count || !unit || text.substr(0, space).find('.') != std::string_view::npos) return std::nullopt;
  unit->count *= *count;
  return unit;
}

std::optional<std::int64_t> parse_money(std::string_view text, std::string_view currency, int places) {
  std::size_t digits = 0;
  while (digits < text.size() && !is_digit(text[digits]) && text[digits] != '-') ++digits;
  std::string_view sign = text.substr(0, digits);
  const bool spaced = sign.ends_with(' ');
  if (spaced) sign.remove_suffix(1);
  if (!currency.empty() && (sign != currency ? currency_of_symbol(sign) != currency : !spaced))
    return std::nullopt;
  return parse_scaled(text.substr(digits), places);
}

std::optional<bool> parse_yes_no(std::string_view text) {
  const std::string word = lower(text);
  if (word == "yes" || word == "true") return true;
  if (word == "no" || word == "false") return false;
  return std::nullopt;
}

std::optional<std::int64_t> parse_value(std::string_view text, const Field& field, const Schema& schema) {
  switch (field.type) {
    case Type::yes_no: {
      const auto value = parse_yes_no(text);
      return value ? std::optional<std::int64_t>(*value ? 1 : 0) : std::nullopt;
    }
    case Type::whole:
      return parse_number(text, field, 0);
    case Type::decimal:
      return parse_number(text, field, field.places);
    case Type::percentage:
      return parse_percentage(text);
    case Type::money:
      return parse_money(text, schema.currency, schema.digits);
    case Type::date:
      return parse_day(text);
    case Type::months:
      return parse_count(text, false);
    case Type::days:
      return parse_count(text, true);
    case Type::choice:
      return parse_choice(text, field);
    case Type::text:
      return std::nullopt;
  }
  return std::nullopt;
}

std::string write_value(std::int64_t stored, const Field& field, const Schema& schema) {
  switch (field.type) {
    case Type::yes_no:
      return stored != 0 ? "yes" : "no";
    case Type::whole:
      return format_scaled(stored, 0) + (field.unit.empty() ? "" : " " + field.unit);
    case Type::decimal:
      return format_scaled(stored, field.places) + (field.unit.empty() ? "" : " " + field.unit);
    case Type::percentage:
      return format_rate(stored);
    case Type::money:
      return write_money(stored, schema.currency);
    case Type::date:
      return format_day(static_cast<Day>(stored));
    case Type::months:
      return counted(stored, "month");
    case Type::days:
      return counted(stored, "day");
    case Type::choice:
      return field.choices.at(static_cast<std::size_t>(stored)).name;
    case Type::text:
      return schema.texts.at(static_cast<std::size_t>(stored));
  }
  return {};
}

std::string how_written(const Field& field, const Schema& schema, std::string_view instead_of) {
  const bool number = field.type == Type::whole || field.type == Type::decimal || field.type == Type::money;
  if (const int places = field.type == Type::money ? schema.digits : field.places;
      number && places < 3 && like_thousands(instead_of))
    return either_reading(instead_of, places);
  switch (field.type) {
    case Type::yes_no:
      return "write yes or no";
    case Type::whole:
      return "write a whole number like 12";
    case Type::decimal:
      return "write a number like 0.5, with at most " + counted(field.places, "decimal");
    case Type::percentage:
      return "write a percentage like 12.5%";
    case Type::money: {
      const std::string like = "write an amount like " + write_money(7500, schema.currency);
      return schema.digits == 0 ? like : like + ", with at most " + counted(schema.digits, "decimal");
    }
    case Type::date:
      return "write a date like 2027-03-01";
    case Type::months:
      return "write a length like 6 months";
    case Type::days:
      return "write a length like 90 days";
    case Type::choice:
      return "write one of its values";
    case Type::text:
      return "write a text";
  }
  return {};
}

}  // namespace trouw
