#include "api/shares.h"

#include <boost/test/unit_test.hpp>

using namespace trouw;

BOOST_AUTO_TEST_SUITE(outcome_shares)

namespace {

// Published in ten thousandths; a rate has two digits more.
void is(const Interval& found, std::int64_t low, std::int64_t high) {
  BOOST_TEST(std::abs(found.low - 100 * low) <= 51);
  BOOST_TEST(std::abs(found.high - 100 * high) <= 51);
}

}  // namespace

// Newcombe, "Two-sided confidence intervals for the single proportion", Statistics in Medicine 17 (1998),
// method 3.
BOOST_AUTO_TEST_CASE(one_share_as_published) {
  is(share_between(81, 263), 2553, 3662);
  is(share_between(15, 148), 624, 1605);
  is(share_between(0, 20), 0, 1611);
  is(share_between(1, 29), 61, 1718);
}

// Newcombe, "Interval estimation for the difference between independent proportions", the same volume,
// method 10.
BOOST_AUTO_TEST_CASE(two_shares_as_published) {
  is(difference_between(56, 70, 48, 80), 524, 3339);
  is(difference_between(9, 10, 3, 10), 1705, 8090);
  is(difference_between(6, 7, 2, 7), 582, 8062);
  is(difference_between(5, 56, 0, 29), -381, 1926);
  is(difference_between(0, 10, 0, 20), -1611, 2775);
  is(difference_between(10, 10, 0, 20), 6791, 10000);
  is(difference_between(10, 10, 0, 10), 6075, 10000);
}

BOOST_AUTO_TEST_CASE(all_and_nobody_stay_within_the_whole) {
  is(share_between(1, 1), 2065, 10000);
  is(share_between(0, 1), 0, 7935);
  BOOST_TEST(share_between(1'000'000'000, 1'000'000'000).high == rate_one);
  BOOST_TEST(share_of(1, 3) == 333'333);
}

BOOST_AUTO_TEST_CASE(the_other_way_round_is_the_negative) {
  for (std::uint64_t a = 0; a <= 7; ++a)
    for (std::uint64_t b = 0; b <= 5; ++b) {
      const Interval one = difference_between(a, 7, b, 5), other = difference_between(b, 5, a, 7);
      BOOST_TEST(one.low == -other.high);
      BOOST_TEST(one.high == -other.low);
    }
}

// Fleiss, Levin and Paik, "Statistical Methods for Rates and Proportions", without correction for continuity:
// 0.60 against 0.70 takes 356 in each group; 0.05 against 0.10 takes 435.
BOOST_AUTO_TEST_CASE(how_many_are_needed) {
  BOOST_TEST(needed_to_tell(700'000, 600'000) == 356u);
  BOOST_TEST(needed_to_tell(600'000, 700'000) == 356u);
  BOOST_TEST(needed_to_tell(50'000, 100'000) == 435u);
  BOOST_TEST(needed_to_tell(rate_one, 0) <= 4u);
}

BOOST_AUTO_TEST_SUITE_END()
