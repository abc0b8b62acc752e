#include <boost/test/unit_test.hpp>

#include "unit/syntax/reading.h"

namespace trouw::test {

std::string sample_programme() {
  return R"trouw(# Deals that bring people in
offer "Welcome discount" to newcomers
  runs from 2027-01-01 through 2027-06-30
  when product is one of fixed 1y, fixed 3y
  give 20% off for 6 months

offer "City bonus" to newcomers
  when region is one of NH, ZH, UT
  give EUR 75 once

offer "First month free" to newcomers
  give 1 month free

combine newcomer offers
  best of ("Welcome discount" and "City bonus"), "First month free"

# Deals for those who stay
define heavy user as usage is more than 4000 kWh and product is plus

offer "Every year counts" to customers
  give 1% off for every year of tenure, up to 15%, for 12 months
  tell "Thank you for {tenure} with us: {value} off this year."

offer "Milestone" to customers
  when tenure reaches 5, 10, 15 or 20 years
  give EUR 25 for every 5 years of tenure, once

offer "Renew with us" to customers
  when contract end is within the next 90 days and tenure is at least 1 year
  give 10% off for 12 months

offer "Our apology" to customers
  when open complaint or complaints last year is at least 2
  give EUR 30 once
  limit once per 12 months per customer

offer "Bring a friend" to customers
  give EUR 20 for every referral, up to EUR 100, once

offer "Heavy user" to customers
  when heavy user
  give EUR 5 off for 12 months

offer "Loyalty ladder" to customers
  give by tenure
    from 2 years: 3% off for 12 months
    from 5 years: 6% off for 12 months
    from 10 years: 10% off for 12 months and EUR 25 once

offer "Same as new" to customers
  match the newcomer deal

combine customer offers
  best of "Every year counts", "Renew with us", "Loyalty ladder"
  at most 40% of the price

guarantee no customer is worse off than a newcomer
guarantee staying longer is never worse
guarantee leaving and coming back is never better

example "Ten years, three-year contract"
  on 2027-04-01
  customer with joined is 2017-02-10, product is fixed 3y, region is NH, monthly price is EUR 50
  expect "Loyalty ladder" EUR 85
  expect no "Every year counts"
  expect no "Milestone"
  expect "Same as new" EUR 50
  expect newcomer deal EUR 135
  expect deal EUR 135
)trouw";
}

}  // namespace trouw::test

using namespace trouw;        // NOLINT: tests
using namespace trouw::test;  // NOLINT: tests

namespace {

template <typename T>
const T& statement(const Reading& reading, std::size_t number) {
  return std::get<T>(reading.file.statements.at(number));
}

}  // namespace

BOOST_AUTO_TEST_SUITE(syntax_programme)

BOOST_AUTO_TEST_CASE(the_sample_is_read_without_a_word) {
  const Reading reading(sample_programme());
  BOOST_TEST(reading.said() == "");
  BOOST_TEST(reading.file.statements.size() == 18u);
  BOOST_TEST(reading.file.comments.size() == 2u);
  BOOST_TEST(reading.file.language == "en");
}

BOOST_AUTO_TEST_CASE(an_offer_has_its_clauses_in_order) {
  const Reading reading(sample_programme());
  const auto& offer = statement<tree::Offer>(reading, 0);
  BOOST_TEST(offer.title.text == "Welcome discount");
  BOOST_TEST((offer.audience == tree::Audience::newcomers));
  BOOST_REQUIRE(offer.clauses.size() == 3u);
  BOOST_TEST(std::get<tree::Runs>(offer.clauses[0]).from->day == day_of({2027, 1, 1}));
  const auto& when = std::get<tree::When>(offer.clauses[1]);
  BOOST_TEST((when.condition.kind == tree::ConditionKind::one_of));
  BOOST_REQUIRE(when.condition.right.size() == 2u);
  BOOST_TEST(when.condition.right[1].terms[0].operand.name.text == "fixed 3y");
  const auto& give = std::get<tree::Give>(offer.clauses[2]);
  BOOST_TEST(give.rewards[0].phases[0].timing.length.number.digits == 6);
}

BOOST_AUTO_TEST_CASE(the_last_unit_serves_the_whole_list) {
  const Reading reading(sample_programme());
  const auto& when = std::get<tree::When>(statement<tree::Offer>(reading, 6).clauses[0]);
  BOOST_TEST((when.condition.kind == tree::ConditionKind::reaches));
  BOOST_REQUIRE(when.condition.right.size() == 4u);
  for (const tree::Amount& amount : when.condition.right)
    BOOST_TEST((amount.terms[0].operand.literal.unit == tree::Unit::year));
}

BOOST_AUTO_TEST_CASE(a_table_and_an_example) {
  const Reading reading(sample_programme());
  const auto& table = std::get<tree::GiveBy>(statement<tree::Offer>(reading, 11).clauses[0]);
  BOOST_TEST(table.tenure);
  BOOST_TEST(table.rows.size() == 3u);
  BOOST_TEST(table.rows[2].rewards.size() == 2u);
  const auto& example = statement<tree::Example>(reading, 17);
  BOOST_TEST(example.facts.size() == 4u);
  BOOST_TEST(example.expects.size() == 6u);
  BOOST_TEST((example.expects[4].kind == tree::ExpectKind::newcomer_deal));
}

BOOST_AUTO_TEST_CASE(spans_point_at_the_words) {
  const Reading reading(sample_programme());
  const auto& offer = statement<tree::Offer>(reading, 0);
  BOOST_TEST(reading.sources.text(offer.title.at) == "\"Welcome discount\"");
  const auto& when = std::get<tree::When>(offer.clauses[1]);
  BOOST_TEST(reading.sources.text(when.condition.at) == "product is one of fixed 1y, fixed 3y");
  BOOST_TEST(reading.sources.text(when.at) == "when product is one of fixed 1y, fixed 3y");
}

BOOST_AUTO_TEST_SUITE_END()
