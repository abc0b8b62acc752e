#include "records/cell.h"

#include <boost/test/unit_test.hpp>

#include "unit/records/source.h"

using namespace trouw;
using namespace trouw::test;

namespace {

// "12", "-" for unknown, or the reason.
std::string read(const std::string& field, StoredCell cell) {
  const Schema schema = schema_of("  x: {" + field + "}\n");
  const CellReader reader(schema.fields.back(), schema);
  const Decoded decoded = reader.read(cell);
  if (decoded.fault != Fault::none) return reader.reason(decoded.fault, cell.text_bytes);
  return decoded.known ? std::to_string(decoded.value) : "-";
}

std::string text(const std::string& field, std::string_view bytes) {
  return read(field, {StoredCell::text, bytes, 0});
}
std::string integer(const std::string& field, std::int64_t number) {
  return read(field, {StoredCell::integer, {}, number});
}

}  // namespace

BOOST_AUTO_TEST_SUITE(records_cell)

BOOST_AUTO_TEST_CASE(whole_numbers) {
  const std::string whole = "type: whole number, from: -100, to: 1000000000000";
  const std::string wrong = "is not a whole number like 12";
  BOOST_TEST(text(whole, "12") == "12");
  BOOST_TEST(text(whole, "-7") == "-7");
  BOOST_TEST(text(whole, "0") == "0");
  BOOST_TEST(text(whole, "-0") == "0");
  BOOST_TEST(text(whole, "1.0") == "is not a whole number");
  BOOST_TEST(text(whole, "1.000") == "could be 1 or 1000");
  BOOST_TEST(text(whole, "1.0000000000000000000000") == "is not a whole number");
  BOOST_TEST(read(whole, {StoredCell::decimal, "1.000", 0}) == "1");
  for (const char* bytes :
       {"+5", "007", "-007", "1e3", "1E3", " 1",  "1 ",  "1 000", "1,000",    "1_000", "0x1F",  "",   "-",
        ".",  "1.",  ".5",   "--1", "1-",  "NaN", "inf", "1.0.0", "\xD9\xA3", "00",    "1.0e1", "1\t"})
    BOOST_TEST(text(whole, bytes) == (*bytes == '\0' ? "is missing" : wrong), bytes);
  BOOST_TEST(text(whole, "1.5") == "is not a whole number");
  BOOST_TEST(text(whole, "9223372036854775808") == "is too large a number");
  BOOST_TEST(text(whole, "99999999999999999999999999") == "is too large a number");
  BOOST_TEST(text(whole, "-101") == "is not from -100 to 1000000000000");
  BOOST_TEST(integer(whole, 12) == "12");
  BOOST_TEST(integer(whole, INT64_MAX) == "is not from -100 to 1000000000000");
}

BOOST_AUTO_TEST_CASE(the_edges_of_64_bits) {
  std::int64_t value = 0;
  BOOST_TEST((parse_number("9223372036854775807", 0, false, value) == Fault::none));
  BOOST_TEST(value == INT64_MAX);
  BOOST_TEST((parse_number("-9223372036854775808", 0, false, value) == Fault::none));
  BOOST_TEST(value == INT64_MIN);
  BOOST_TEST((parse_number("-9223372036854775809", 0, false, value) == Fault::too_large));
  BOOST_TEST((parse_number("92233720368547758.07", 2, false, value) == Fault::none));
  BOOST_TEST(value == INT64_MAX);
  BOOST_TEST((parse_number("92233720368547758.08", 2, false, value) == Fault::too_large));
}

BOOST_AUTO_TEST_CASE(amounts_of_money) {
  const std::string money = "type: money, from: EUR 0, to: EUR 500";
  BOOST_TEST(text(money, "12.5") == "1250");
  BOOST_TEST(text(money, "12.50000") == "has more than 2 decimals");
  BOOST_TEST(text(money, "1.500") == "could be 1.50 or 1500");
  BOOST_TEST(read(money, {StoredCell::decimal, "12.50000", 0}) == "1250");
  BOOST_TEST(text(money, "500") == "50000");
  BOOST_TEST(text(money, "12.505") == "has more than 2 decimals");
  BOOST_TEST(text(money, "-1") == "is not from EUR 0 to EUR 500");
  BOOST_TEST(text(money, "500.01") == "is not from EUR 0 to EUR 500");
  BOOST_TEST(text(money, "EUR 5") == "is not an amount written like 12.50");
  BOOST_TEST(text(money, "12,50") == "is not an amount written like 12.50: the comma has to be a point");
  for (const char* bytes : {"1,250.00", "1.250,00", ",50", "50,", "1,2,3", "-1,50"})
    BOOST_TEST(text(money, bytes) == "is not an amount written like 12.50", bytes);
  BOOST_TEST(integer(money, 12) == "1200");
  BOOST_TEST(integer(money, INT64_MAX) == "is too large a number");
  const std::string minor = money + ", stored in: minor units";
  BOOST_TEST(text(minor, "1250") == "1250");
  BOOST_TEST(text(minor, "1250.0") == "is not a whole number");
  BOOST_TEST(text(minor, "12.5") == "is not a whole number");
  BOOST_TEST(text(minor, "a") == "is not a whole number of minor units like 1250");
  BOOST_TEST(integer(minor, 50001) == "is not from EUR 0 to EUR 500");
}

