// Months and days of the month in whole-number arithmetic, the same in every dialect.
#pragma once

#include "plan/plan.h"
#include "sql/term.h"

namespace trouw::sql {

// A date taken apart: months since year 0, and the day within the month.
struct DateParts {
  TermId months = no_term;
  TermId day = no_term;
};

class Calendar {
 public:
  explicit Calendar(Terms& terms) : terms_(terms) {}

  // Of a day number within ±10,000,000.
  DateParts parts(TermId day);
  DateParts parts(Day day);

  // The day that lies `months` after, clamped to its month's end.
  TermId add_months(DateParts from, std::int64_t months);
  TermId months_between(DateParts from, DateParts to);
  TermId month_of(DateParts date);

 private:
  TermId first_day_of(TermId months, std::int64_t reach);
  TermId length_of(TermId months, std::int64_t reach);

  Terms& terms_;
};

}  // namespace trouw::sql
