// How often an offer is granted: the occasion it has, and the words for it.
#include <boost/test/unit_test.hpp>

#include "trouw/occasion.h"

namespace {

constexpr const char* yaml = R"(programme: P
currency: EUR
prices: including tax
horizon: 12 months
billing period: BILL
fields:
  id:     {type: text}
  active: {type: yes/no, for newcomers: kept}
  joined: {type: date, for newcomers: today}
  house:  {type: text}
  price:  {type: money, for newcomers: kept}
roles: {id: id, joined: joined, price: price, newcomer price: same as price, customer when: active}
)";

trouw::Programme loaded(const std::string& offers, const std::string& bill = "1 month") {
  std::string schema = yaml;
  schema.replace(schema.find("BILL"), 4, bill);
  trouw::Loaded made = trouw::load_programme(schema, {{"a.trouw", offers}});
  BOOST_REQUIRE_MESSAGE(made.programme, trouw::to_text(made.diagnostics.front()));
  return *made.programme;
}

std::string words(const std::string& clauses, const std::string& bill = "1 month") {
  const trouw::Programme programme = loaded("offer \"A\" to customers\n  " + clauses, bill);
  return trouw::occasion_words(programme.schema, programme.offers.front());
}

}  // namespace

BOOST_AUTO_TEST_SUITE(occasions)

BOOST_AUTO_TEST_CASE(one_off_promised_and_living) {
  BOOST_TEST(words("give EUR 5 once") == "once for good");
  BOOST_TEST(words("give 2 months free") == "once for good");
  BOOST_TEST(words("give EUR 5 once after 12 months and 1 month free") == "once for good");
  BOOST_TEST(words("give 10% off for 3 months") == "again every 12 months");
  BOOST_TEST(words("give 10% off for 12 months while active") == "again every 12 months");
  BOOST_TEST(words("give EUR 120 over 24 months and EUR 5 once") == "again every 24 months");
  BOOST_TEST(words("give 10% off for 12 months after 6 months") == "again every 18 months");
  BOOST_TEST(words("give 10% off for 12 months", "1 year") == "again every 12 months");
  BOOST_TEST(words("give 10% off for as long as they stay") == "once, and it goes on");
  BOOST_TEST(words("give 10% off while active and EUR 5 off for 3 months") == "once, and it goes on");
}

BOOST_AUTO_TEST_CASE(milestones_anniversaries_and_limits) {
  BOOST_TEST(words("when tenure reaches 5 years give EUR 5 once") == "once, at its milestone");
  BOOST_TEST(words("when tenure reaches 5 or 10 years give EUR 5 once") == "once at each milestone");
  BOOST_TEST(words("when tenure reaches every 5 years give EUR 5 off for 12 months") ==
             "once at each milestone");
  BOOST_TEST(words("when joined has its anniversary this month give EUR 5 once") ==
             "once in a calendar year");
  BOOST_TEST(words("when joined is this month give EUR 5 once") == "once for good");
  BOOST_TEST(words("give EUR 5 once limit once per 12 months per customer") ==
             "at most once in 1 year per customer");
  BOOST_TEST(words("give EUR 5 off for 6 months limit once per 2 weeks per house") ==
             "at most once in 2 weeks per house");
  BOOST_TEST(words("give EUR 5 once limit once per contract") == "once per contract, for good");
  // A milestone stays one, whatever stands beside it, and wherever.
  BOOST_TEST(words("limit once per 12 months per customer when tenure reaches 5 years give EUR 5 once") ==
             "once, at its milestone");
  BOOST_TEST(words("when tenure reaches 5 years give EUR 5 once limit once per 12 months per customer") ==
             "once, at its milestone");
}

BOOST_AUTO_TEST_CASE(a_whole_programme) {
  const trouw::Programme programme = loaded(
      "offer \"A\" to customers give EUR 5 once offer \"B\" to customers give 5% off for 3 months "
      "offer \"C\" to customers give 6% off for 3 months offer \"D\" to customers match the newcomer deal");
  BOOST_TEST(trouw::occasions_text(programme) ==
             "“B”, “C”: granted again every 12 months. “A”: granted once for good. "
             "“D”: granted on any day on which something is missing.");
}

BOOST_AUTO_TEST_SUITE_END()
