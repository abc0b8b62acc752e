// Programmes that ledgers of before keep.
#include "books/older_words.h"

#include <boost/test/unit_test.hpp>

#include "trouw/fingerprint.h"

using namespace trouw;

BOOST_AUTO_TEST_SUITE(older_words)

namespace {

const std::string yaml = R"(programme: Before
currency: EUR
prices: including tax
horizon: 12 months
billing period: 1 month
fields:
  number: {type: text, column: id}
  status: {type: choice, values: [active, former], for newcomers: kept, typical: active}
  joined: {type: date, for newcomers: today}
  price: {type: money, from: EUR 20, to: EUR 100, for newcomers: kept, typical: EUR 50}
roles:
  id: number
  joined: joined
  price: price
  newcomer price: same as price
  customer when: status is active
  others: nobody
)";

std::vector<SourceFile> offer(const std::string& words) {
  return {{"offers.trouw", "offer \"It falls this month\" to customers  # falls this month\n  when joined " +
                               words + "\n  give EUR 5 once\n"}};
}

std::string kept_under() {
  std::string canonical = load_programme(yaml, offer("has its anniversary this month")).programme->canonical;
  const std::string now = "has its anniversary this month";
  return sha256(canonical.replace(canonical.find(now), now.size(), "falls this month"));
}

}  // namespace

BOOST_AUTO_TEST_CASE(falls_this_month_means_what_it_meant) {
  BOOST_CHECK(!load_programme(yaml, offer("falls this month")).programme);
  const auto programme = load_older(yaml, offer("falls this month"), kept_under());
  BOOST_REQUIRE(programme);
  BOOST_CHECK_EQUAL(programme->fingerprint, kept_under());
  BOOST_CHECK_EQUAL(programme->offers.front().title, "It falls this month");
  const auto& condition = programme->offers.front().conditions.front();
  BOOST_CHECK(programme->terms[condition.term].kind == TermKind::falls_this_month);
}

BOOST_AUTO_TEST_CASE(what_was_not_kept_is_not_read) {
  BOOST_CHECK(!load_older(yaml, offer("falls this month"), std::string(64, '0')));
  BOOST_CHECK(!load_older(yaml, offer("falls on a Friday"), kept_under()));
}

BOOST_AUTO_TEST_SUITE_END()
