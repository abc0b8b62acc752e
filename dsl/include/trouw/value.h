// Exact values: dates, amounts and how they are written. Integers only; nothing here knows a clock, a locale
// or a time zone. All functions are pure and safe to call from any thread. Those that append to a text with
// room for it allocate nothing.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace trouw {

// ---- Dates ---------------------------------------------------------------------------------------------

// A civil date as a day number: days since 1970-01-01 in the proleptic Gregorian calendar.
using Day = std::int32_t;

struct Civil {
  int year;
  int month;  // 1..12
  int day;    // 1..31
  bool operator==(const Civil&) const = default;
};

inline constexpr Day first_day = -25567;  // 1900-01-01
inline constexpr Day last_day = 84005;    // 2199-12-31, the latest date a record or a programme may state

Day day_of(Civil date);
Civil civil_of(Day day);
int days_in_month(int year, int month);

// "2027-03-01", or nothing where that is no date of 1900-01-01 … 2199-12-31 in exactly this form.
std::optional<Day> parse_day(std::string_view text);
std::string format_day(Day day);
void append_day(std::string& text, Day day);

// `day` moved by whole months (may be negative), clamped to the last day of the month reached:
// 31 January + 1 month = 28 or 29 February. Years are 12 months, added in one step.
Day add_months(Day day, std::int64_t months);

// The largest n with add_months(from, n) <= to; negative where `to` lies before `from`.
std::int64_t months_between(Day from, Day to);

// The latest day d with add_months(d, months) <= to: the last joining date that has this tenure on `to`.
Day latest_with_months(std::int64_t months, Day to);

// ---- Amounts -------------------------------------------------------------------------------------------

// How the half (or the rest) of a minor unit is rounded. `down` is toward zero, `up` away from it.
enum class Rounding : std::uint8_t { half_away, half_even, down, up };

// a × b / divisor in exact arithmetic, rounded once. REQUIRES divisor > 0.
// Nothing where the result does not fit 64 bits.
std::optional<std::int64_t> multiply_divide(std::int64_t a, std::int64_t b, std::int64_t divisor,
                                            Rounding rounding);

// A decimal as it was written: digits × 10^-places.  "12.50" is {1250, 2}.
struct Decimal {
  std::int64_t digits = 0;
  int places = 0;
  bool operator==(const Decimal&) const = default;
};

// -?[0-9]+(\.[0-9]+)? with at most 18 digits; nothing for anything else ("+5", "1e3", ".5", "5.").
std::optional<Decimal> parse_decimal(std::string_view text);

// The decimal as an integer count of 10^-places; nothing where it has more significant places or overflows.
std::optional<std::int64_t> scaled(Decimal decimal, int places);

// 123456 with 2 places: "1234.56"; -5 with 2 places: "-0.05".
std::string format_scaled(std::int64_t value, int places);
void append_scaled(std::string& text, std::int64_t value, int places);

// A rate in parts per million ("12.5%" is 125000) as a percentage without idle zeros: "12.5%".
inline constexpr std::int64_t rate_one = 1'000'000;  // 100%, in 1/10,000 of a percent
inline constexpr int rate_places = 4;                // places after the percent's point
std::string format_rate(std::int64_t rate);
void append_rate(std::string& text, std::int64_t rate);

// ---- Currencies ----------------------------------------------------------------------------------------

// The number of decimals of an ISO 4217 currency ("EUR" 2, "JPY" 0, "KWD" 3), or nothing for no currency.
std::optional<int> minor_digits(std::string_view currency);

// The currency that a symbol stands for ("€" is EUR), or empty. One symbol stands for one currency.
std::string_view currency_of_symbol(std::string_view symbol);

// "EUR 1,234.50": with separators for people; never parsed back.
std::string format_money(std::int64_t minor, std::string_view currency);
void append_money(std::string& text, std::int64_t minor, std::string_view currency);

// "EUR 1234.50": as the language writes it, without decimals where they are zero ("EUR 75").
std::string write_money(std::int64_t minor, std::string_view currency);

// 1234567 as "1,234,567".
std::string format_count(std::int64_t count);

}  // namespace trouw
