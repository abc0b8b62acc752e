#include <algorithm>

#include "trouw/value.h"

namespace trouw {

namespace {

struct Currency {
  std::string_view code;
  int digits;
};

constexpr Currency currencies[] = {
#define TROUW_CURRENCY(code, digits) {#code, digits},
#include "value/currencies.def"
#undef TROUW_CURRENCY
};

struct Symbol {
  std::string_view sign, code;
};

constexpr Symbol symbols[] = {
#define TROUW_SYMBOL(sign, code) {sign, code},
#include "value/symbols.def"
#undef TROUW_SYMBOL
};

// The amount that `text` has from `begin` on, "-1234567.50", as "-1,234,567.50".
void separate(std::string& text, std::size_t begin) {
  const std::size_t first = text[begin] == '-' ? begin + 1 : begin;
  std::size_t at = std::min(text.find('.', begin), text.size());
  while (at > first + 3) {
    at -= 3;
    text.insert(at, 1, ',');
  }
}

std::string amount(std::int64_t minor, std::string_view currency) {
  return format_scaled(minor, minor_digits(currency).value_or(2));
}

}  // namespace

std::optional<int> minor_digits(std::string_view currency) {
  for (const Currency& c : currencies)
    if (c.code == currency) return c.digits;
  return std::nullopt;
}

std::string_view currency_of_symbol(std::string_view symbol) {
  for (const Symbol& s : symbols)
    if (s.sign == symbol) return s.code;
  return {};
}

void append_money(std::string& text, std::int64_t minor, std::string_view currency) {
  text += currency;
  text += ' ';
  const std::size_t begin = text.size();
  append_scaled(text, minor, minor_digits(currency).value_or(2));
  separate(text, begin);
}

std::string format_money(std::int64_t minor, std::string_view currency) {
  std::string text;
  append_money(text, minor, currency);
  return text;
}

std::string write_money(std::int64_t minor, std::string_view currency) {
  std::string text = amount(minor, currency);
  const std::size_t point = text.find('.');
  if (point != std::string::npos && text.find_first_not_of('0', point + 1) == std::string::npos)
    text.erase(point);
  return std::string(currency) + " " + text;
}

std::string format_count(std::int64_t count) {
  std::string text = std::to_string(count);
  separate(text, 0);
  return text;
}

}  // namespace trouw
