// Proofs over a customer's life: what is granted once for good may have been had before.
#include <fmt/format.h>

#include <boost/test/unit_test.hpp>

#include "plan/lower.h"
#include "trouw/ensure.h"
#include "trouw/examples.h"
#include "trouw/proof.h"

using namespace trouw;

BOOST_AUTO_TEST_SUITE(proof_had_before)

namespace {

const std::string head = R"(programme: Lives
currency: EUR
prices: including tax
horizon: HORIZON
billing period: PERIOD
fields:
  number: {type: text, column: id}
  status: {type: choice, values: [active, former], for newcomers: kept, typical: active}
  joined: {type: date, for newcomers: today}
  left: {type: date, optional: true, for newcomers: unknown}
  price: {type: money, from: EUR 20, to: EUR 100, for newcomers: kept, typical: EUR 50}
roles:
  id: number
  joined: joined
  left: left
  price: price
  newcomer price: same as price
  customer when: status is active
  former when: status is former
  newcomer again after: 12 months
)";

const std::string guarantees =
    "guarantee no customer is worse off than a newcomer\nguarantee staying longer is never worse\n"
    "guarantee leaving and coming back is never better\n";

const std::string welcome = "offer \"Welcome\" to newcomers\n  give EUR 60 once\n";
const std::string ours = "offer \"Ours\" to customers\n  give EUR 60 once\n";
const std::string match = "offer \"Same\" to customers\n  match the newcomer deal\n";

std::string replaced(std::string text, const std::string& what, const std::string& with) {
  return text.replace(text.find(what), what.size(), with);
}

Engine engine_of(const std::string& offers, const std::string& horizon = "12 months",
                 const std::string& period = "1 month") {
  Loaded loaded = load_programme(replaced(replaced(head, "HORIZON", horizon), "PERIOD", period),
                                 {{"offers.trouw", offers + guarantees}});
  for (const Diagnostic& diagnostic : loaded.diagnostics)
    if (diagnostic.severity == Severity::error) BOOST_TEST_MESSAGE(to_text(diagnostic));
  BOOST_REQUIRE(loaded.programme);
  return Engine(std::make_shared<const Programme>(std::move(*loaded.programme)));
}

std::string verdicts(const Engine& engine) {
  std::string text;
  for (const Proof& proof : prove(engine, {}))
    text += (text.empty() ? "" : ", ") + std::string(verdict_name(proof.verdict));
  return text;
}

}  // namespace

// By somebody who had it two years ago.
BOOST_AUTO_TEST_CASE(what_was_had_long_ago_is_not_had_again) {
  const Engine engine = engine_of(welcome + ours);
  const std::vector<Proof> proofs = prove(engine, {});
  const Proof& proof = proofs.front();
  BOOST_REQUIRE(proof.verdict == Verdict::broken);
  const Counterexample& found = *proof.counterexample;
  BOOST_CHECK_EQUAL(found.gap, 6000);
  BOOST_REQUIRE_EQUAL(found.had.size(), 1u);
  BOOST_CHECK_EQUAL(engine.programme().offers[found.had.front()].title, "Ours");
  BOOST_CHECK_EQUAL(found.own.record.size(), engine.programme().schema.fields.size());
  BOOST_CHECK_NE(found.person.find("They had “Ours” before, longer than 12 months ago."), std::string::npos);
  BOOST_CHECK(proofs[1].verdict == Verdict::holds);
  BOOST_CHECK(proofs[2].verdict == Verdict::broken);
}

BOOST_AUTO_TEST_CASE(a_match_makes_up_for_it) {
  BOOST_CHECK_EQUAL(verdicts(engine_of(welcome + ours + match)), "holds, holds, holds");
}

