#include "plan/build.h"

#include <boost/test/unit_test.hpp>

namespace {

struct Bench {
  Bench() {
    trouw::Field price;
    price.name = "price";
    price.type = trouw::Type::money;
    price.from = 0;
    price.to = 50'000;
    trouw::Field joined;
    joined.name = "joined";
    joined.type = trouw::Type::date;
    joined.from = trouw::first_day;
    joined.to = trouw::last_day;
    trouw::Field risk = price;
    risk.name = "risk";
    risk.optional = true;
    programme.schema.fields = {price, joined, risk};
    plan.programme = &programme;
    plan.today = *trouw::parse_day("2027-03-01");
  }
  trouw::Programme programme;
  trouw::Plan plan;
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(build, Bench)

BOOST_AUTO_TEST_CASE(a_node_is_made_once) {
  trouw::Builder build(plan);
  const auto a = build.add(build.field(0), build.constant(3));
  const auto before = plan.nodes.size();
  BOOST_TEST(build.add(build.constant(3), build.field(0)) == a);
  BOOST_TEST(plan.nodes.size() == before);
}

BOOST_AUTO_TEST_CASE(constants_fold) {
  trouw::Builder build(plan);
  BOOST_TEST(*build.as_constant(
                 build.multiply_round(build.constant(999), build.constant(200'000), trouw::rate_one)) == 200);
  BOOST_TEST(*build.as_constant(build.floor_divide(build.constant(-1), 12)) == -1);
  BOOST_TEST(*build.as_constant(build.both(build.truth(false), build.unknown())) == 0);
  BOOST_TEST(*build.as_constant(build.either(build.truth(true), build.unknown())) == 1);
  BOOST_TEST(*build.as_constant(build.holds(build.unknown())) == 0);
}

BOOST_AUTO_TEST_CASE(a_comparison_that_the_domain_decides_is_a_constant) {
  trouw::Builder build(plan);
  BOOST_TEST(*build.as_constant(build.at_most(build.field(0), build.constant(50'000))) == 1);
  BOOST_TEST(*build.as_constant(build.at_most(build.field(0), build.constant(-1))) == 0);
  BOOST_TEST(!build.as_constant(build.at_most(build.field(2), build.constant(50'000)))
                  .has_value());  // may be unknown
}

BOOST_AUTO_TEST_CASE(a_tenure_becomes_one_comparison_with_a_day) {
  trouw::Builder build(plan);
  const auto joined = build.minimum(build.field(1), build.today());
  const auto reached = build.at_most(build.add_months(joined, 60), build.today());
  const trouw::Node& node = build.node(reached);
  BOOST_TEST((node.op == trouw::Op::at_most));
  BOOST_TEST(node.a == build.field(1));
  BOOST_TEST(build.node(node.b).k == *trouw::parse_day("2022-03-01"));
}

BOOST_AUTO_TEST_CASE(what_may_leave_64_bits_is_marked) {
  trouw::Builder build(plan);
  const auto big = build.scale(build.scale(build.field(0), 1'000'000'000), 1'000'000'000);
  BOOST_TEST(build.node(big).checked);
  BOOST_TEST(!build.node(build.scale(build.field(0), 12)).checked);
}

BOOST_AUTO_TEST_CASE(what_is_left_of_an_amount_is_never_below_nothing) {
  trouw::Builder build(plan);
  const auto price = build.field(0);
  const auto left = [&](trouw::NodeId wanted) {
    return build.node(build.subtract(price, build.minimum(price, wanted)));
  };
  BOOST_TEST(left(build.constant(20'000)).lowest == 0);
  BOOST_TEST(left(build.constant(20'000)).highest == 30'000);
  const auto more = build.add(build.field(0), build.constant(1));  // as the interval sees it, perhaps less
  BOOST_TEST(left(more).lowest == 0);
  const auto negative = build.subtract(build.constant(-10), price);  // from -50,010 to -10
  const trouw::Node grown = build.node(build.subtract(price, build.minimum(price, negative)));
  BOOST_TEST(grown.lowest == 10);
  BOOST_TEST(grown.highest == 100'010);
  BOOST_TEST(
      build.node(build.subtract(build.constant(10), build.minimum(price, build.constant(20)))).lowest == -10);
  const auto unknown = build.subtract(build.field(2), build.minimum(build.field(2), price));
  BOOST_TEST(build.node(unknown).may_be_unknown);
  BOOST_TEST(build.node(unknown).lowest == 0);
}

BOOST_AUTO_TEST_CASE(nothing_is_taken_of_what_is_left) {
  trouw::Builder build(plan);
  const auto price = build.field(0);
  const auto left = build.subtract(price, build.minimum(price, build.constant(20'000)));
  BOOST_TEST(*build.as_constant(build.minimum(left, build.constant(0))) == 0);
  BOOST_TEST(build.subtract(left, build.constant(0)) == left);
}

BOOST_AUTO_TEST_CASE(parts_follow_their_apportion) {
  trouw::Builder build(plan);
  const auto shares =
      build.apportion(build.field(0), {build.constant(1), build.constant(0), build.constant(2)});
  BOOST_TEST(shares.size() == 3u);
  BOOST_TEST(*build.as_constant(shares[1]) == 0);
  BOOST_TEST(shares[2] == shares[0] + 1);
  BOOST_CHECK_NO_THROW(plan.check());
}

BOOST_AUTO_TEST_SUITE_END()
