// What a programme says to no effect: each finding, and its neighbour that is none.
#include "trouw/lints.h"

#include <algorithm>
#include <boost/test/unit_test.hpp>

using namespace trouw;

BOOST_AUTO_TEST_SUITE(proof_lints)

namespace {

const std::string yaml =
    "programme: Small\ncurrency: EUR\nprices: including tax\nhorizon: 12 months\nbilling period: 1 month\n"
    "fields:\n"
    "  number: {type: text, column: id}\n"
    "  status: {type: choice, values: [active, former], for newcomers: kept, typical: active}\n"
    "  tenure: {type: months, from: 0 months, to: 480 months, for newcomers: 0 months}\n"
    "  price: {type: money, from: EUR 10, to: EUR 100, for newcomers: kept, typical: EUR 50}\n"
    "  region: {type: choice, values: [north, south], for newcomers: kept, typical: north}\n"
    "  calls: {type: whole number, from: 0, to: 50, for newcomers: 0, typical: 0}\n"
    "roles:\n  id: number\n  tenure: tenure\n  price: price\n  newcomer price: same as price\n"
    "  customer when: status is active\n  former when: status is former\n";

Diagnostics found(const std::string& offers) {
  Loaded loaded = load_programme(yaml, {{"offers.trouw", offers}});
  for (const Diagnostic& diagnostic : loaded.diagnostics)
    if (diagnostic.severity == Severity::error) BOOST_ERROR(to_text(diagnostic));
  BOOST_REQUIRE(loaded.programme.has_value());
  return lints(Engine(std::make_shared<const Programme>(std::move(*loaded.programme))), {60, nullptr});
}

std::string codes(const std::string& offers) {
  std::string text;
  for (const Diagnostic& diagnostic : found(offers)) text += (text.empty() ? "" : " ") + diagnostic.code;
  return text;
}

const std::string plain = "offer \"Plain\" to customers\n  give EUR 1 once\n";

}  // namespace

BOOST_AUTO_TEST_CASE(nothing_is_said_of_what_has_an_effect) {
  BOOST_CHECK_EQUAL(codes(plain), "");
  BOOST_CHECK_EQUAL(codes("offer \"A\" to newcomers\n  give EUR 1 once\n" + plain), "");
}

BOOST_AUTO_TEST_CASE(an_offer_that_nobody_gets) {
  const std::string dead = "offer \"Dead\" to customers\n  when calls is more than ";
  BOOST_CHECK_EQUAL(codes(plain + dead + "5 and calls is less than 3\n  give EUR 1 once\n"), "T0610");
  BOOST_CHECK_EQUAL(codes(plain + dead + "49\n  give EUR 1 once\n"), "");
}

BOOST_AUTO_TEST_CASE(an_offer_in_the_shadow_of_another) {
  const std::string two =
      "offer \"Ten\" to customers\n  give 10% off for 12 months\noffer \"Other\" to customers\n  give ";
  const std::string best = "combine customer offers\n  best of \"Ten\", \"Other\"\n";
  BOOST_CHECK_EQUAL(codes(two + "5% off for 12 months\n" + best), "T0611");
  BOOST_CHECK_EQUAL(codes(two + "EUR 20 once\n" + best), "");
}

BOOST_AUTO_TEST_CASE(a_row_that_nobody_reaches) {
  const std::string rows = "  give by calls\n    from 1: EUR 1 once\n    from 9: EUR 2 once\n";
  BOOST_CHECK_EQUAL(codes(plain + "offer \"Rows\" to customers\n  when calls is at most 3\n" + rows),
                    "T0612");
  BOOST_CHECK_EQUAL(codes(plain + "offer \"Rows\" to customers\n" + rows), "");
}

BOOST_AUTO_TEST_CASE(a_cap_that_never_binds) {
  BOOST_CHECK_EQUAL(codes(plain + "combine customer offers\n  at most EUR 2\n"), "T0613");
  BOOST_CHECK_EQUAL(codes(plain + "combine customer offers\n  at most EUR 0.50\n"), "");
}

BOOST_AUTO_TEST_CASE(a_newcomer_offer_without_an_answer) {
  const std::string a = "offer \"A\" to newcomers\n  when region is north\n  give EUR 1 once\n";
  const std::string b = "offer \"B\" to customers\n  when region is ";
  BOOST_CHECK_EQUAL(codes(a + b + "south\n  give EUR 2 once\n"), "T0615 T0614");
  BOOST_CHECK_EQUAL(codes(a + b + "north\n  give EUR 2 once\n"), "T0614");
}

BOOST_AUTO_TEST_CASE(no_time_says_nothing) {
  Loaded loaded = load_programme(yaml, {{"offers.trouw", plain}});
  BOOST_REQUIRE(loaded.programme.has_value());
  const Engine engine(std::make_shared<const Programme>(std::move(*loaded.programme)));
  BOOST_CHECK(lints(engine, {0, nullptr}).empty());
}

BOOST_AUTO_TEST_SUITE_END()