BOOST_AUTO_TEST_CASE(what_comes_once_a_horizon_is_not_scarce) {
  const auto limited = [&](const std::string& limit) {
    return welcome + ours + "  limit once per " + limit + " per customer\n";
  };
  BOOST_CHECK_EQUAL(verdicts(engine_of(limited("12 months"))), "holds, holds, holds");
  BOOST_CHECK_EQUAL(verdicts(engine_of(limited("365 days"))), "holds, holds, holds");
  BOOST_CHECK_EQUAL(verdicts(engine_of(limited("366 days"))), "broken, holds, broken");
  BOOST_CHECK_EQUAL(verdicts(engine_of(limited("24 months"))), "broken, holds, broken");
  BOOST_CHECK_EQUAL(verdicts(engine_of(limited("52 weeks"), "52 weeks", "4 weeks")), "holds, holds, holds");
  BOOST_CHECK_EQUAL(verdicts(engine_of(limited("12 months"), "52 weeks", "4 weeks")),
                    "broken, holds, broken");
}

BOOST_AUTO_TEST_CASE(what_is_scarce_for_others_stays_closed) {
  BOOST_CHECK_EQUAL(verdicts(engine_of(welcome + ours +
                                       "  limit once per 12 months per customer\n"
                                       "  limit 10 customers\n")),
                    "broken, holds, broken");
}

// It is granted again when its bills were had and a horizon has passed.
BOOST_AUTO_TEST_CASE(a_promise_within_the_horizon_comes_again) {
  const std::string tenth = "  give 10% off for 12 months\n";
  const std::string both = "offer \"Tenth\" to newcomers\n" + tenth + "offer \"Ours\" to customers\n";
  BOOST_CHECK_EQUAL(verdicts(engine_of(both + tenth)), "holds, holds, holds");
  BOOST_CHECK_EQUAL(verdicts(engine_of(both + "  give 10% off for 24 months\n")), "broken, holds, broken");
  const std::string one = "  give 10% off for 1 month\n";
  BOOST_CHECK_EQUAL(
      verdicts(engine_of("offer \"Tenth\" to newcomers\n" + one + "offer \"Ours\" to customers\n" + one)),
      "holds, holds, holds");
}

// What goes on does, without the reward that was had once.
BOOST_AUTO_TEST_CASE(what_goes_on_goes_on_without_what_was_had_once) {
  const std::string rest = "  give 10% off for as long as they stay\n";
  const Engine engine = engine_of("offer \"Tenth\" to newcomers\n" + rest + "  give EUR 60 once\n" +
                                  "offer \"Ours\" to customers\n" + rest + "  give EUR 60 once\n");
  const std::vector<Proof> proofs = prove(engine, {});
  BOOST_REQUIRE(proofs.front().verdict == Verdict::broken);
  BOOST_CHECK_EQUAL(proofs.front().counterexample->gap, 6000);
  BOOST_CHECK_EQUAL(proofs.front().counterexample->had.size(), 1u);
  BOOST_CHECK_EQUAL(
      verdicts(engine_of("offer \"Tenth\" to newcomers\n" + rest + "offer \"Ours\" to customers\n" + rest)),
      "holds, holds, holds");
}

// An offer to everyone is used up for customers, not for those who come.
BOOST_AUTO_TEST_CASE(an_offer_to_everyone) {
  BOOST_CHECK_EQUAL(verdicts(engine_of("offer \"All\" to everyone\n  give EUR 60 once\n")),
                    "broken, holds, broken");
}

// What was found comes as an example, which fails until the programme is mended.
BOOST_AUTO_TEST_CASE(as_an_example) {
  const Engine engine = engine_of(welcome + ours);
  const Proof proof = prove(engine, {}).front();
  const std::string example = as_example(engine.programme(), proof);
  const auto unmet = [&](const std::string& offers) {
    const std::vector<ExampleResult> results = run_examples(engine_of(offers + example));
    BOOST_REQUIRE_EQUAL(results.size(), 1u);
    return results.front().unmet;
  };
  const std::vector<Unmet> broken = unmet(welcome + ours);
  BOOST_REQUIRE(!broken.empty());
  BOOST_CHECK_EQUAL(broken.front().actual,
                    "“guarantee no customer is worse off than a newcomer” broken by EUR 60, had they had "
                    "“Ours” before");
  BOOST_CHECK(unmet(welcome + ours + match).empty());
}

BOOST_AUTO_TEST_SUITE_END()
