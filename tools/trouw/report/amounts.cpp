#include "report/amounts.h"

#include "show/decision_words.h"

namespace trouw::cli {

Amounts::Amounts(std::string currency) : currency_(std::move(currency)) {}

std::string Amounts::money(std::int64_t minor) const {
  return format_money(minor, currency_);
}

std::string Amounts::plain(std::int64_t minor) const {
  return format_money(minor, currency_).substr(currency_.size() + 1);
}

std::string Amounts::whole(std::int64_t minor) const {
  const std::string text = plain(minor);
  const std::size_t point = text.find('.');
  const bool idle = point != std::string::npos && text.find_first_not_of('0', point + 1) == std::string::npos;
  return idle ? text.substr(0, point) : text;
}

Written Amounts::axis() const {
  return [*this](std::int64_t minor) { return whole(minor); };
}

Written Amounts::amounts() const {
  return [*this](std::int64_t minor) { return money(minor); };
}

Written Amounts::counts() {
  return format_count;
}

std::int64_t Amounts::mean(std::int64_t total, std::uint64_t count) {
  if (count == 0) return 0;
  return multiply_divide(total, 1, static_cast<std::int64_t>(count), Rounding::half_away).value_or(0);
}

std::int64_t Amounts::rate(std::int64_t part, std::int64_t whole) {
  return whole <= 0 ? 0 : multiply_divide(part, rate_one, whole, Rounding::half_away).value_or(0);
}

std::string Amounts::percent(std::int64_t rate) {
  return format_rate((rate + 500) / 1000 * 1000);
}

std::string Amounts::share(std::int64_t part, std::int64_t whole) {
  return whole <= 0 ? "" : percent(rate(part, whole));
}

std::string Amounts::horizon(const Schema& schema) {
  return horizon_text(schema);
}

}  // namespace trouw::cli
