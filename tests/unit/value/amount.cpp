#include <boost/test/unit_test.hpp>
#include <limits>

#include "trouw/ensure.h"
#include "trouw/value.h"

using namespace trouw;

namespace {

constexpr auto most = std::numeric_limits<std::int64_t>::max();
constexpr auto least = std::numeric_limits<std::int64_t>::min();

std::int64_t of(std::int64_t a, std::int64_t b, std::int64_t divisor,
                Rounding rounding = Rounding::half_away) {
  return multiply_divide(a, b, divisor, rounding).value();
}

std::int64_t percent(std::int64_t price, std::int64_t rate) {
  return of(price, rate, rate_one);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(value_amount)

BOOST_AUTO_TEST_CASE(every_rounding_of_small_quotients) {
  // -25 … 25 tenths: what each rounding says of 0.4, 0.5, 0.6, 1.5, 2.5 and their negatives.
  struct Row {
    int tenths, half_away, half_even, down, up;
  };
  for (const Row& row : {Row{0, 0, 0, 0, 0}, Row{1, 0, 0, 0, 1}, Row{4, 0, 0, 0, 1}, Row{5, 1, 0, 0, 1},
                         Row{6, 1, 1, 0, 1}, Row{10, 1, 1, 1, 1}, Row{14, 1, 1, 1, 2}, Row{15, 2, 2, 1, 2},
                         Row{16, 2, 2, 1, 2}, Row{25, 3, 2, 2, 3}, Row{35, 4, 4, 3, 4}})
    for (const int sign : {1, -1}) {
      BOOST_TEST(of(sign * row.tenths, 1, 10, Rounding::half_away) == sign * row.half_away);
      BOOST_TEST(of(sign * row.tenths, 1, 10, Rounding::half_even) == sign * row.half_even);
      BOOST_TEST(of(sign * row.tenths, 1, 10, Rounding::down) == sign * row.down);
      BOOST_TEST(of(sign * row.tenths, 1, 10, Rounding::up) == sign * row.up);
    }
}

BOOST_AUTO_TEST_CASE(the_edges_of_64_bits) {
  BOOST_TEST(of(most, most, most) == most);
  BOOST_TEST(of(least, 1, 1) == least);
  BOOST_TEST(of(least, most, most) == least);
  BOOST_TEST(of(most, 1, 2) == 4611686018427387904);
  BOOST_TEST(of(most, 1, 2, Rounding::down) == 4611686018427387903);
  BOOST_TEST(!multiply_divide(least, -1, 1, Rounding::down).has_value());
  BOOST_TEST(!multiply_divide(most, 2, 1, Rounding::down).has_value());
  BOOST_TEST(!multiply_divide(least, least, 1, Rounding::half_away).has_value());
  BOOST_TEST(!multiply_divide(least, least, most, Rounding::down).has_value());
}

BOOST_AUTO_TEST_CASE(rounding_itself_may_leave_64_bits) {
  // most × 3 / 3 fits; (2 × most + 1) / 2 rounds up to most + 1.
  BOOST_TEST(!multiply_divide(most, 5, 4, Rounding::up).has_value());
  BOOST_TEST(of(most, 3, 3, Rounding::up) == most);
  BOOST_CHECK_THROW(static_cast<void>(multiply_divide(1, 1, 0, Rounding::down)), InternalError);
  BOOST_CHECK_THROW(static_cast<void>(multiply_divide(1, 1, -2, Rounding::down)), InternalError);
}

BOOST_AUTO_TEST_CASE(worked_roundings_of_the_language) {
  BOOST_TEST(6 * percent(5000, 200'000) == 6000);
  BOOST_TEST(6 * percent(999, 200'000) == 1200);      // not 1199: the bill is rounded
  BOOST_TEST(percent(999, 75'000 + 125'000) == 200);  // stacked: rounded once
  BOOST_TEST(of(200, 75'000, 200'000, Rounding::down) == 75);
  BOOST_TEST(of(200, 125'000, 200'000, Rounding::down) == 125);
  BOOST_TEST(percent(4, 75'000 + 120'000 + 150'000) == 1);
  BOOST_TEST(4000 - percent(4000, 100'000) == 3600);
  BOOST_TEST(of(10000, 1, 3, Rounding::down) * 3 + 1 == 10000);
  BOOST_TEST(12 * percent(5000, 100'000) + 2500 == 8500);
}

BOOST_AUTO_TEST_CASE(decimals_as_written) {
  BOOST_TEST((parse_decimal("12.50") == Decimal{1250, 2}));
  BOOST_TEST((parse_decimal("-0.05") == Decimal{-5, 2}));
  BOOST_TEST((parse_decimal("0") == Decimal{0, 0}));
  BOOST_TEST((parse_decimal("-0") == Decimal{0, 0}));
  BOOST_TEST((parse_decimal("999999999999999999") == Decimal{999999999999999999, 0}));
  BOOST_TEST((parse_decimal("0.00000000000000001") == Decimal{1, 17}));
}

BOOST_AUTO_TEST_CASE(what_is_no_decimal) {
  for (const char* text : {"",
                           "-",
                           "+5",
                           "--5",
                           "1e3",
                           "1E3",
                           ".5",
                           "5.",
                           "-.5",
                           "5.-",
                           "1.2.3",
                           " 1",
                           "1 ",
                           "1 000",
                           "1,5",
                           "1_000",
                           "0x10",
                           "inf",
                           "nan",
                           "½",
                           "٣",
                           "1.",
                           "1000000000000000000",
                           "0.000000000000000001"})
    BOOST_TEST(!parse_decimal(text).has_value(), text);
}

BOOST_AUTO_TEST_CASE(scaling_is_exact_or_refused) {
  BOOST_TEST(scaled({1250, 2}, 2).value() == 1250);
  BOOST_TEST(scaled({1250, 2}, 1).value() == 125);
  BOOST_TEST(scaled({1250, 3}, 2).value() == 125);
  BOOST_TEST(!scaled({1251, 3}, 2).has_value());
  BOOST_TEST(scaled({-5, 0}, 6).value() == -5'000'000);
  BOOST_TEST(scaled({0, 17}, 0).value() == 0);
  BOOST_TEST(!scaled({999999999999999999, 0}, 2).has_value());
  BOOST_TEST(scaled({92233720368547758, 0}, 2).value() == 9223372036854775800);
  BOOST_TEST(!scaled({1, 0}, 30).has_value());
}

BOOST_AUTO_TEST_CASE(amounts_are_written) {
  BOOST_TEST(format_scaled(123456, 2) == "1234.56");
  BOOST_TEST(format_scaled(-5, 2) == "-0.05");
  BOOST_TEST(format_scaled(0, 2) == "0.00");
  BOOST_TEST(format_scaled(7, 0) == "7");
  BOOST_TEST(format_scaled(least, 2) == "-92233720368547758.08");
  BOOST_TEST(format_rate(125'000) == "12.5%");
  BOOST_TEST(format_rate(1'000'000) == "100%");
  BOOST_TEST(format_rate(1) == "0.0001%");
  BOOST_TEST(format_rate(0) == "0%");
  BOOST_TEST(format_rate(-200'000) == "-20%");
  BOOST_TEST(format_count(1234567) == "1,234,567");
  BOOST_TEST(format_count(999) == "999");
  BOOST_TEST(format_count(-1000) == "-1,000");
  BOOST_TEST(format_count(-100) == "-100");
}

BOOST_AUTO_TEST_CASE(currencies_have_their_own_decimals) {
  BOOST_TEST(minor_digits("EUR").value() == 2);
  BOOST_TEST(minor_digits("JPY").value() == 0);
  BOOST_TEST(minor_digits("KWD").value() == 3);
  BOOST_TEST(minor_digits("CLF").value() == 4);
  for (const char* code : {"", "eur", "EURO", "XXX", "€", "EU"})
    BOOST_TEST(!minor_digits(code).has_value(), code);
  BOOST_TEST(currency_of_symbol("€") == "EUR");
  BOOST_TEST(currency_of_symbol("£") == "GBP");
  BOOST_TEST(currency_of_symbol("E").empty());
  BOOST_TEST(format_money(123450, "EUR") == "EUR 1,234.50");
  BOOST_TEST(format_money(-123456789, "EUR") == "EUR -1,234,567.89");
  BOOST_TEST(format_money(1234, "JPY") == "JPY 1,234");
  BOOST_TEST(write_money(7500, "EUR") == "EUR 75");
  BOOST_TEST(write_money(123450, "EUR") == "EUR 1234.50");
  BOOST_TEST(write_money(5, "KWD") == "KWD 0.005");
  BOOST_TEST(write_money(1000, "JPY") == "JPY 1000");
}

BOOST_AUTO_TEST_SUITE_END()
