// Every construct of the language, as the formatter writes it: read, written back, through Dutch and back.
#include <boost/test/unit_test.hpp>

#include "format/format.h"
#include "syntax/same.h"
#include "unit/syntax/reading.h"

using namespace trouw;        // NOLINT: tests
using namespace trouw::test;  // NOLINT: tests

namespace {

const std::vector<std::string>& clauses() {
  static const std::vector<std::string> all = {
      // Windows and conditions
      "runs from 2027-01-01 through 2027-06-30", "runs from 2027-01-01", "runs through 2027-06-30",
      "unless region is NH", "when a and b and c", "when a or b or c", "when (a and b) or (c and d)",
      "when not (a or b) and not c", "when not not a", "when ((a and b) or c) and d", "when a is yes",
      "when a is no", "when a is not b", "when a is one of b, c, 5", "when a is none of b, c",
      "when a is at least 5", "when a is at most 5", "when a is more than EUR 5", "when a is less than 12.5%",
      "when a is between 2 and 5 years", "when a is between b and c and d", "when a is known",
      "when a is unknown", "when a is before 2027-03-01", "when a is after today", "when a is on or before b",
      "when a is on or after b", "when a is within the next 90 days", "when a is within the last 6 months",
      "when a is more than 180 days ago", "when a is at least 2 weeks ahead", "when a is at most 1 year ago",
      "when a is less than 1 day ahead", "when a is less than 5 days ago", "when a is more than 5 days ahead",
      "when a is at most 5 days ahead", "when a is at least 5 days ago", "when a is this month",
      "when a has its anniversary this month", "when tenure reaches every year",
      "when tenure reaches every 5 years", "when tenure reaches every month", "when a is [this month]",
      "runs every year from 1 November through 31 December", "when tenure reaches 5 years",
      "when tenure reaches 6 months or 2 years", "when tenure reaches 5, 10, 15 or 20 years",
      "when tenure is at least 1 year", "when a × 12 + b - EUR 5 is at least c × 0.5", "when a is -3",
      "when a is between 2000 and 4000 kWh", "when [date of birth] has its anniversary this month",
      "when a is [known issue]", "when [a once] is [not]", "when a is within budget",
      "when region is one of OR, WA",
      // Rewards
      "give 20% off for 6 months", "give 20% off supply cost for 12 months",
      "give EUR 5 off for as long as they stay", "give a price of EUR 9.99 for 12 months after 6 months",
      "give EUR 75 once", "give EUR 75 once after 12 months", "give 2% of yearly premium once",
      "give 1 month free", "give 2 months free", "give 2 months free after 6 months",
      "give \"priority line\" for 12 months", "give 500 points once",
      "give 1 point for every EUR 1 of spend, once", "give 20% off while usage is more than 4000 kWh",
      "give 20% off while (a and b)", "give 20% off while not a",
      "give a price of EUR 0 for 1 month then a price of EUR 2.99 for 6 months and EUR 5 once",
      "give 1% off for every year of tenure, up to 15%, for 12 months",
      "give 1% off for every month of tenure, for 12 months", "give EUR 25 for every 5 years of tenure, once",
      "give EUR 20 for every referral, up to EUR 100, once",
      "give EUR 1 for every EUR 10 of spend, up to EUR 5 a bill, for 12 months",
      "give 10% off, up to EUR 5 a bill, up to EUR 40 in all, for 12 months", "give EUR 120 over 12 months",
      "give EUR 120 over 12 months after 6 months", "give EUR 20 for every referral, over 12 months",
      "give 5% off for 12 months while autopay", "give 5% off for 12 months after 6 months while (a or b)",
      "give 2% of spend above EUR 1000, once", "give 2% of spend above EUR 1000 up to EUR 5000, once",
      "give 2% of spend above EUR 1000, up to EUR 40, once",
      "give EUR 1 for every kWh of usage above 2000 kWh up to 4000 kWh, up to EUR 40, once",
      "give EUR 1 for every 100 usage above 2000, once",
      "give EUR 1 for every year of tenure above 5 years up to 10 years, once", "give [refund] once",
      "give [agreed discount] off for 12 months", "give a price of [locked price] for as long as they stay",
      "give 15% of year bill once", "give 15% of [year bill above 2000] once",
      "give 15% off [over 12 months] for 6 months", "give 15% of bill above average once",
      "give EUR 1 for every 100 kWh of usage, once", "give EUR 1 for every kWh of usage, once",
      "give EUR 1 for every 100 usage, once", "give EUR 1 for every 2 referrals last year, once",
      "give EUR 1 for every 2 [for as once], once", "give 20% off, up to EUR 5 a bill, for 12 months",
      "give 500 points for every referral, up to 1500, once",
      "give by tenure\n    from 2 years: 3% off for 12 months\n    from 10 years: 10% off for 12 months and "
      "EUR 25 once",
      "give by usage\n    from 0 kWh: EUR 1 once\n    from 1000 kWh: EUR 2 once",
      "give by product\n    for basic, fixed 1y: EUR 1 once\n    for [as is]: EUR 2 once\n    otherwise: EUR "
      "3 once",
      // Matches and limits
      "match the newcomer deal", "match the newcomer deal over 12 months",
      "match the newcomer deal, at most EUR 200",
      "match \"Welcome discount\" over 12 months, at most EUR 200", "limit once per customer", "limit once",
      "limit once per 12 months per customer", "limit once per 90 days per contract",
      "limit once per 12 months per household number", "limit once per [customer]", "limit 1000 customers",
      "limit 1000 customers, longest tenure first", "limit EUR 50000", "limit EUR 50000 per year",
      "limit EUR 50000 per month, longest tenure first", "hold out 5%", "hold out 2.5%",
      "reclaim if they leave within 12 months", "reclaim if they leave within 12 months, in proportion",
      "reclaim if in arrears within 12 months", "reclaim if a is b or c is known within 90 days",
      "lost if they leave within 1 year", "lost if in arrears within 12 months",
      "lost if a is b or c is at least 5 within 12 months", "lost if a within 2 is c within 2 weeks",
      // Words
      "tell \"Thank you for {tenure} with \\\"us\\\" \\\\ {value}.\"", "tell in nl \"Dank u\"",
      "because \"leavers said so # 1\"", "formerly \"Old title\""};
  return all;
}

const std::vector<std::string>& statements() {
  static const std::vector<std::string> all = {
      "offer \"W\" to newcomers\n",
      "offer \"W\" to customers\n",
      "offer \"W\" to returners\n",
      "offer \"W \\\"q\\\"\" to everyone\n",
      "define heavy user as usage is more than 4000 kWh and product is plus\n",
      "define yearly price as monthly price × 12\n",
      "define full value as EUR 5\n",
      "define a as b\n",
      "combine newcomer offers\n  best of (\"A\" and \"B\" and \"C\"), \"D\"\n",
      "combine customer offers\n  best of \"A\", everything else\n  best of \"C\", \"D\"\n  at most 40% of "
      "the price\n"
      "  at most EUR 300\n",
      "combine returner offers\n  at most EUR 300\n",
      "combine all offers\n  best of \"A\", everything else\n  at most 40% of the price\n",
      "always usage is at least 0\nalways a\n",
      "never together \"A\", \"B\", \"C\"\n",
      "guarantee no customer is worse off than a newcomer\n",
      "guarantee staying longer is never worse within EUR 1 over 24 months counting perks at every bill when "
      "a is b\n",
      "guarantee leaving and coming back is never better over 24 months\n",
      "guarantee customers receive at least 50% of all rewards\n",
      "example \"E\"\n  on 2027-04-01\n  customer with joined is 2017-02-10, product is fixed 3y, paid is "
      "yes\n"
      "  expect \"A\" EUR 85\n  expect no \"B\"\n  expect deal EUR 135\n  expect newcomer deal EUR 135.50\n"
      "  expect worse off by EUR 0\n  expect bill 3 EUR 40\n  expect guarantees kept\n",
      "example \"E\"\n  on 2027-04-01\n  newcomer with tenure is 0 months\n  expect deal EUR 1\n",
      "example \"E\"\n  on 2027-04-01\n  returner with left is 2026-02-10, a is -3\n  expect deal EUR 1\n"};
  return all;
}

void check_round_trips(const std::string& text) {
  const Reading reading(text);
  BOOST_TEST(reading.said() == "", text);
  BOOST_TEST(format(reading.file, reading.sources, "en") == text);
  const std::string dutch = format(reading.file, reading.sources, "nl");
  const Reading back(dutch);
  BOOST_TEST(back.said() == "", dutch);
  BOOST_TEST(back.file.language == "nl");
  BOOST_TEST(same(reading.file, back.file), dutch);
  BOOST_TEST(format(back.file, back.sources, "nl") == dutch);
  BOOST_TEST(format(back.file, back.sources, "en") == text);
  BOOST_TEST(canonical(back.file) == canonical(reading.file));
}

}  // namespace

BOOST_AUTO_TEST_SUITE(format_constructs)

BOOST_AUTO_TEST_CASE(the_sample_is_laid_out_already) {
  check_round_trips(sample_programme());
}

BOOST_AUTO_TEST_CASE(every_clause) {
  for (const std::string& clause : clauses()) check_round_trips(offer_with(clause));
}

BOOST_AUTO_TEST_CASE(every_statement) {
  for (const std::string& statement : statements()) check_round_trips(statement);
}

BOOST_AUTO_TEST_SUITE_END()
