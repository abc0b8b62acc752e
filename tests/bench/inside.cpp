// The inside, with Google Benchmark: R1 in memory beside code written by hand, single records, many offers,
// loading.
#include <benchmark/benchmark.h>

#include "bench/r1.h"
#include "bench/records.h"
#include "columns/columns.h"
#include "columns/kernels.h"

namespace {

using namespace trouw;         // NOLINT: a benchmark
using namespace trouw::bench;  // NOLINT

constexpr std::size_t customers = 200'000;

void per_record(benchmark::State& state, std::size_t records) {
  state.SetItemsProcessed(static_cast<std::int64_t>(state.iterations() * records));
}

void r1_by_hand_rows(benchmark::State& state) {
  std::vector<R1Customer> all;
  for (std::size_t i = 1; i <= customers; ++i) all.push_back(r1_customer(i));
  std::vector<R1Result> results(customers);
  for (auto _ : state) {
    R1Sums sums;
    for (std::size_t i = 0; i < customers; ++i) results[i] = r1_by_row(all[i], sums);
    benchmark::DoNotOptimize(sums);
  }
  per_record(state, customers);
}
BENCHMARK(r1_by_hand_rows);

void r1_by_hand_columns(benchmark::State& state) {
  R1Columns columns;
  for (std::size_t i = 1; i <= customers; ++i) columns.add(r1_customer(i));
  R1Results results;
  results.resize(customers);
  for (auto _ : state) {
    R1Sums sums;
    r1_by_column(columns, results, sums);
    benchmark::DoNotOptimize(sums);
  }
  per_record(state, customers);
}
BENCHMARK(r1_by_hand_columns);

// The whole of a dry run's figures; checks what it comes to against the code by hand.
void r1_columns(benchmark::State& state) {
  const Engine engine(load("tests/r1"));
  const auto program = std::make_shared<const ColumnProgram>(engine.plan(r1_day));
  ColumnReader reader(program, static_cast<columns::Level>(state.range(0)));
  const std::vector<Batch> batches = r1_batches(engine.programme(), customers);
  ColumnTotals totals;
  ColumnSums sums;
  for (auto _ : state) {
    sums.clear();
    for (const Batch& batch : batches) reader.totals(batch, totals, sums);
  }
  R1Sums expected;
  for (std::size_t i = 1; i <= customers; ++i) r1_by_row(r1_customer(i), expected);
  if (sums.top_up != expected.top_up || sums.before.count != static_cast<std::uint64_t>(expected.worse_off))
    state.SkipWithError("differs from the code by hand");
  per_record(state, customers);
}
BENCHMARK(r1_columns)->ArgName("level")->Arg(0)->Arg(1)->Arg(2);

void r1_totals_of_one(benchmark::State& state) {
  const Engine engine(load("tests/r1"));
  Decider decider = engine.on(r1_day);
  const std::vector<Batch> batches = r1_batches(engine.programme(), batch_rows);
  Totals totals;
  std::size_t row = 0;
  for (auto _ : state) benchmark::DoNotOptimize(decider.totals(batches[0], row++ % batch_rows, totals).ok);
  per_record(state, 1);
}
BENCHMARK(r1_totals_of_one);

void r1_decision_of_one(benchmark::State& state) {
  const Engine engine(load("tests/r1"));
  Decider decider = engine.on(r1_day);
  const std::vector<Batch> batches = r1_batches(engine.programme(), batch_rows);
  Decision decision;
  std::size_t row = 0;
  for (auto _ : state) benchmark::DoNotOptimize(decider.decide(batches[0], row++ % batch_rows, decision).ok);
  per_record(state, 1);
}
BENCHMARK(r1_decision_of_one);

void many_columns(benchmark::State& state) {
  const Text text = many_offers(static_cast<int>(state.range(0)));
  const Engine engine(load(text.yaml, text.offers));
  const auto program = std::make_shared<const ColumnProgram>(engine.plan(r1_day));
  ColumnReader reader(program);
  const std::vector<Batch> batches = many_batches(engine.programme(), 16 * batch_rows);
  ColumnTotals totals;
  ColumnSums sums;
  for (const Batch& batch : batches) reader.totals(batch, totals, sums);  // compiles the segments that occur
  for (auto _ : state)
    for (const Batch& batch : batches) reader.totals(batch, totals, sums);
  per_record(state, 16 * batch_rows);
}
BENCHMARK(many_columns)->ArgName("offers")->Arg(10)->Arg(100)->Arg(1000);

void load_and_check(benchmark::State& state) {
  const Text text = many_offers(static_cast<int>(state.range(0)));
  for (auto _ : state) benchmark::DoNotOptimize(load(text.yaml, text.offers)->offers.size());
}
BENCHMARK(load_and_check)->ArgName("offers")->Arg(1000)->Unit(benchmark::kMillisecond);

void compile(benchmark::State& state) {
  const Text text = many_offers(static_cast<int>(state.range(0)));
  const Engine engine(load(text.yaml, text.offers));
  for (auto _ : state) ColumnProgram program(engine.plan(r1_day));
}
BENCHMARK(compile)->ArgName("offers")->Arg(10)->Arg(1000)->Unit(benchmark::kMillisecond);

}  // namespace

BENCHMARK_MAIN();