BOOST_AUTO_TEST_CASE(decimals_and_percentages) {
  BOOST_TEST(text("type: decimal, places: 4, from: 0, to: 1", "0.6") == "6000");
  BOOST_TEST(text("type: decimal, places: 4, from: 0, to: 1", "0.60001") == "has more than 4 decimals");
  BOOST_TEST(text("type: decimal, places: 4, from: 0, to: 1", "1.0001") == "is not from 0.0000 to 1.0000");
  BOOST_TEST(text("type: percentage", "12.5") == "125000");
  BOOST_TEST(text("type: percentage", "12.5%") == "is not a percentage written like 12.5");
  BOOST_TEST(text("type: percentage, from: 0%, to: 100%", "101") == "is not from 0% to 100%");
  BOOST_TEST(integer("type: percentage", 12) == "120000");
}

BOOST_AUTO_TEST_CASE(dates_and_lengths) {
  BOOST_TEST(text("type: date", "1970-01-02") == "1");
  for (const char* bytes :
       {"2027-02-30", "2027/03/01", "2027-3-1", "20270301", "today", "1899-12-31", "2200-01-01"})
    BOOST_TEST(text("type: date", bytes) == "is not a date like 2027-03-01", bytes);
  for (const char* bytes : {"01-03-2027", "1/3/2027", "31.12.2027", "99-99-9999"})
    BOOST_TEST(text("type: date", bytes) == "is not a date like 2027-03-01: the year comes first", bytes);
  for (const char* bytes :
       {"-", "1-", "1-2", "1-2-", "1-2-2", "1-2/2027", "1--2027", "123-1-2027", "1-2-20270"})
    BOOST_TEST(text("type: date", bytes) == "is not a date like 2027-03-01", bytes);
  for (const char* bytes : {"2027-03-01T00:00:00", "2027-03-01 00:00:00", "2027-03-01T00:00:00Z"})
    BOOST_TEST(text("type: date", bytes) == "is a point in time, not a date like 2027-03-01", bytes);
  BOOST_TEST(text("type: date, from: 2000-01-01", "1999-12-31") == "is not from 2000-01-01 to 2199-12-31");
  BOOST_TEST(integer("type: date", 20000) == "is not a date like 2027-03-01");
  BOOST_TEST(text("type: months", "24") == "24");
  BOOST_TEST(text("type: months", "24 months") == "is not a whole number of months");
  BOOST_TEST(text("type: months", "2401") == "is not from 0 to 2400");
  BOOST_TEST(text("type: days", "1.5") == "is not a whole number");
}

BOOST_AUTO_TEST_CASE(yes_and_no) {
  for (const char* bytes : {"yes", "Yes", "TRUE", "1", "ja", "JA"})
    BOOST_TEST(text("type: yes/no", bytes) == "1", bytes);
  for (const char* bytes : {"no", "No", "FALSE", "0", "nee", "NEE"})
    BOOST_TEST(text("type: yes/no", bytes) == "0", bytes);
  for (const char* bytes : {"y", "n", "2", "on", "oui", "yes ", "01"})
    BOOST_TEST(text("type: yes/no", bytes) == "is neither yes nor no", bytes);
  BOOST_TEST(integer("type: yes/no", 1) == "1");
  BOOST_TEST(integer("type: yes/no", 2) == "is neither yes nor no");
  const std::string stored = "type: yes/no, stored as: {yes: J, no: N}";
  BOOST_TEST(text(stored, "J") == "1");
  BOOST_TEST(text(stored, "N") == "0");
  BOOST_TEST(text(stored, "j") == "is neither “J” nor “N”");
  BOOST_TEST(text(stored, "yes") == "is neither “J” nor “N”");
}

BOOST_AUTO_TEST_CASE(choices_by_what_records_hold) {
  BOOST_TEST(text("type: choice, values: {basic: B, plus: P}", "P") == "1");
  BOOST_TEST(text("type: choice, values: {basic: B, plus: P}", "plus") ==
             "is none of the values of this choice");
  BOOST_TEST(text("type: choice, values: {basic: B, plus: P}, values otherwise: basic", "x") == "0");
  BOOST_TEST(text("type: choice, values: [a, b, c, d, e, f]", "e") == "4");
  BOOST_TEST(text("type: choice, values: [a, b, c, d, e, f]", "E") == "is none of the values of this choice");
  BOOST_TEST(integer("type: choice, values: {one: 1, two: 2}", 2) == "1");
}

BOOST_AUTO_TEST_CASE(nothing_there) {
  BOOST_TEST(read("type: whole number", {}) == "is missing");
  BOOST_TEST(read("type: whole number, optional: true", {}) == "-");
  BOOST_TEST(read("type: whole number, if missing: 7", {}) == "7");
  BOOST_TEST(read("type: choice, values: [a, b], values otherwise: b", {}) == "is missing");
  BOOST_TEST(read("type: date", {StoredCell::binary, {}, 0}) == "is binary data");
  BOOST_TEST(read("type: text", {StoredCell::nested, {}, 0}) == "is a list or an object, not a single value");
}

BOOST_AUTO_TEST_SUITE_END()
