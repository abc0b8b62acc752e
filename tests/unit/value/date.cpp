#include <boost/test/unit_test.hpp>
#include <limits>

#include "trouw/value.h"

using namespace trouw;

namespace {

Day day(const char* text) {
  return parse_day(text).value();
}

// The definition in the language, by the calendar alone: same day of the month, or the month's last.
Day moved(Day from, int months) {
  Civil c = civil_of(from);
  const int all = c.year * 12 + c.month - 1 + months;
  c.year = all / 12;
  c.month = all % 12 + 1;
  c.day = std::min(c.day, days_in_month(c.year, c.month));
  return day_of(c);
}

void every_pair(Day first, Day last) {
  for (Day from = first; from <= last; ++from)
    for (Day to = first; to <= last; ++to) {
      int whole = -40;
      while (moved(from, whole + 1) <= to) ++whole;
      BOOST_REQUIRE_EQUAL(months_between(from, to), whole);
      for (int n = -4; n <= 4; ++n) {
        BOOST_REQUIRE_EQUAL(add_months(from, n), moved(from, n));
        BOOST_REQUIRE_EQUAL(months_between(from, to) >= n, add_months(from, n) <= to);
        BOOST_REQUIRE_EQUAL(from <= latest_with_months(n, to), add_months(from, n) <= to);
      }
    }
}

}  // namespace

BOOST_AUTO_TEST_SUITE(value_date)

BOOST_AUTO_TEST_CASE(months_over_a_leap_winter) {
  every_pair(day("2023-12-25"), day("2024-03-05"));
}
BOOST_AUTO_TEST_CASE(months_over_a_plain_winter) {
  every_pair(day("2026-12-25"), day("2027-03-05"));
}

BOOST_AUTO_TEST_CASE(months_over_many_years) {
  for (Day from = day("1999-12-01"); from <= day("2001-03-31"); from += 3)
    for (const int months : {1, 11, 12, 13, 24, 48, 60, 120, 1200, -1, -12, -600}) {
      const Day reached = add_months(from, months);
      BOOST_REQUIRE_EQUAL(reached, moved(from, months));
      BOOST_REQUIRE_EQUAL(months_between(from, reached), months);
      BOOST_REQUIRE_EQUAL(months_between(from, reached - 1), months - 1);
      const Day latest = latest_with_months(months, reached);
      BOOST_REQUIRE(add_months(latest, months) <= reached);
      BOOST_REQUIRE(add_months(latest + 1, months) > reached);
    }
}

BOOST_AUTO_TEST_CASE(a_month_clamps_to_its_last_day) {
  BOOST_TEST(format_day(add_months(day("2027-01-31"), 1)) == "2027-02-28");
  BOOST_TEST(format_day(add_months(day("2028-01-31"), 1)) == "2028-02-29");
  BOOST_TEST(format_day(add_months(day("2028-02-29"), 12)) == "2029-02-28");
  BOOST_TEST(format_day(add_months(day("2028-02-29"), 48)) == "2032-02-29");
  BOOST_TEST(format_day(add_months(day("2028-02-29"), -12)) == "2027-02-28");
  BOOST_TEST(format_day(add_months(day("2096-02-29"), 48)) == "2100-02-28");
  BOOST_TEST(format_day(add_months(day("2027-03-31"), -1)) == "2027-02-28");
  BOOST_TEST(months_between(day("2028-02-29"), day("2029-02-28")) == 12);
  BOOST_TEST(months_between(day("2028-02-29"), day("2029-02-27")) == 11);
  BOOST_TEST(months_between(day("2017-02-10"), day("2027-03-01")) == 120);
  BOOST_TEST(format_day(latest_with_months(12, day("2029-02-28"))) == "2028-02-29");
  BOOST_TEST(format_day(latest_with_months(1, day("2027-04-30"))) == "2027-03-31");
  BOOST_TEST(format_day(latest_with_months(1, day("2027-03-30"))) == "2027-02-28");
}

BOOST_AUTO_TEST_CASE(every_day_of_the_language_is_written_and_read_back) {
  Day expected = first_day;
  for (int year = 1900; year <= 2199; ++year)
    for (int month = 1; month <= 12; ++month)
      for (int date = 1; date <= days_in_month(year, month); ++date, ++expected) {
        BOOST_REQUIRE_EQUAL(day_of({year, month, date}), expected);
        BOOST_REQUIRE((civil_of(expected) == Civil{year, month, date}));
        BOOST_REQUIRE_EQUAL(parse_day(format_day(expected)).value(), expected);
      }
  BOOST_TEST(expected == last_day + 1);
  BOOST_TEST(day("1970-01-01") == 0);
}

BOOST_AUTO_TEST_CASE(what_is_no_date) {
  for (const char* text : {"",
                           "2027-02-30",
                           "2027-02-29",
                           "2100-02-29",
                           "2027-13-01",
                           "2027-00-01",
                           "2027-01-00",
                           "2027-01-32",
                           "1899-12-31",
                           "2200-01-01",
                           "2027-1-01",
                           "2027-01-1",
                           "27-01-01",
                           "2027/01/01",
                           "01-01-2027",
                           "2027-01-01T00:00:00",
                           "2027-01-01 ",
                           " 2027-01-01",
                           "2027-01-0a",
                           "-027-01-01",
                           "+027-01-01",
                           "20270101",
                           "2027-01-01Z"})
    BOOST_TEST(!parse_day(text).has_value(), text);
  BOOST_TEST(!parse_day(std::string_view("2027-01-0\0", 10)).has_value());
  BOOST_TEST(parse_day("2000-02-29").has_value());
}

BOOST_AUTO_TEST_CASE(far_beyond_the_calendar_nothing_wraps) {
  constexpr auto most = std::numeric_limits<std::int64_t>::max();
  constexpr auto least = std::numeric_limits<std::int64_t>::min();
  BOOST_TEST(add_months(last_day, most) == std::numeric_limits<Day>::max());
  BOOST_TEST(add_months(first_day, least) == std::numeric_limits<Day>::min());
  BOOST_TEST(latest_with_months(most, 0) == std::numeric_limits<Day>::min());
  BOOST_TEST(latest_with_months(least, 0) == std::numeric_limits<Day>::max());
  BOOST_TEST(format_day(add_months(last_day, 12 * 100)) == "2299-12-31");
  BOOST_TEST(format_day(add_months(first_day, -12 * 1000)) == "0900-01-01");
}

BOOST_AUTO_TEST_SUITE_END()
