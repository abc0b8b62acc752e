#include <nlohmann/json.hpp>

#include "show/dry_run.h"
#include "show/forecast.h"

namespace trouw::cli {

namespace {

using nlohmann::ordered_json;

ordered_json granted_json(const Granted& granted) {
  return {{"granted", granted.count},
          {"worth", granted.worth},
          {"cost", granted.cost},
          {"entitled", granted.entitled}};
}

ordered_json days_json(const Forecast& found) {
  ordered_json list = ordered_json::array();
  for (std::size_t month = 0; month < found.days.size(); ++month) {
    ordered_json day = {{"on", format_day(found.days[month])}};
    day.update(granted_json(sum_of_month(found, month)));
    day["worse_off"] = found.worse_off[month];
    list.push_back(std::move(day));
  }
  return list;
}

ordered_json offers_json(const ForecastReport& report) {
  ordered_json list = ordered_json::array();
  for (std::size_t offer = 0; offer < report.programme.offers.size(); ++offer) {
    ordered_json months = ordered_json::array();
    for (const auto& month : report.found.months) months.push_back(granted_json(month[offer]));
    list.push_back({{"title", report.programme.offers[offer].title},
                    {"audience", audience_name(report.programme.offers[offer].audience)},
                    {"months", std::move(months)}});
  }
  return list;
}

ordered_json endings_json(const ForecastReport& report) {
  ordered_json list = ordered_json::array();
  for (const EndingDates& dates : report.found.endings) {
    ordered_json months = ordered_json::array();
    for (const Ending& ending : dates.months)
      months.push_back({{"ending", ending.count}, {"offered", ending.offered}});
    list.push_back(
        {{"field", report.programme.schema.fields[dates.field].name}, {"months", std::move(months)}});
  }
  return list;
}

ordered_json budgets_json(const ForecastReport& report) {
  ordered_json list = ordered_json::array();
  for (const BudgetLine& budget : report.found.budgets) {
    const Limit& limit = report.programme.offers[budget.offer].limits[budget.limit];
    list.push_back({{"offer", report.programme.offers[budget.offer].title},
                    {"limit", limit.kind == LimitKind::money ? "money" : "customers"},
                    {"window", budget.window},
                    {"granted", budget.granted},
                    {"most", limit.amount},
                    {"reached", budget.reached ? ordered_json(format_day(report.found.days[*budget.reached]))
                                               : ordered_json()}});
  }
  return list;
}

}  // namespace

ordered_json forecast_json(const ForecastReport& report) {
  const Forecast& found = report.found;
  return {{"programme", report.programme.schema.programme},
          {"fingerprint", report.programme.fingerprint},
          {"from", format_day(found.days.front())},
          {"months", found.days.size()},
          {"currency", report.programme.schema.currency},
          {"records", found.decided + found.rejected},
          {"decided", found.decided},
          {"rejected", found.rejected},
          {"days", days_json(found)},
          {"offers", offers_json(report)},
          {"endings", endings_json(report)},
          {"budgets", budgets_json(report)},
          {"seconds", report.seconds}};
}

}  // namespace trouw::cli
