// The energy example and what may be wrong with it: each verdict, and the record that shows it.
#include <boost/test/unit_test.hpp>
#include <fstream>
#include <iterator>

#include "plan/lower.h"
#include "trouw/proof.h"

using namespace trouw;

BOOST_AUTO_TEST_SUITE(proof_energy)

namespace {

std::string read(const std::string& name) {
  std::ifstream in(std::string(TROUW_SOURCE_DIR "/rules-examples/01-energy/") + name, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

// The offers with `before` replaced; it has to be there.
std::string changed(std::string text, const std::string& before, const std::string& after) {
  const std::size_t at = text.find(before);
  BOOST_REQUIRE_NE(at, std::string::npos);
  return text.replace(at, before.size(), after);
}

std::string offers() {
  std::string text = read("offers.trouw");
  return text.erase(text.find("example \""));
}

Engine engine_of(const std::string& text, const std::string& yaml) {
  Loaded loaded = load_programme(yaml, {{"offers.trouw", text}});
  for (const Diagnostic& diagnostic : loaded.diagnostics)
    if (diagnostic.severity == Severity::error) BOOST_ERROR(to_text(diagnostic));
  BOOST_REQUIRE(loaded.programme.has_value());
  return Engine(std::make_shared<const Programme>(std::move(*loaded.programme)));
}

Engine engine_of(const std::string& text) {
  return engine_of(text, read("programme.yaml"));
}

Proof one(const Engine& engine, std::uint32_t guarantee, double seconds = 120) {
  ProveOptions options;
  options.seconds = seconds;
  options.only = {guarantee};
  const std::vector<Proof> proofs = prove(engine, options);
  BOOST_REQUIRE_EQUAL(proofs.size(), 1u);
  return proofs.front();
}

// What the dry run says of the counterexample's record.
std::int64_t gap_of(const Engine& engine, const Proof& proof) {
  BOOST_REQUIRE(proof.counterexample.has_value());
  const Counterexample& found = *proof.counterexample;
  Decider decider = engine.decider(lower(engine.programme(), found.on, Assume::worst));
  Totals totals;
  BOOST_REQUIRE(decider.totals(one_record(engine.programme(), found.own.record, "x"), 0, totals));
  BOOST_CHECK(!totals.facts_broken);
  return totals.guarantees[proof.guarantee].gap;
}

const std::string match = "offer \"Same as new\" to customers\n  match the newcomer deal\n";

}  // namespace

BOOST_AUTO_TEST_CASE(all_three_hold_with_the_match_and_its_milestones) {
  const Engine engine = engine_of(offers());
  const std::uint32_t decided = solver_built_in() ? 3 : 1;  // the own procedure alone leaves two to Z3
  for (std::uint32_t guarantee = 0; guarantee < decided; ++guarantee) {
    const Proof proof = one(engine, guarantee);
    BOOST_CHECK_EQUAL(verdict_name(proof.verdict), "holds");
    BOOST_CHECK(!proof.counterexample);
    BOOST_CHECK(!proof.rests_on.empty());
  }
}

BOOST_AUTO_TEST_CASE(without_the_match_somebody_is_worse_off) {
  const Engine engine = engine_of(changed(offers(), match, ""));
  const Proof proof = one(engine, 0);
  BOOST_CHECK_EQUAL(verdict_name(proof.verdict), "broken");
  BOOST_CHECK_GT(gap_of(engine, proof), 0);
  BOOST_CHECK_EQUAL(gap_of(engine, proof), proof.counterexample->gap);
  BOOST_CHECK_EQUAL(proof.counterexample->own.cost - proof.counterexample->other.cost,
                    proof.counterexample->gap);
  BOOST_CHECK_EQUAL(proof.counterexample->own.bills.size(), 12u);
  BOOST_CHECK_NE(proof.counterexample->suggestion.find("match the newcomer deal"), std::string::npos);
}

BOOST_AUTO_TEST_CASE(a_match_of_at_most_so_much_may_fall_short) {
  const Engine engine = engine_of(
      changed(offers(), "  match the newcomer deal\n", "  match the newcomer deal, at most EUR 20\n"));
  const Proof proof = one(engine, 0);
  BOOST_CHECK_EQUAL(verdict_name(proof.verdict), "broken");
  BOOST_CHECK_GT(gap_of(engine, proof), 0);
  BOOST_CHECK_NE(proof.counterexample->suggestion.find("EUR 20"), std::string::npos);
}

BOOST_AUTO_TEST_CASE(a_limited_match_voids_the_proof_and_says_why) {
  const Engine engine = engine_of(changed(offers(), "  match the newcomer deal\n",
                                          "  match the newcomer deal\n  limit 1000 customers\n"));
  const Proof proof = one(engine, 0);
  BOOST_CHECK_EQUAL(verdict_name(proof.verdict), "broken");
  BOOST_CHECK_NE(proof.counterexample->suggestion.find("limit"), std::string::npos);
}

BOOST_AUTO_TEST_CASE(an_offer_for_the_first_two_years_breaks_staying) {
  const Engine engine = engine_of(
      offers() + "offer \"Young\" to customers\n  when tenure is at most 24 months\n  give EUR 300 once\n");
  const Proof proof = one(engine, 1);
  BOOST_CHECK_EQUAL(verdict_name(proof.verdict), "broken");
  BOOST_CHECK_GT(gap_of(engine, proof), 0);
  const FieldId joined = *engine.programme().schema.roles.joined;
  BOOST_CHECK_LT(*proof.counterexample->own.record[joined], *proof.counterexample->other.record[joined]);
  BOOST_CHECK_NE(proof.counterexample->suggestion.find("Young"), std::string::npos);
}

BOOST_AUTO_TEST_CASE(a_present_for_coming_back_breaks_leaving) {
  const Engine engine = engine_of(offers() + "offer \"Welcome back\" to returners\n  give EUR 200 once\n");
  const Proof proof = one(engine, 2);
  BOOST_CHECK_EQUAL(verdict_name(proof.verdict), "broken");
  BOOST_CHECK_GT(gap_of(engine, proof), 0);
}

BOOST_AUTO_TEST_CASE(a_counterexample_is_ordinary) {
  const Engine engine = engine_of(changed(offers(), match, ""));
  const Proof proof = one(engine, 0);
  BOOST_REQUIRE(proof.counterexample.has_value());
  const Schema& schema = engine.programme().schema;
  int unusual = 0;
  for (FieldId id = 0; id < schema.fields.size(); ++id)
    if (schema.fields[id].typical && proof.counterexample->own.record[id] != schema.fields[id].typical)
      ++unusual;
  BOOST_CHECK_LE(unusual, 2);
}

BOOST_AUTO_TEST_CASE(an_example_that_is_saved_fails_until_mended) {
  const std::string broken = changed(offers(), match, "");
  const Proof proof = one(engine_of(broken), 0);
  BOOST_REQUIRE(proof.counterexample.has_value());
  const std::string example = as_example(engine_of(broken).programme(), proof);
  BOOST_TEST_MESSAGE(example);
  const Engine still = engine_of(broken + example), mended = engine_of(offers() + example);
  BOOST_REQUIRE_EQUAL(still.programme().examples.size(), 1u);
  Decider before = still.on(proof.counterexample->on), after = mended.on(proof.counterexample->on);
  Totals totals;
  BOOST_REQUIRE(
      before.totals(one_record(still.programme(), still.programme().examples[0].record, "x"), 0, totals));
  BOOST_CHECK_GT(totals.worse_off, 0);
  BOOST_REQUIRE(
      after.totals(one_record(mended.programme(), mended.programme().examples[0].record, "x"), 0, totals));
  BOOST_CHECK_EQUAL(totals.worse_off, 0);
}

BOOST_AUTO_TEST_CASE(each_decider_finds_what_is_broken_by_itself) {
  const std::pair<std::uint32_t, std::string> cases[] = {
      {0, changed(offers(), match, "")},
      {0, changed(offers(), "  match the newcomer deal\n", "  match the newcomer deal, at most EUR 20\n")},
      {1,
       offers() + "offer \"Young\" to customers\n  when tenure is at most 24 months\n  give EUR 300 once\n"},
      {2, offers() + "offer \"Welcome back\" to returners\n  give EUR 200 once\n"}};
  for (const bool own : {true, false}) {
    if (!own && !solver_built_in()) continue;
    for (const auto& [guarantee, text] : cases) {
      const Engine engine = engine_of(text);
      ProveOptions options;
      options.only = {guarantee};
      options.own = own;
      options.solver = !own;
      const Proof proof = prove(engine, options).front();
      BOOST_CHECK_EQUAL(verdict_name(proof.verdict), "broken");
      if (proof.counterexample) BOOST_CHECK_GT(gap_of(engine, proof), 0);
    }
  }
}

BOOST_AUTO_TEST_CASE(interrupting_leaves_an_unknown) {
  const Engine engine = engine_of(offers());
  const std::atomic<bool> stop = true;
  ProveOptions options;
  options.stop = &stop;
  for (const Proof& proof : prove(engine, options)) {
    BOOST_CHECK_EQUAL(verdict_name(proof.verdict), "unknown");
    BOOST_CHECK_EQUAL(proof.reached.reason, "interrupted");
  }
  BOOST_CHECK_EQUAL(verdict_name(one(engine, 1, 0).verdict), "unknown");
}

BOOST_AUTO_TEST_CASE(rounding_is_part_of_the_proof) {
  const std::string text =
      "offer \"A\" to newcomers\n  give 7.5% off for 12 months\noffer \"B\" to newcomers\n  give 12% off for "
      "12 months\n"
      "offer \"C\" to newcomers\n  give 15% off for 12 months\noffer \"D\" to customers\n  give 5% off for "
      "12 months\n"
      "offer \"E\" to customers\n  give 12.5% off for 12 months\noffer \"F\" to customers\n  give 15% off "
      "for 12 months\n"
      "guarantee no customer is worse off than a newcomer\n";
  const std::string yaml =
      changed(read("programme.yaml"), "from: EUR 0, to: EUR 500", "from: EUR 0.04, to: EUR 0.04");
  const std::string wide =
      changed(read("programme.yaml"), "from: EUR 0, to: EUR 500", "from: EUR 0.04, to: EUR 0.05");
  BOOST_CHECK_EQUAL(
      verdict_name(one(engine_of(text, changed(yaml, "typical: EUR 60", "typical: EUR 0.04")), 0).verdict),
      "holds");
  // 0.05 × 34.5% is 0.02, × 32.5% is 0.02 as well; 0.0138 and 0.013 both are 0.01.
  BOOST_CHECK_EQUAL(
      verdict_name(one(engine_of(text, changed(wide, "typical: EUR 60", "typical: EUR 0.04")), 0).verdict),
      "holds");
  BOOST_CHECK_EQUAL(verdict_name(one(engine_of(text), 0).verdict), "broken");
}

BOOST_AUTO_TEST_SUITE_END()
