#include "base/readings.h"

#include <fmt/format.h>

#include <algorithm>

namespace trouw {

namespace {

constexpr std::string_view digits = "0123456789";
constexpr std::size_t group = 3;

// Where the first number's digits begin, where its point stands and where its decimals end.
struct Parts {
  std::size_t begin = 0, point = 0, end = 0;
  bool grouped = false;
};

Parts parts_of(std::string_view text) {
  const auto after_digits = [&](std::size_t from) {
    return std::min(text.find_first_not_of(digits, from), text.size());
  };
  Parts parts;
  parts.begin = std::min(text.find_first_of(digits), text.size());
  parts.point = parts.end = after_digits(parts.begin);
  if (parts.point == text.size() || text[parts.point] != '.') return parts;
  parts.end = after_digits(parts.point + 1);
  const std::size_t whole = parts.point - parts.begin;
  parts.grouped =
      whole >= 1 && whole <= group && text[parts.begin] != '0' && parts.end == parts.point + 1 + group;
  return parts;
}

}  // namespace

bool like_thousands(std::string_view text) {
  return parts_of(text).grouped;
}

std::optional<std::pair<std::string, std::string>> thousands_or_decimals(std::string_view text) {
  const Parts parts = parts_of(text);
  if (!parts.grouped || parts.begin != 0 || parts.end != text.size()) return std::nullopt;
  std::string decimals(text);
  decimals.erase(decimals.find_last_not_of('0') + 1);
  if (decimals.back() == '.') decimals.pop_back();
  return std::pair(fmt::format("{}{}", text.substr(0, parts.point), text.substr(parts.point + 1)), decimals);
}

std::string either_reading(std::string_view text, int places) {
  const Parts parts = parts_of(text);
  const std::string_view before = text.substr(0, parts.begin), after = text.substr(parts.end);
  const std::string_view whole = text.substr(parts.begin, parts.point - parts.begin);
  const std::string_view decimals = text.substr(parts.point + 1, group);
  const std::string thousands = fmt::format("{}{}{}{}", before, whole, decimals, after);
  const auto kept = decimals.substr(0, static_cast<std::size_t>(places));
  if (decimals.find_first_not_of('0', kept.size()) != std::string_view::npos)
    return places == 0 ? fmt::format("write {}, or a whole number", thousands)
                       : fmt::format("write {}, or at most {} decimals", thousands, places);
  return fmt::format("write {} or {}{}{}{}{}, whichever is meant", thousands, before, whole,
                     kept.empty() ? "" : ".", kept, after);
}

}  // namespace trouw
