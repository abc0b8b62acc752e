// The smallest programmes that a proof once shrugged at.
#include <boost/test/unit_test.hpp>

#include "trouw/proof.h"

using namespace trouw;

BOOST_AUTO_TEST_SUITE(proof_smallest)

namespace {

const std::string yaml = R"(programme: Smallest
currency: EUR
prices: including tax
horizon: 12 months
billing period: 1 month
fields:
  number: {type: text, column: id}
  status: {type: choice, values: [active, former], for newcomers: kept, typical: active}
  joined: {type: date, for newcomers: today}
  left: {type: date, optional: true, for newcomers: unknown}
  contract end: {type: date, optional: true, for newcomers: unknown}
  price: {type: money, from: EUR 5, to: EUR 250, for newcomers: kept}
  list price: {type: money, from: EUR 5, to: EUR 250, for newcomers: kept}
  usage: {type: whole number, from: 0, to: 20000, for newcomers: kept}
  product: {type: choice, values: [p3, p5, old3], for newcomers: kept}
roles:
  id: number
  joined: joined
  left: left
  price: price
  newcomer price: list price
  customer when: status is active
  former when: status is former
products:
  field: product
  sold to newcomers: [p3, p5]
  equivalent: {old3: p3}
)";

std::string verdict(const std::string& offers) {
  Loaded loaded = load_programme(yaml, {{"offers.trouw", offers}});
  for (const Diagnostic& diagnostic : loaded.diagnostics)
    if (diagnostic.severity == Severity::error) BOOST_TEST_MESSAGE(to_text(diagnostic));
  BOOST_REQUIRE(loaded.programme);
  ProveOptions options;
  options.seconds = 10;
  options.solver = false;
  return verdict_name(prove(Engine(std::make_shared<const Programme>(std::move(*loaded.programme))), options)
                          .front()
                          .verdict);
}

std::string mirrored(const std::string& rules) {
  return "always list price is at least price\noffer \"New\" to newcomers\n" + rules +
         "offer \"Ours\" to customers\n" + rules + "combine all offers\n  at most 50% of the price\n" +
         "guarantee no customer is worse off than a newcomer\n";
}

const std::string staying = "guarantee staying longer is never worse\n";

}  // namespace

// Prices that a fact puts in order; a product that stands for another.
BOOST_AUTO_TEST_CASE(the_same_discounts_of_two_prices) {
  BOOST_CHECK_EQUAL(verdict(mirrored("  give a price of EUR 33 for 4 months\n")), "holds");
  // Somebody with the old product has nothing, and its equivalent something.
  BOOST_CHECK_EQUAL(verdict(mirrored("  when product is p3\n  give 50% off for 12 months\n")), "broken");
}

// Dates at a distance: who joined earlier passes it first.
BOOST_AUTO_TEST_CASE(a_contract_that_ends_long_after_joining) {
  const std::string offer = "offer \"Long\" to customers\n  when contract end is ";
  const std::string give = "\n  give EUR 10 once\n";
  BOOST_CHECK_EQUAL(verdict(offer + "after joined + 36 months" + give + staying), "holds");
  BOOST_CHECK_EQUAL(verdict(offer + "before joined + 36 months" + give + staying), "broken");
  BOOST_CHECK_EQUAL(verdict(offer + "before joined + 36 months" + give +
                            "offer \"Same\" to customers\n  match the newcomer deal\n" + staying),
                    "broken");
}

BOOST_AUTO_TEST_SUITE_END()
