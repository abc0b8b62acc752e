#include "workbook/number.h"

#include <boost/test/unit_test.hpp>

#include "trouw/value.h"

using namespace trouw;
using namespace trouw::workbook;

namespace {

std::string number(const std::string& stored) {
  std::string text;
  return append_number(stored, text) ? text : "none";
}

std::string moment(const std::string& text, bool since_1904 = false) {
  Moment found;
  if (!moment_of(text, since_1904, found)) return "none";
  return format_day(static_cast<Day>(found.day)) + " " + std::to_string(found.second);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(workbook_numbers)

BOOST_AUTO_TEST_CASE(fifteen_digits) {
  const std::pair<const char*, const char*> cases[] = {{"0", "0"},
                                                       {"-0", "0"},
                                                       {"12", "12"},
                                                       {"-1234.5600", "-1234.56"},
                                                       {"0.30000000000000004", "0.3"},
                                                       {"19.989999999999998", "19.99"},
                                                       {"99999999999999.999", "100000000000000"},
                                                       {"9.3000000000000007E-5", "0.000093"},
                                                       {"1.5e3", "1500"},
                                                       {"1E+20", "100000000000000000000"},
                                                       {"123456789012345678", "123456789012346000"},
                                                       {"0.000", "0"},
                                                       {"000012", "12"},
                                                       {".5", "0.5"},
                                                       {"5.", "5"}};
  for (const auto& [stored, shown] : cases) BOOST_TEST(number(stored) == shown, stored);
  for (const char* none :
       {"", "-", ".", "1e", "1e+", "e5", "1.2.3", "1 2", "x", "NaN", "INF", "1e999999999", "--1", "1E5.0"})
    BOOST_TEST(number(none) == "none", none);
  BOOST_TEST(number(std::string(600, '1')) == "none");
}

BOOST_AUTO_TEST_CASE(formats) {
  for (const char* date : {"dd-mm-yyyy", "yyyy", "mmm yy", "d/m", "[$-413]d mmmm yyyy;@", "m/d/yy h:mm",
                           "YYYY\\-MM\\-DD", "\"dag\" d", "mmmm"})
    BOOST_TEST((shown_by_code(date) == Shown::date), date);
  for (const char* rate : {"0%", "0.00%", "#,##0 %;[Red]-0%"})
    BOOST_TEST((shown_by_code(rate) == Shown::percentage), rate);
  for (const char* plain :
       {"General", "0.00", "#,##0.00 \"per day\"", "h:mm", "mm:ss", "[h]:mm", "[mm]:ss", "0\\%", "[Red]0",
        "[$€-413] #,##0.00", "_-* #,##0.00_d", "", "\"", "[", "\\", "0.00E+00", "@"})
    BOOST_TEST((shown_by_code(plain) == Shown::number), plain);
  BOOST_TEST((shown_by_number(14) == Shown::date && shown_by_number(22) == Shown::date));
  BOOST_TEST((shown_by_number(9) == Shown::percentage && shown_by_number(-1) == Shown::number));
  BOOST_TEST((shown_by_number(20) == Shown::number && shown_by_number(47) == Shown::number));
}

BOOST_AUTO_TEST_CASE(days_since_1900_and_1904) {
  BOOST_TEST(moment("1") == "1900-01-01 0");
  BOOST_TEST(moment("59") == "1900-02-28 0");
  BOOST_TEST(moment("60") == "none");
  BOOST_TEST(moment("61") == "1900-03-01 0");
  BOOST_TEST(moment("42076") == "2015-03-13 0");
  BOOST_TEST(moment("42076.4195023148") == "2015-03-13 36245");
  BOOST_TEST(moment("42076.9999999") == "2015-03-14 0");
  BOOST_TEST(moment("2958465") == "9999-12-31 0");
  BOOST_TEST(moment("0", true) == "1904-01-01 0");
  BOOST_TEST(moment("40614", true) == "2015-03-13 0");
  for (const char* none : {"0", "0.5", "-1", "2958466", "100000000", "", "59.9999999"})
    BOOST_TEST(moment(none) == "none", none);
}

BOOST_AUTO_TEST_SUITE_END()
