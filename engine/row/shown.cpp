#include "row/shown.h"

#include <charconv>

#include "trouw/decision.h"

namespace trouw {

namespace {

void append_number_of(std::string& text, std::int64_t number, std::string_view one, std::string_view many) {
  append_count(text, number);
  text += ' ';
  text += number == 1 ? one : many;
}

std::string_view text_of(const Programme& programme, const Batch& batch, std::int64_t value) {
  const auto index = static_cast<std::size_t>(value);
  const std::vector<std::string>& known = programme.texts;
  if (index < known.size()) return known[index];
  return index - known.size() < batch.texts.size() ? std::string_view(batch.texts[index - known.size()])
                                                   : std::string_view();
}

// Without the zeros that say nothing: 2.5, not 2.500000.
void append_decimal(std::string& text, std::int64_t value, int places) {
  append_scaled(text, value, places);
  if (places == 0) return;
  while (text.back() == '0') text.pop_back();
  if (text.back() == '.') text.pop_back();
}

}  // namespace

void append_count(std::string& text, std::int64_t number) {
  char digits[24];
  text.append(digits, std::to_chars(digits, digits + sizeof digits, number).ptr);
}

void append_months(std::string& text, std::int64_t months, const ValueWords& words) {
  const std::int64_t years = months / 12, rest = months % 12;
  if (years != 0) append_number_of(text, years, words.year, words.years);
  if (years != 0 && rest != 0) text += ' ';
  if (rest != 0 || years == 0) append_number_of(text, rest, words.month, words.months);
}

void append_field(std::string& text, const Programme& programme, FieldId field, Cell cell, const Batch& batch,
                  const ValueWords& words) {
  if (!cell.known) {
    text += words.unknown;
    return;
  }
  const bool is_text = programme.schema.fields[field].type == Type::text;
  append_shown(text, programme.schema, field, cell.value,
               is_text ? text_of(programme, batch, cell.value) : std::string_view(), words);
}

const char* standing_name(Standing standing) {
  switch (standing) {
    case Standing::customer:
      return "customer";
    case Standing::newcomer:
      return "newcomer";
    case Standing::returner:
      return "returner";
    case Standing::nobody:
      return "nobody";
    case Standing::rejected:
      return "rejected";
  }
  return "";
}

void append_shown(std::string& to, const Schema& schema, FieldId id, std::int64_t value,
                  std::string_view text, const ValueWords& words) {
  const Field& field = schema.fields[id];
  const auto unit = [&] {
    if (!field.unit.empty()) to.append(1, ' ').append(field.unit);
  };
  switch (field.type) {
    case Type::yes_no:
      to += value != 0 ? words.yes : words.no;
      return;
    case Type::whole:
      append_count(to, value);
      return unit();
    case Type::decimal:
      append_decimal(to, value, field.places);
      return unit();
    case Type::percentage:
      return append_rate(to, value);
    case Type::money:
      return append_money(to, value, schema.currency);
    case Type::date:
      return append_day(to, static_cast<Day>(value));
    case Type::months:
      return append_months(to, value, words);
    case Type::days:
      return append_number_of(to, value, words.day, words.days);
    case Type::choice:
      to += field.choices[static_cast<std::size_t>(value)].name;
      return;
    case Type::text:
      to += text;
      return;
  }
}

std::string shown_value(const Schema& schema, FieldId field, std::int64_t value, std::string_view text) {
  std::string shown;
  append_shown(shown, schema, field, value, text);
  return shown;
}

}  // namespace trouw
