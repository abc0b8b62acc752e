#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "shell/words.h"
#include "show/prove.h"

namespace trouw::cli {

namespace {

constexpr std::size_t columns = 36;  // of the longest bar

std::string tenure_words(std::int64_t months) {
  const std::int64_t years = months / 12, rest = months % 12;
  if (months == 0) return "at once";
  std::string text = years == 0 ? "" : fmt::format("{} year{}", years, years == 1 ? "" : "s");
  if (rest != 0) text += fmt::format("{}{} month{}", text.empty() ? "" : " ", rest, rest == 1 ? "" : "s");
  return "from " + text;
}

// As many marks as the value is of the largest, and a bar where the newcomer's line is.
std::string bar(std::int64_t value, std::int64_t newcomer, std::int64_t largest) {
  const auto marks = [&](std::int64_t amount) {
    if (largest <= 0 || amount <= 0) return std::size_t{0};
    return std::max<std::size_t>(
        1, static_cast<std::size_t>(amount / std::max<std::int64_t>(1, largest / std::int64_t{columns})));
  };
  std::string text(std::max(marks(value), marks(newcomer)), ' ');
  std::fill_n(text.begin(), marks(value), '#');
  if (marks(newcomer) > 0) text[marks(newcomer) - 1] = '|';
  return text;
}

}  // namespace

std::string curve_text(const Programme& programme, const Curve& curve) {
  if (curve.points.empty())
    return "There is no curve: the programme knows no tenure, or the typical record is no customer.\n";
  std::int64_t largest = 0;
  for (const Curve::Point& point : curve.points)
    largest = std::max({largest, point.value, point.newcomer_value});
  std::string text = fmt::format(
      "The typical customer's deal by tenure, on {}; | is a newcomer's.\n\n  {:<22} {:>13} {:>13}\n",
      format_day(curve.on), "tenure", "this customer", "as a newcomer");
  for (const Curve::Point& point : curve.points)
    text += fmt::format("  {:<22} {:>13} {:>13}  {}\n", tenure_words(point.months),
                        format_money(point.value, programme.schema.currency),
                        format_money(point.newcomer_value, programme.schema.currency),
                        bar(point.value, point.newcomer_value, largest));
  return text;
}

nlohmann::ordered_json curve_json(const Curve& curve) {
  nlohmann::ordered_json json;
  json["on"] = format_day(curve.on);
  json["curve"] = nlohmann::ordered_json::array();
  for (const Curve::Point& point : curve.points)
    json["curve"].push_back(
        {{"months", point.months}, {"value", point.value}, {"newcomer_value", point.newcomer_value}});
  return json;
}

}  // namespace trouw::cli
