#include <algorithm>
#include <array>
#include <charconv>
#include <limits>

#include "trouw/value.h"

namespace trouw {

namespace {

constexpr std::int64_t days_in_era = 146'097;  // of the 400 years after which the calendar repeats
constexpr std::int64_t epoch_shift = 719'468;  // days from 0000-03-01 to 1970-01-01

constexpr bool leap(std::int64_t year) {
  return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
}

constexpr int month_length(std::int64_t year, int month) {
  constexpr int lengths[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  return month == 2 && leap(year) ? 29 : lengths[month - 1];
}

// Years that begin in March, so that the leap day is the last of its year.
constexpr std::int64_t day_number(std::int64_t year, int month, int day) {
  year -= month <= 2 ? 1 : 0;
  const std::int64_t era = (year >= 0 ? year : year - 399) / 400;
  const std::int64_t year_of_era = year - era * 400;
  const int day_of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
  const std::int64_t day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
  return era * days_in_era + day_of_era - epoch_shift;
}

std::int64_t floor_divide(std::int64_t a, std::int64_t b) {
  return a / b - (a % b < 0 ? 1 : 0);
}

// Months since year 0, and the day within.
struct InMonths {
  std::int64_t months;
  int day;
};

InMonths in_months(Day day) {
  const Civil civil = civil_of(day);
  return {std::int64_t{civil.year} * 12 + civil.month - 1, civil.day};
}

Day saturated(std::int64_t day) {
  return static_cast<Day>(
      std::clamp<std::int64_t>(day, std::numeric_limits<Day>::min(), std::numeric_limits<Day>::max()));
}

// The given day of a month, or its last where the month is shorter.
Day clamped_day(std::int64_t months, int day) {
  const std::int64_t year = floor_divide(months, 12);
  const int month = static_cast<int>(months - year * 12) + 1;
  return saturated(day_number(year, month, std::min(day, month_length(year, month))));
}

constexpr int first_year = 1900, last_year = 2199;  // of dates that are written

// The first day of each month of those years, and of the one after them.
constexpr auto month_starts = [] {
  std::array<Day, (last_year - first_year + 1) * 12 + 1> starts{};
  for (std::size_t i = 0; i < starts.size(); ++i)
    starts[i] =
        static_cast<Day>(day_number(first_year + static_cast<int>(i / 12), static_cast<int>(i % 12) + 1, 1));
  return starts;
}();

// The number at text[at…], or far below zero.
int digits(std::string_view text, std::size_t at, std::size_t count) {
  int value = 0;
  bool all = true;
  for (const char c : text.substr(at, count)) {
    all &= c >= '0' && c <= '9';
    value = value * 10 + (c - '0');
  }
  return all ? value : -1'000'000;
}

}  // namespace

int days_in_month(int year, int month) {
  return month_length(year, month);
}

Day day_of(Civil date) {
  return saturated(day_number(date.year, date.month, date.day));
}

Civil civil_of(Day day) {
  const std::int64_t shifted = day + epoch_shift;
  const std::int64_t era = floor_divide(shifted, days_in_era);
  const std::int64_t of_era = shifted - era * days_in_era;
  const std::int64_t year_of_era = (of_era - of_era / 1460 + of_era / 36'524 - of_era / 146'096) / 365;
  const int of_year = static_cast<int>(of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100));
  const int shifted_month = (5 * of_year + 2) / 153;
  const int month = shifted_month < 10 ? shifted_month + 3 : shifted_month - 9;
  const int year = static_cast<int>(year_of_era + era * 400) + (month <= 2 ? 1 : 0);
  return {year, month, of_year - (153 * shifted_month + 2) / 5 + 1};
}

std::optional<Day> parse_day(std::string_view text) {
  if (text.size() != 10 || text[4] != '-' || text[7] != '-') return std::nullopt;
  const int year = digits(text, 0, 4), month = digits(text, 5, 2), day = digits(text, 8, 2);
  if (year < first_year || year > last_year || month < 1 || month > 12 || day < 1) return std::nullopt;
  const auto at = static_cast<std::size_t>((year - first_year) * 12 + month - 1);
  const Day found = month_starts[at] + day - 1;
  if (found >= month_starts[at + 1]) return std::nullopt;
  return found;
}

void append_day(std::string& text, Day day) {
  const Civil civil = civil_of(day);
  const auto padded = [&](int value, std::size_t width) {
    char digits[16];
    const auto end = std::to_chars(digits, digits + sizeof digits, value < 0 ? -value : value).ptr;
    const auto count = static_cast<std::size_t>(end - digits);
    if (value < 0) text += '-';
    if (count < width) text.append(width - count, '0');
    text.append(digits, count);
  };
  padded(civil.year, 4);
  text += '-';
  padded(civil.month, 2);
  text += '-';
  padded(civil.day, 2);
}

std::string format_day(Day day) {
  std::string text;
  append_day(text, day);
  return text;
}

Day add_months(Day day, std::int64_t months) {
  constexpr std::int64_t beyond = 200'000'000;  // more months than there are between any two days
  const InMonths from = in_months(day);
  return clamped_day(from.months + std::clamp(months, -beyond, beyond), from.day);
}

std::int64_t months_between(Day from, Day to) {
  const std::int64_t months = in_months(to).months - in_months(from).months;
  return add_months(from, months) <= to ? months : months - 1;
}

Day latest_with_months(std::int64_t months, Day to) {
  constexpr std::int64_t beyond = 200'000'000;
  const InMonths reached = in_months(to);
  const std::int64_t joined = reached.months - std::clamp(months, -beyond, beyond);
  // On a month's last day everyone who joined in the matching month has got there.
  const bool last = in_months(saturated(std::int64_t{to} + 1)).months != reached.months;
  return clamped_day(joined, last ? 31 : reached.day);
}

}  // namespace trouw
