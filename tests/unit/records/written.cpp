// Cells as files of other families write them.
#include <boost/test/unit_test.hpp>

#include "unit/records/source.h"

using namespace trouw;
using namespace trouw::test;

namespace {

// What becomes of a cell of a field with these keys: a value, "-" or the reason, and what to add.
std::string read(const std::string& keys, const std::string& text) {
  const Schema schema = schema_of("  x: {" + keys + "}\n");
  const CellReader reader(schema.fields.back(), schema);
  const Decoded decoded = reader.read({StoredCell::text, text, 0});
  if (decoded.fault != Fault::none) return reader.reason(decoded.fault, text);
  return decoded.known ? std::to_string(decoded.value) : "-";
}

std::string day(const std::string& keys, const std::string& text) {
  const std::string found = read("type: date, " + keys, text);
  return found.find_first_not_of("-0123456789") == std::string::npos && found != "-"
             ? format_day(static_cast<Day>(std::stoi(found)))
             : found;
}

std::string advice(const std::string& keys, const std::string& text) {
  const Schema schema = schema_of("  x: {" + keys + "}\n");
  const CellReader reader(schema.fields.back(), schema);
  return reader.advice(reader.read({StoredCell::text, text, 0}).fault, text);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(records_written)

BOOST_AUTO_TEST_CASE(decimal_commas) {
  const std::string money = "type: money, decimals: comma, currency sign: yes";
  for (const char* text :
       {"1234,56", "1.234,56", "€ 1.234,56", "€1234,56", "1.234,56 €", "EUR 1.234,56", "1 234,56",
        "1\xC2\xA0"
        "234,56 EUR",
        "1'234,56"})
    BOOST_TEST(read(money, text) == "123456", text);
  BOOST_TEST(read(money, "-€ 5") == "-500");
  BOOST_TEST(read(money, "€ -5,00") == "-500");
  for (const char* below :
       {"1.234,56-", "(1.234,56)", "€ (1.234,56)", "€ 1.234,56-", "(€ 1.234,56)", "1.234,56- EUR"})
    BOOST_TEST(read(money, below) == "-123456", below);
  BOOST_TEST(read("type: money", "5-") == "is not an amount written like 12.50");
  BOOST_TEST(read("type: money", "(5)") == "is not an amount written like 12.50");
  BOOST_TEST(read(money, "1.000") == "100000");
  BOOST_TEST(read(money, "1,500") == "150");
  BOOST_TEST(read(money, "$ 5") == "is not in EUR");
  BOOST_TEST(read(money, "5 USD") == "is not in EUR");
  BOOST_TEST(read(money, "1,505") == "has more than 2 decimals");
  for (const char* text : {"1.23", "12.34,56", "1.2345", "1234.567", "0.123", "1.234 567,00"})
    BOOST_TEST(read(money, text) ==
                   "is not an amount written like 12,50: a mark between thousands stands before three digits",
               text);
  for (const char* text : {"", "€", "1,", ",5", "1,2,3", "abc", "5 €€", "--5", "-5-", "5--", "(5", "5)",
                           "(-5)", "-(5)", "((5))", "()", "-", "€ 5 €"})
    BOOST_TEST((read(money, text) == "is not an amount written like 12,50" || *text == '\0'), text);
  BOOST_TEST(read("type: money, decimals: point", "1,234.50") == "123450");
  BOOST_TEST(read("type: money, decimals: point", "1.500") == "150");
  BOOST_TEST(read("type: percentage, decimals: comma, percent sign: yes", "7,5%") == "75000");
  BOOST_TEST(read("type: percentage, decimals: comma, percent sign: yes", "7,5 %") == "75000");
  BOOST_TEST(read("type: whole number, decimals: comma", "1.234") == "1234");
  BOOST_TEST(read("type: whole number, decimals: comma", "1.234,5") == "is not a whole number");
}

BOOST_AUTO_TEST_CASE(fractions_and_years) {
  BOOST_TEST(read("type: percentage, stored in: fractions", "0.075") == "75000");
  BOOST_TEST(read("type: percentage, stored in: fractions", "1") == "1000000");
  BOOST_TEST(read("type: percentage, stored in: fractions", "0.0000001") == "has more than 6 decimals");
  BOOST_TEST(read("type: months, stored in: years", "2") == "24");
  BOOST_TEST(read("type: months, stored in: years", "2.5") == "30");
  BOOST_TEST(read("type: months, stored in: years", "2.55") == "is not a whole number");
  for (const char* text : {"-0.075", "7.5", "1e-3", "0,075", "7.5%", ".5", "1.", "", " 0.5", "nan"})
    BOOST_TEST(read("type: percentage, stored in: fractions, from: 0%, to: 100%", text) != "75000", text);
  const std::string fractions = "type: percentage, stored in: fractions, from: 0%, to: 100%";
  BOOST_TEST(read(fractions, "-0.075") == "is not from 0% to 100%");
  BOOST_TEST(read(fractions, "7.5") == "is not from 0% to 100%");
  BOOST_TEST(read(fractions, "1.000000") == "1000000");
  BOOST_TEST(read(fractions, "0.0750000") == "has more than 6 decimals");
  BOOST_TEST(read(fractions + ", decimals: comma", "0,0750000") == "75000");
  BOOST_TEST(read(fractions, "7.5%") == "is not a percentage written like 0.125");
  // What is written with a sign is a percentage, whatever those without one are.
  BOOST_TEST(read(fractions + ", percent sign: yes", "7.5%") == "75000");
  BOOST_TEST(read(fractions + ", percent sign: yes, decimals: comma", "7,5 %") == "75000");
  BOOST_TEST(read(fractions + ", percent sign: yes", "0.075") == "75000");
  BOOST_TEST(read("type: percentage, stored in: fractions", "99999999999999") == "is too large a number");
  const std::string years = "type: months, stored in: years";
  for (const char* text : {"-1", "2,5", "2.5 years", "1e1", "+2", "02", "9223372036854775807",
                           "768614336404564651", "0.08333333", " 2", ""})
    BOOST_TEST(read(years, text).starts_with("is "), text);
  BOOST_TEST(read(years + ", round: half away from zero", "0.0833333333") == "1");
  BOOST_TEST(read(years + ", round: up", "0.0000001") == "1");
  BOOST_TEST(read(years + ", decimals: comma", "2,5") == "30");
  BOOST_TEST(read(years, "0.25") == "3");
  BOOST_TEST(read("type: months, stored in: years, round: down", "2.55") == "30");
  BOOST_TEST(read("type: months, stored in: years", "two") == "is not a number of years like 2");
}

BOOST_AUTO_TEST_CASE(rounding) {
  const std::string money = "type: money, round: ";
  BOOST_TEST(read(money + "half away from zero", "0.125") == "13");
  BOOST_TEST(read(money + "half to even", "0.125") == "12");
  BOOST_TEST(read(money + "half to even", "0.1250001") == "13");
  BOOST_TEST(read(money + "down", "0.129") == "12");
  BOOST_TEST(read(money + "up", "0.121") == "13");
  BOOST_TEST(read(money + "half away from zero", "-0.125") == "-13");
  BOOST_TEST(read(money + "half away from zero", "9.3e-05") == "0");
  BOOST_TEST(read(money + "up", "9.3e-05") == "1");
  BOOST_TEST(read(money + "half away from zero", "1.5E+3") == "150000");
  BOOST_TEST(read(money + "half away from zero", "1e400") == "is too large a number");
  BOOST_TEST(read(money + "half away from zero", "1e-400") == "0");
  BOOST_TEST(read(money + "half away from zero", "0e400") == "0");
  BOOST_TEST(read("type: money", "9.3e-05") == "is not an amount written like 12.50");
  BOOST_TEST(read(money + "half away from zero, decimals: comma", "1.234,565") == "123457");
}

BOOST_AUTO_TEST_CASE(dates_in_any_order) {
  BOOST_TEST(day("dates: dd-mm-yyyy", "31-12-2027") == "2027-12-31");
  BOOST_TEST(day("dates: d-m-yyyy", "1-3-2027") == "2027-03-01");
  BOOST_TEST(day("dates: d-m-yyyy", "01-03-2027") == "2027-03-01");
  BOOST_TEST(day("dates: dd-mm-yyyy", "1-3-2027") == "is not a date like 01-03-2027");
  BOOST_TEST(day("dates: d.m.yyyy", "13.03.2015") == "2015-03-13");
  BOOST_TEST(day("dates: m/d/yyyy", "3/13/2015") == "2015-03-13");
  BOOST_TEST(day("dates: m/d/yyyy", "13/3/2015") == "is not a date like 3/1/2027");
  BOOST_TEST(day("dates: yyyymmdd", "20270301") == "2027-03-01");
  BOOST_TEST(day("dates: yyyy/mm/dd", "2027/03/01") == "2027-03-01");
  for (const char* text : {"31-02-2027", "2027-03-01", "1-3-27", "00-03-2027", "1/3/2027"})
    BOOST_TEST(day("dates: d-m-yyyy", text) == "is not a date like 1-3-2027", text);
}

BOOST_AUTO_TEST_CASE(timestamps_to_the_civil_date_of_a_zone) {
  const std::string here = "timestamps: Europe/Amsterdam";
  BOOST_TEST(day(here, "2015-03-13") == "2015-03-13");
  BOOST_TEST(day(here, "2015-03-13 23:30:00") == "2015-03-13");
  BOOST_TEST(day(here, "2015-03-13T23:30:00Z") == "2015-03-14");
  BOOST_TEST(day(here, "2015-07-13T21:59:59Z") == "2015-07-13");
  BOOST_TEST(day(here, "2015-07-13T22:00:00.123Z") == "2015-07-14");
  BOOST_TEST(day(here, "2015-03-13 19:04:05 -0500") == "2015-03-14");
  BOOST_TEST(day(here, "2015-03-13T10:04:05+01:00") == "2015-03-13");
  BOOST_TEST(day(here, "2015-03-13 23:04:05+00") == "2015-03-14");
  BOOST_TEST(day(here, "2060-07-01T22:30:00Z") == "2060-07-02");  // by the rule behind the table
  BOOST_TEST(day(here, "2060-01-01T22:30:00Z") == "2060-01-01");
  BOOST_TEST(day("dates: m/d/yyyy, timestamps: America/New_York", "3/13/2015 11:04 PM") == "2015-03-13");
  BOOST_TEST(day("timestamps: America/New_York", "2015-03-13T03:00:00Z") == "2015-03-12");
  BOOST_TEST(day("timestamps: Asia/Kolkata", "2015-03-12T18:30:00Z") == "2015-03-13");
  BOOST_TEST(day("timestamps: UTC", "2015-03-13 10:04 UTC") == "2015-03-13");
  for (const char* text :
       {"2015-03-13T25:00:00", "2015-03-13T10:00:00+1", "2015-03-13T", "2015-03-13 10:4", "x"})
    BOOST_TEST(day("timestamps: UTC", text) == "is not a date like 2027-03-01, which a time may follow",
               text);
}

BOOST_AUTO_TEST_CASE(counts_since_1970) {
  BOOST_TEST(day("dates: unix seconds", "1425168000") == "2015-03-01");
  BOOST_TEST(day("dates: unix seconds", "-1") == "1969-12-31");
  BOOST_TEST(day("dates: unix seconds, timestamps: Europe/Amsterdam", "1425164400") == "2015-03-01");
  BOOST_TEST(day("dates: unix milliseconds", "1425168000123") == "2015-03-01");
  BOOST_TEST(day("dates: unix seconds", "1425168000.5") == "2015-03-01");
  BOOST_TEST(day("dates: unix seconds", "99999999999999") == "is not from 1900-01-01 to 2199-12-31");
  BOOST_TEST(day("dates: unix seconds", "soon") == "is not a number of seconds since 1970 like 1803859200");
}

BOOST_AUTO_TEST_CASE(unknown_blank_and_spelled) {
  BOOST_TEST(read("type: whole number, optional: true, blanks: trim", " 12 ") == "12");
  BOOST_TEST(read("type: whole number, optional: true, blanks: trim", "  ") == "-");
  BOOST_TEST(read("type: whole number, blanks: trim", "  ") == "is missing");
  const std::string marked = "type: whole number, optional: true, unknown when: [\"-1\", \"n.v.t.\"]";
  BOOST_TEST(read(marked, "-1") == "-");
  BOOST_TEST(read(marked, "n.v.t.") == "-");
  BOOST_TEST(read(marked, "1") == "1");
  BOOST_TEST(read("type: date, optional: true, unknown when: 9999-12-31", "9999-12-31") == "-");
  const std::string spelled = "type: yes/no, stored as: {yes: [J, Ja, x], no: [N, \"\"]}";
  for (const char* word : {"J", "Ja", "x"}) BOOST_TEST(read(spelled, word) == "1", word);
  for (const char* word : {"N", ""}) BOOST_TEST(read(spelled, word) == "0", word);
  BOOST_TEST(read(spelled, "j") == "is neither “J”, “Ja” or “x” nor “N” or “”");
}

BOOST_AUTO_TEST_CASE(what_to_add_to_programme_yaml) {
  BOOST_TEST(advice("type: money", "12,50") == "“decimals: comma”");
  BOOST_TEST(advice("type: money", "€ 12,50") == "“currency sign: yes” and “decimals: comma”");
  BOOST_TEST(advice("type: money", "EUR 12.50") == "“currency sign: yes”");
  BOOST_TEST(advice("type: money", "0.1457109999") == "“round: half away from zero”");
  BOOST_TEST(advice("type: money", "9.3e-05") == "“round: half away from zero”");
  BOOST_TEST(advice("type: date", "31-12-2027") == "“dates: d-m-yyyy”");
  BOOST_TEST(advice("type: date", "3/13/2015") == "“dates: m/d/yyyy”");
  BOOST_TEST(advice("type: date", "13.03.2015") == "“dates: d.m.yyyy”");
  BOOST_TEST(advice("type: date", "2015-03-13T10:00:00Z") ==
             "“timestamps: Europe/Amsterdam”, or the zone whose dates count");
  BOOST_TEST(advice("type: whole number", " 12") == "“blanks: trim”");
  BOOST_TEST(advice("type: whole number", "n.v.t.") == "“unknown when: [\"n.v.t.\"]”");
  BOOST_TEST(advice("type: percentage", "7.5%") == "“percent sign: yes”");
  BOOST_TEST(advice("type: whole number", "1.000") ==
             "“decimals: point” (or comma, if it is between thousands)");
  BOOST_TEST(advice("type: date", "soon than later") == "");
}

BOOST_AUTO_TEST_SUITE_END()
