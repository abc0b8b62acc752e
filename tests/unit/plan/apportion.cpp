#include <boost/test/unit_test.hpp>
#include <cstdint>
#include <numeric>
#include <vector>

#include "plan/apply.h"

namespace {

std::vector<std::int64_t> shared(std::int64_t amount, std::vector<std::int64_t> weights) {
  std::vector<std::int64_t> shares(weights.size());
  trouw::apportion(amount, weights, shares);
  return shares;
}

using Shares = std::vector<std::int64_t>;

}  // namespace

BOOST_AUTO_TEST_SUITE(apportion)

BOOST_AUTO_TEST_CASE(the_largest_remainder_gets_the_odd_cent) {
  BOOST_TEST(shared(200, {75'000, 125'000}) == (Shares{75, 125}), boost::test_tools::per_element());
  BOOST_TEST(shared(1, {75'000, 120'000, 150'000}) == (Shares{0, 0, 1}), boost::test_tools::per_element());
  BOOST_TEST(shared(100, {1, 1, 1}) == (Shares{34, 33, 33}), boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(a_tie_goes_to_the_first) {
  BOOST_TEST(shared(1, {5, 5}) == (Shares{1, 0}), boost::test_tools::per_element());
  BOOST_TEST(shared(2, {0, 1, 1, 1}) == (Shares{0, 1, 1, 0}), boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(nothing_to_share_or_nobody_to_share_it) {
  BOOST_TEST(shared(0, {3, 4}) == (Shares{0, 0}), boost::test_tools::per_element());
  BOOST_TEST(shared(10, {0, 0}) == (Shares{0, 0}), boost::test_tools::per_element());
  BOOST_TEST(shared(10, {}).empty());
}

BOOST_AUTO_TEST_CASE(huge_amounts_do_not_overflow) {
  const std::int64_t most = INT64_MAX;
  const Shares shares = shared(most, {1'000'000, 1'000'000});
  BOOST_TEST(shares[0] + shares[1] == most);
  BOOST_TEST(shares[0] - shares[1] == 1);
}

// Exhaustively on small numbers: the shares add up, each is its quota rounded down or up, and no larger
// remainder was passed over.
BOOST_AUTO_TEST_CASE(every_small_case) {
  for (std::int64_t amount = 0; amount <= 7; ++amount)
    for (std::int64_t a = 0; a <= 4; ++a)
      for (std::int64_t b = 0; b <= 4; ++b)
        for (std::int64_t c = 0; c <= 4; ++c) {
          const std::vector<std::int64_t> weights{a, b, c};
          const std::int64_t sum = a + b + c;
          const Shares shares = shared(amount, weights);
          BOOST_REQUIRE_EQUAL(std::accumulate(shares.begin(), shares.end(), std::int64_t{0}),
                              sum == 0 ? 0 : amount);
          for (std::size_t i = 0; sum > 0 && i < 3; ++i) {
            const std::int64_t down = amount * weights[i] / sum;
            BOOST_REQUIRE(shares[i] == down || (shares[i] == down + 1 && amount * weights[i] % sum > 0));
            for (std::size_t j = 0; j < 3; ++j)
              if (shares[j] > amount * weights[j] / sum && shares[i] == down)
                BOOST_REQUIRE(amount * weights[j] % sum >= amount * weights[i] % sum);
          }
        }
}

BOOST_AUTO_TEST_SUITE_END()
