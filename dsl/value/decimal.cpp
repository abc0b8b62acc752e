#include <charconv>

#include "trouw/value.h"
#include "trouw/wide.h"

namespace trouw {

namespace {

constexpr std::size_t most_digits = 18;

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

// How many digits `text` starts with.
std::size_t leading_digits(std::string_view text) {
  std::size_t count = 0;
  while (count < text.size() && is_digit(text[count])) ++count;
  return count;
}

}  // namespace

std::optional<Decimal> parse_decimal(std::string_view text) {
  const bool negative = !text.empty() && text.front() == '-';
  if (negative) text.remove_prefix(1);
  const std::size_t whole = leading_digits(text);
  if (whole == 0) return std::nullopt;
  std::string_view rest = text.substr(whole);
  std::size_t places = 0;
  if (!rest.empty()) {
    if (rest.front() != '.') return std::nullopt;
    rest.remove_prefix(1);
    places = leading_digits(rest);
    if (places == 0 || places != rest.size()) return std::nullopt;
  }
  if (whole + places > most_digits) return std::nullopt;
  std::int64_t digits = 0;
  for (const char c : text)
    if (c != '.') digits = digits * 10 + (c - '0');
  return Decimal{negative ? -digits : digits, static_cast<int>(places)};
}

std::optional<std::int64_t> scaled(Decimal decimal, int places) {
  if (decimal.digits == 0) return 0;
  for (; decimal.places > places; --decimal.places) {
    if (decimal.digits % 10 != 0) return std::nullopt;
    decimal.digits /= 10;
  }
  Wide value = decimal.digits;
  for (; decimal.places < places; ++decimal.places) {
    value *= 10;
    if (!narrow(value)) return std::nullopt;
  }
  return narrow(value);
}

void append_scaled(std::string& text, std::int64_t value, int places) {
  char digits[24];
  const std::uint64_t size =
      value < 0 ? 0 - static_cast<std::uint64_t>(value) : static_cast<std::uint64_t>(value);
  const auto end = std::to_chars(digits, digits + sizeof digits, size).ptr;
  const auto count = static_cast<std::size_t>(end - digits);
  const auto decimals = static_cast<std::size_t>(places);
  if (value < 0) text += '-';
  if (count < decimals + 1) text.append(decimals + 1 - count, '0');
  text.append(digits, count);
  if (places > 0) text.insert(text.size() - decimals, 1, '.');
}

std::string format_scaled(std::int64_t value, int places) {
  std::string text;
  append_scaled(text, value, places);
  return text;
}

void append_rate(std::string& text, std::int64_t rate) {
  append_scaled(text, rate, rate_places);
  while (text.back() == '0') text.pop_back();
  if (text.back() == '.') text.pop_back();
  text += '%';
}

std::string format_rate(std::int64_t rate) {
  std::string text;
  append_rate(text, rate);
  return text;
}

}  // namespace trouw
