// What will it cost month by month, and who becomes entitled when?
//
// A ledger is played forward in memory: on a day of each month everybody is granted what is new, and then has
// a bill that starts on that day, with the record as it is today and as time alone changes it (tenure, price
// steps). What a month costs is what its bills have. So the figures are those of `trouw ledger grant` and
// `trouw ledger due` run on the same days, limits and top-ups included. It is assumed that nothing was
// granted before the first day, that nobody joins, leaves or is held out.
//
// Memory: the records, and some 600 bytes an award.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "trouw/engine.h"

namespace trouw {

struct Granted {
  std::uint64_t count = 0;
  std::int64_t worth = 0;  // minor units: what was granted comes to over the horizon, after the deals' caps
  std::uint64_t entitled = 0;  // of them: it did not count a month earlier
  std::int64_t cost = 0;       // minor units: what the month's bills have, perks and points at their worth
};

// Customers for whom a date that offers look ahead to falls in a month.
struct Ending {
  std::uint64_t count = 0;
  std::uint64_t offered = 0;  // of them: an offer that reads the date counts on or before it
};

struct EndingDates {
  FieldId field = 0;
  std::vector<Ending> months;  // a month each: from its day to the day before the next one's
};

// A limit of an offer, beside what the forecast grants in one of its windows.
struct BudgetLine {
  std::uint32_t offer = 0;
  std::uint32_t limit = 0;             // of Offer::limits
  std::string window;                  // "2027", "2027-03", or empty: in all
  std::int64_t granted = 0;            // minor units, or a count
  std::optional<std::size_t> reached;  // the first month in which it is used up, or turns somebody away
};

struct Forecast {
  std::vector<Day> days;                     // the day of each month
  std::uint64_t decided = 0, rejected = 0;   // records
  std::vector<std::vector<Granted>> months;  // a month each: by offer
  std::vector<std::int64_t> worse_off;       // a month each: how many are, after matches
  std::vector<EndingDates> endings;
  std::vector<BudgetLine> budgets;
};

// One who becomes entitled after the first day.
struct Upcoming {
  std::string_view id;
  std::uint32_t offer = 0;
  Day from = 0;             // the first day of entitlement, within the month before it is granted
  std::int64_t amount = 0;  // minor units, over the horizon
  std::string_view why;     // the offer's conditions; where it has none what it gives
};

struct ForecastOptions {
  Day from = 0;
  int months = 12;  // 1..120
};

// Called by the caller's thread. A failure stops the run.
struct ForecastSinks {
  std::function<Status(const Upcoming&)> upcoming;  // by month, then in the order of the grant
  std::function<void(double progress, std::uint64_t records)> progress;
};

// Reads all of `records`, read with Engine::shape(). A failure of the source or of a sink ends it; so does a
// sum that leaves 64 bits.
Status forecast(const Engine& engine, RecordReader& records, const ForecastOptions& options,
                const ForecastSinks& sinks, Forecast& found);

}  // namespace trouw
