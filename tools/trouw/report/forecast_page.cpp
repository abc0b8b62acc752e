#include <fmt/format.h>

#include "report/amounts.h"
#include "report/chart.h"
#include "report/pages.h"
#include "shell/words.h"
#include "show/dry_run_words.h"

namespace trouw::cli {

namespace {

// "2027-03", which is all that fits under a column.
std::string month_name(Day day) {
  return format_day(day).substr(0, 7);
}

void months(Page& page, const ForecastReport& report, const Amounts& in) {
  Chart cost{"Cost of each month", {}, {{"cost", {}}}, in.axis(), "month"};
  Chart entitled{"Newly entitled in each month", {}, {{"entitled", {}}}, Amounts::counts(), "month"};
  Numbers numbers{{"month from", "granted", "newly entitled", "cost", "worse off"}, {}, {}, {}};
  for (std::size_t month = 0; month < report.found.days.size(); ++month) {
    const Granted sum = sum_of_month(report.found, month);
    if (month > 0 || report.found.days.size() == 1) {  // all at once, the first would dwarf the others
      cost.labels.push_back(month_name(report.found.days[month]));
      cost.series[0].values.push_back(sum.cost);
      entitled.series[0].values.push_back(static_cast<std::int64_t>(sum.entitled));
    }
    numbers.rows.push_back({format_day(report.found.days[month]), number(sum.count), number(sum.entitled),
                            in.plain(sum.cost), format_count(report.found.worse_off[month])});
  }
  entitled.labels = cost.labels;
  page.section("Month by month");
  page.figure(
      "Cost of each month", columns(cost),
      fmt::format(
          "What the offers come to, in {}, that are granted in each month. The first month, which grants "
          "all that is open on its day, stands in the table alone.",
          report.programme.schema.currency),
      numbers);
  page.figure("Newly entitled", columns(entitled),
              "How many offers begin to count for somebody for whom they did not a month earlier.", numbers);
}

void offers(Page& page, const ForecastReport& report, const Amounts& in) {
  Chart chart{"Cost of each offer", {}, {{"cost", {}}}, in.amounts(), ""};
  Numbers numbers{{"offer", "all"}, {}, {"all offers"}, {}};
  std::int64_t all = 0;
  for (const Day day : report.found.days) numbers.heading.push_back(month_name(day));
  for (std::size_t offer = 0; offer < report.programme.offers.size(); ++offer) {
    const Granted sum = sum_of_offer(report.found, offer);
    if (sum.count == 0) continue;
    chart.labels.push_back(report.programme.offers[offer].title);
    chart.series[0].values.push_back(sum.cost);
    numbers.rows.push_back({report.programme.offers[offer].title, in.plain(sum.cost)});
    for (const auto& month : report.found.months) numbers.rows.back().push_back(in.plain(month[offer].cost));
    all += sum.cost;
  }
  numbers.total.push_back(in.plain(all));
  for (std::size_t month = 0; month < report.found.days.size(); ++month)
    numbers.total.push_back(in.plain(sum_of_month(report.found, month).cost));
  page.section("Offer by offer");
  page.figure("Cost of each offer", bars(chart),
              "What each offer comes to over all months; the table has every month.", numbers);
}

void endings(Page& page, const ForecastReport& report) {
  for (const EndingDates& dates : report.found.endings) {
    const std::string& field = report.programme.schema.fields[dates.field].name;
    Chart chart{"Customers by " + field,
                {},
                {{"offered something", {}}, {"offered nothing", {}}},
                Amounts::counts(),
                "month"};
    Numbers numbers{{"month from", "customers", "offered something", "offered nothing"}, {}, {}, {}};
    for (std::size_t month = 0; month < dates.months.size(); ++month) {
      const Ending& ending = dates.months[month];
      chart.labels.push_back(month_name(report.found.days[month]));
      chart.series[0].values.push_back(static_cast<std::int64_t>(ending.offered));
      chart.series[1].values.push_back(static_cast<std::int64_t>(ending.count - ending.offered));
      numbers.rows.push_back({format_day(report.found.days[month]), number(ending.count),
                              number(ending.offered), number(ending.count - ending.offered)});
    }
    page.section("By " + field);
    page.figure(
        "Customers by " + field, columns(chart),
        fmt::format(
            "Customers whose {} falls in each month, and whether an offer that asks for it counts for "
            "them before.",
            field),
        numbers);
  }
}

void budgets(Page& page, const ForecastReport& report) {
  if (report.found.budgets.empty()) return;
  Numbers numbers{{"offer", "window", "most", "granted", "so it is"}, {}, {}, {1, 4}};
  for (const BudgetLine& budget : report.found.budgets) {
    const Offer& offer = report.programme.offers[budget.offer];
    numbers.rows.push_back({offer.title, budget.window.empty() ? "in all" : budget.window,
                            limit_text(report.programme, budget, offer.limits[budget.limit].amount),
                            limit_text(report.programme, budget, budget.granted),
                            reached_text(report.found, budget)});
  }
  page.section("Limits");
  page.table("The limits of offers, beside what the forecast grants", numbers);
}

}  // namespace

Page forecast_page(const ForecastReport& report) {
  const Forecast& found = report.found;
  const Amounts in(report.programme.schema.currency);
  Page page("en",
            fmt::format("{} from {}, {}", report.programme.schema.programme, format_day(found.days.front()),
                        counted(found.days.size(), "month", "months")),
            fmt::format("A forecast over {}, {} rejected. Nothing was changed.",
                        counted(found.decided, "record", "records"), number(found.rejected)));
  page.answer(Page::neutral, cost_text(report), {});
  months(page, report, in);
  offers(page, report, in);
  endings(page, report);
  budgets(page, report);
  page.section("What this rests on");
  page.list(forecast_assumptions(report));
  page.faint(fmt::format("Amounts {} tax, in {}. Programme {}.",
                         report.programme.schema.prices_include_tax ? "include" : "exclude",
                         report.programme.schema.currency, report.programme.fingerprint));
  return page;
}

}  // namespace trouw::cli
