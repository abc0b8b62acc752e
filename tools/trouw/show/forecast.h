// A forecast, for people and for machines.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>
#include <vector>

#include "shell/console.h"
#include "trouw/forecast.h"

namespace trouw::cli {

// Everything that a forecast has to tell. Refers to what it was made from.
struct ForecastReport {
  const Programme& programme;
  const Forecast& found;
  std::string upcoming_file;  // empty: none was asked for
  double seconds = 0;
};

// At most 80 columns wide but for long words.
std::string forecast_text(const ForecastReport& report, const Console& console);

// {programme, fingerprint, from, months, currency, records, decided, rejected, days[{on, granted, worth,
// cost, entitled, worse_off}], offers[{title, audience, months[{granted, worth, cost, entitled}]}],
// endings[{field, months[{ending, offered}]}], budgets[{offer, limit, window, granted, most, reached}],
// seconds}
nlohmann::ordered_json forecast_json(const ForecastReport& report);

// ---- The parts that text, JSON and page share
// --------------------------------------------------------------

Granted sum_of_month(const Forecast& found, std::size_t month);
Granted sum_of_offer(const Forecast& found, std::size_t offer);

// "EUR 248,774.68 in the first month, EUR 12,000.00 in the 11 after it."
std::string cost_text(const ForecastReport& report);

// What the figures take for granted: a sentence each.
std::vector<std::string> forecast_assumptions(const ForecastReport& report);

// "1,000 customers", "EUR 50,000.00"
std::string limit_text(const Programme& programme, const BudgetLine& budget, std::int64_t amount);

// "within it", or "beyond it from 2027-08-01"
std::string reached_text(const Forecast& found, const BudgetLine& budget);

}  // namespace trouw::cli
