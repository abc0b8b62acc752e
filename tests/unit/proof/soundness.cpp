// Verdicts against every record there is, decided by the row reader. A slice by default; TROUW_SOUNDNESS=2000
// tries so many programmes (the seed of a failure is its number).
#include <fmt/format.h>

#include <boost/test/unit_test.hpp>
#include <cstdlib>

#include "plan/lower.h"
#include "trouw/proof.h"
#include "unit/proof/programmes.h"

using namespace trouw;

BOOST_AUTO_TEST_SUITE(proof_soundness)

namespace {

using Record = std::vector<std::optional<std::int64_t>>;

// Calls `tell` for every record of the domains.
template <class Tell>
void enumerate(const Schema& schema, const Tell& tell) {
  Record record(schema.fields.size());
  std::vector<std::vector<std::optional<std::int64_t>>> values;
  for (const Field& field : schema.fields) {
    values.emplace_back();
    if (field.optional) values.back().emplace_back();
    const std::int64_t to = field.type == Type::text ? field.from : field.to;
    for (std::int64_t value = field.from; value <= to; ++value) values.back().emplace_back(value);
  }
  std::vector<std::size_t> at(values.size());
  while (true) {
    for (std::size_t i = 0; i < at.size(); ++i) record[i] = values[i][at[i]];
    tell(record);
    std::size_t field = 0;
    while (field < at.size() && ++at[field] == values[field].size()) at[field++] = 0;
    if (field == at.size()) return;
  }
}

void add_worst_gaps(const Engine& engine, Day day, std::vector<std::int64_t>& worst) {
  const HadBefore had = had_before(engine.programme());
  const Programme& programme = *had.programme;
  Decider decider(had.programme, lower(had, day));
  enumerate(programme.schema, [&](const Record& record) {
    Totals totals;
    BOOST_REQUIRE(decider.totals(one_record(programme, record, "x"), 0, totals));
    if (totals.facts_broken) return;
    for (std::size_t i = 0; i < worst.size(); ++i)
      if (totals.guarantees[i].applies) worst[i] = std::max(worst[i], totals.guarantees[i].gap);
  });
}

struct Count {
  int holds = 0, broken = 0, unknown = 0;
};

void compare(std::uint64_t seed, ProveOptions options, Count& count) {
  const proof_tests::Tiny tiny = proof_tests::tiny_programme(seed);
  Loaded loaded = load_programme(tiny.yaml, {{"tiny.trouw", tiny.offers}});
  for (const Diagnostic& diagnostic : loaded.diagnostics)
    if (diagnostic.severity == Severity::error) BOOST_TEST_MESSAGE(to_text(diagnostic));
  BOOST_REQUIRE_MESSAGE(loaded.programme,
                        fmt::format("seed {} does not load:\n{}{}", seed, tiny.yaml, tiny.offers));
  const Engine engine(std::make_shared<const Programme>(std::move(*loaded.programme)));
  options.from = *parse_day(tiny.from);
  options.through = options.from + tiny.days - 1;
  std::vector<std::int64_t> worst(engine.programme().guarantees.size(), 0);
  for (Day day = options.from; day <= options.through; ++day) add_worst_gaps(engine, day, worst);
  for (const Proof& proof : prove(engine, options)) {
    const bool broken = worst[proof.guarantee] > 0;
    const std::string where =
        fmt::format("seed {}, guarantee {}, {} days from {}, by {}: {} but the worst gap is {}\n{}{}", seed,
                    proof.guarantee, tiny.days, tiny.from, proof.decided_by, verdict_name(proof.verdict),
                    worst[proof.guarantee], tiny.yaml, tiny.offers);
    if (proof.verdict == Verdict::holds) BOOST_CHECK_MESSAGE(!broken, where);
    if (proof.verdict == Verdict::broken) BOOST_CHECK_MESSAGE(broken, where);
    if (proof.verdict == Verdict::unknown)
      BOOST_TEST_MESSAGE(
          fmt::format("unknown: seed {}, guarantee {}: {}", seed, proof.guarantee, proof.reached.reason));
    ++(proof.verdict == Verdict::holds    ? count.holds
       : proof.verdict == Verdict::broken ? count.broken
                                          : count.unknown);
  }
}

void run(bool own, bool solver, int programmes, std::uint64_t first) {
  ProveOptions options;
  options.seconds = 30;
  options.own = own;
  options.solver = solver;
  Count count;
  for (int i = 0; i < programmes; ++i) compare(first + static_cast<std::uint64_t>(i), options, count);
  BOOST_TEST_MESSAGE(fmt::format("{} programmes: {} hold, {} broken, {} unknown", programmes, count.holds,
                                 count.broken, count.unknown));
  BOOST_CHECK_GT(count.holds, 0);
  BOOST_CHECK_GT(count.broken, 0);
  BOOST_CHECK_LE(count.unknown * 20, programmes * 3);  // most are to be decided, or this tests nothing
}

int wanted(int slice) {
  const char* said = std::getenv("TROUW_SOUNDNESS");
  return said != nullptr ? std::atoi(said) : slice;
}

}  // namespace

BOOST_AUTO_TEST_CASE(own_procedure) {
  run(true, false, wanted(25), 1);
}

BOOST_AUTO_TEST_CASE(solver) {
  if (solver_built_in()) run(false, true, wanted(25), 1001);
}

BOOST_AUTO_TEST_CASE(both_together) {
  run(true, true, wanted(10), 2001);
}

// A rule that begins between days that are otherwise alike; dates compared, of two records of one tenure.
BOOST_AUTO_TEST_CASE(what_was_wrong_once) {
  ProveOptions options;
  options.seconds = 30;
  Count count;
  for (const std::uint64_t seed : {1836u, 1013u, 1131u}) compare(seed, options, count);
  BOOST_CHECK_GE(count.broken, 3);
}

BOOST_AUTO_TEST_SUITE_END()
