#include <fmt/format.h>

#include "shell/words.h"
#include "show/forecast.h"

namespace trouw::cli {

namespace {

void add(Granted& sum, const Granted& one) {
  sum.count += one.count;
  sum.cost += one.cost;
  sum.worth += one.worth;
  sum.entitled += one.entitled;
}

}  // namespace

Granted sum_of_month(const Forecast& found, std::size_t month) {
  Granted sum;
  for (const Granted& one : found.months[month]) add(sum, one);
  return sum;
}

Granted sum_of_offer(const Forecast& found, std::size_t offer) {
  Granted sum;
  for (const auto& month : found.months) add(sum, month[offer]);
  return sum;
}

std::string cost_text(const ForecastReport& report) {
  const auto money = [&](std::int64_t minor) {
    return format_money(minor, report.programme.schema.currency);
  };
  const std::size_t months = report.found.days.size();
  std::int64_t later = 0;
  for (std::size_t month = 1; month < months; ++month) later += sum_of_month(report.found, month).cost;
  const std::string first = money(sum_of_month(report.found, 0).cost) + " in the first month";
  if (months == 1) return first + ".";
  return fmt::format("{}, {} in the {} after it.", first, money(later), months - 1);
}

std::vector<std::string> forecast_assumptions(const ForecastReport& report) {
  std::vector<std::string> said;
  said.emplace_back(
      "A ledger played forward: on each of these days everybody is granted what is new, and has a bill. What "
      "a "
      "month costs is what its bills have; what a bill has no room for is carried to the next one.");
  said.push_back("Assumed: nothing was granted before " + format_day(report.found.days.front()) +
                 ", nobody joins, leaves or is held out, and records change by time alone.");
  if (report.programme.schema.roles.tenure)
    said.emplace_back(
        "Tenure is a number of months here, so entitlement is known to the month and not to the day.");
  return said;
}

std::string limit_text(const Programme& programme, const BudgetLine& budget, std::int64_t amount) {
  const Limit& limit = programme.offers[budget.offer].limits[budget.limit];
  if (limit.kind == LimitKind::money) return format_money(amount, programme.schema.currency);
  return counted(static_cast<std::uint64_t>(amount), "customer", "customers");
}

std::string reached_text(const Forecast& found, const BudgetLine& budget) {
  return budget.reached ? "used up from " + format_day(found.days[*budget.reached]) : "within it";
}

}  // namespace trouw::cli
