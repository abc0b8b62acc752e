// All readers alike: made-up programmes on hostile records, and on every record there is where domains are
// tiny.
//
//   trouw_agree [FIRST-SEED [PROGRAMMES [RECORDS]]]
#include <fmt/format.h>

#include "agree/arguments.h"
#include "agree/compare.h"
#include "agree/generate.h"
#include "agree/many.h"
#include "agree/records.h"

namespace {

using namespace trouw;         // NOLINT: a test
using namespace trouw::agree;  // NOLINT

constexpr std::uint64_t most_tiny_records = 150'000;

struct Run {
  std::uint64_t programmes = 0, unloadable = 0, records = 0, overflowed = 0, exhaustive = 0;
  std::uint64_t running = 0, with_pasts = 0, nothing_new = 0, unsure = 0, batches = 0;
  bool failed = false;
};

void tell(const Generated& made, const char* flavour, std::uint64_t seed, const std::string& what) {
  fmt::print("seed {} ({}), on {}\n{}\n{}\n{}\n", seed, flavour, format_day(made.on), what, made.yaml,
             made.offers);
}

Compared every(const Engine& engine, Day on, std::uint64_t count) {
  Compared all;
  for (std::uint64_t first = 0; first < count && all.difference.empty(); first += batch_rows) {
    const auto size = static_cast<std::size_t>(std::min<std::uint64_t>(batch_rows, count - first));
    const Compared some = rows_and_columns(engine, on, every_record(engine.programme(), first, size));
    all.decided += some.decided;
    all.overflowed += some.overflowed;
    all.difference = some.difference;
  }
  return all;
}

void one(Run& run, const char* name, const Flavour& flavour, std::uint64_t seed, std::size_t records) {
  const Generated made = generate(seed, flavour);
  Loaded loaded = load_programme(made.yaml, {{"offers.trouw", made.offers}});
  ++run.programmes;
  if (!loaded.programme) {
    ++run.unloadable;
    for (const Diagnostic& diagnostic : loaded.diagnostics)
      if (diagnostic.severity == Severity::error)
        fmt::print("seed {} ({}): {}", seed, name, to_text(diagnostic));
    return;
  }
  const Engine engine(std::make_shared<Programme>(std::move(*loaded.programme)));
  const std::uint64_t possible =
      flavour.tiny ? possible_records(engine.programme(), most_tiny_records) : most_tiny_records + 1;
  const bool all = possible <= most_tiny_records;
  const Compared compared =
      all ? every(engine, made.on, possible)
          : rows_and_columns(engine, made.on, hostile_records(engine.programme(), made.on, seed, records));
  run.records += compared.decided;
  run.overflowed += compared.overflowed;
  run.exhaustive += all ? 1 : 0;
  if (compared.difference.empty()) return;
  run.failed = true;
  tell(made, name, seed, compared.difference);
}

// A programme that is decided in segments unasked.
void many(Run& run, std::uint64_t seed) {
  const Generated made = many_offers(seed, 80);
  Loaded loaded = load_programme(made.yaml, {{"offers.trouw", made.offers}});
  ++run.programmes;
  std::string found;
  if (loaded.programme) {
    const Engine engine(std::make_shared<Programme>(std::move(*loaded.programme)));
    const Compared compared =
        rows_and_columns(engine, made.on, hostile_records(engine.programme(), made.on, seed, batch_rows));
    run.records += compared.decided;
    found = compared.difference;
    if (!in_segments(engine, made.on)) found += "not decided in segments\n";
  } else {
    for (const Diagnostic& diagnostic : loaded.diagnostics) found += to_text(diagnostic);
  }
  if (found.empty()) return;
  run.failed = true;
  tell(made, "many", seed, found);
}

// The offers with other rates: edited after something of them was granted.
std::string edited(std::string offers) {
  for (std::size_t at = 0; (at = offers.find("10%", at)) != std::string::npos; ++at) offers[at + 1] = '2';
  return offers;
}

void with_pasts(Run& run, std::uint64_t seed) {
  const Generated made = generate(seed, {.most_offers = 5});
  Loaded before = load_programme(made.yaml, {{"offers.trouw", made.offers}});
  Loaded now = load_programme(made.yaml, {{"offers.trouw", edited(made.offers)}});
  if (!before.programme || !now.programme) return;
  const Engine first(std::make_shared<Programme>(std::move(*before.programme)));
  const Engine then(std::make_shared<Programme>(std::move(*now.programme)));
  const Compared compared = pasts_alike(first, then, made.on, seed, 60);
  run.with_pasts += compared.decided;
  run.running += compared.running;
  run.nothing_new += compared.nothing_new;
  run.unsure += compared.unsure;
  run.batches += compared.batches;
  if (compared.difference.empty()) return;
  run.failed = true;
  tell(made, "with pasts", seed, compared.difference);
}

}  // namespace

int main(int argc, char** argv) {
  const std::uint64_t first = argc > 1 ? number(argv[1]) : 1;
  const std::uint64_t programmes = argc > 2 ? number(argv[2]) : 1000;
  const std::size_t records = argc > 3 ? number(argv[3]) : 700;
  Run run;
  for (std::uint64_t seed = first; seed < first + programmes && !run.failed; ++seed) {
    one(run, "usual", {}, seed, records + seed % 3);
    one(run, "huge", {.huge = true}, seed, records + seed % 3);
    if (seed % 50 == 0) many(run, seed);
    if (seed % 3 == 0) with_pasts(run, seed);
    if (seed % 4 == 0) one(run, "tiny", {.tiny = true, .most_offers = 3, .texts = false}, seed, records);
  }
  fmt::print(
      "seeds {} to {}: {} programmes ({} do not load), {} records decided alike, {} overflowed; {} "
      "programmes on every record there is\n",
      first, first + programmes - 1, run.programmes, run.unloadable, run.records, run.overflowed,
      run.exhaustive);
  fmt::print(
      "with pasts: {} records alike, {} of them with nothing new, {} awards that run; {} records left to "
      "rows; "
      "the figures of {} batches alike\n",
      run.with_pasts, run.nothing_new, run.running, run.unsure, run.batches);
  return run.failed || run.unloadable > 0 || run.records == 0 ? 1 : 0;
}
