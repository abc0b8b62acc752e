#include <fmt/format.h>

#include <algorithm>

#include "shell/table.h"
#include "shell/words.h"
#include "show/dry_run_words.h"
#include "show/forecast.h"

namespace trouw::cli {

namespace {

std::string plain(const ForecastReport& report, std::int64_t minor) {
  const std::string& currency = report.programme.schema.currency;
  return format_money(minor, currency).substr(currency.size() + 1);
}

std::string months(const ForecastReport& report, const Console& console) {
  Table table(
      {"month from", "granted", "newly entitled", "cost in " + report.programme.schema.currency, "worse off"},
      {Table::left, Table::right, Table::right, Table::right, Table::right});
  Granted all;
  for (std::size_t month = 0; month < report.found.days.size(); ++month) {
    const Granted sum = sum_of_month(report.found, month);
    table.add({format_day(report.found.days[month]), number(sum.count), number(sum.entitled),
               plain(report, sum.cost), format_count(report.found.worse_off[month])});
    all.count += sum.count;
    all.entitled += sum.entitled;
    all.cost += sum.cost;
  }
  table.total({"all", number(all.count), number(all.entitled), plain(report, all.cost), ""});
  return table.text(console);
}

// Offers down, a few months across.
std::string offers(const ForecastReport& report, const Console& console) {
  constexpr std::size_t across = 4;
  std::string text;
  for (std::size_t first = 0; first < report.found.days.size(); first += across) {
    const std::size_t end = std::min(first + across, report.found.days.size());
    std::vector<std::string> heading{"cost of each offer"};
    std::vector<Table::Side> sides{Table::left};
    for (std::size_t month = first; month < end; ++month) {
      heading.push_back(format_day(report.found.days[month]));
      sides.push_back(Table::right);
    }
    Table table(heading, sides);
    for (std::size_t offer = 0; offer < report.programme.offers.size(); ++offer) {
      if (sum_of_offer(report.found, offer).count == 0) continue;
      std::vector<std::string> row{printable(report.programme.offers[offer].title)};
      for (std::size_t month = first; month < end; ++month)
        row.push_back(plain(report, report.found.months[month][offer].cost));
      table.add(std::move(row));
    }
    text += "\n" + table.text(console);
  }
  return text;
}

std::string endings(const ForecastReport& report, const Console& console) {
  std::string text;
  for (const EndingDates& dates : report.found.endings) {
    Table table({printable(report.programme.schema.fields[dates.field].name) + " in the month from",
                 "customers", "offered something", "offered nothing"},
                {Table::left, Table::right, Table::right, Table::right});
    for (std::size_t month = 0; month < dates.months.size(); ++month) {
      const Ending& ending = dates.months[month];
      table.add({format_day(report.found.days[month]), number(ending.count), number(ending.offered),
                 number(ending.count - ending.offered)});
    }
    text += "\n" + table.text(console);
  }
  return text;
}

std::string budgets(const ForecastReport& report, const Console& console) {
  if (report.found.budgets.empty()) return "";
  Table table({"limit of", "", "most", "granted", ""},
              {Table::left, Table::left, Table::right, Table::right, Table::left});
  for (const BudgetLine& budget : report.found.budgets) {
    const Offer& offer = report.programme.offers[budget.offer];
    table.add({printable(offer.title), budget.window,
               limit_text(report.programme, budget, offer.limits[budget.limit].amount),
               limit_text(report.programme, budget, budget.granted), reached_text(report.found, budget)});
  }
  return "\n" + table.text(console);
}

}  // namespace

std::string forecast_text(const ForecastReport& report, const Console& console) {
  const Forecast& found = report.found;
  std::string text =
      console.toned_out(
          Tone::strong,
          fmt::format("{} from {}, {}", printable(report.programme.schema.programme),
                      format_day(found.days.front()), counted(found.days.size(), "month", "months"))) +
      "\n";
  text += fmt::format("{} decided, {} rejected.\n", counted(found.decided, "record", "records"),
                      number(found.rejected));
  text += "\n" + wrapped(cost_text(report), "") + "\n" + months(report, console) + offers(report, console) +
          endings(report, console) + budgets(report, console) + "\n";
  if (!report.upcoming_file.empty())
    text += wrapped(
        fmt::format("{} lists who becomes entitled, from when and why.", printable(report.upcoming_file)),
        "");
  for (const std::string& sentence : forecast_assumptions(report)) text += wrapped(sentence, "");
  return text;
}

}  // namespace trouw::cli
