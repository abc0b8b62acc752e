#include <algorithm>
#include <chrono>

#include "bench/inside.h"
#include "bench/r1.h"
#include "bench/records.h"
#include "columns/columns.h"
#include "columns/kernels.h"

namespace trouw::bench {

namespace {

// The same customers in every form, and what they come to.
struct R1 {
  R1(const std::string& folder, const std::string& source, std::size_t most)
      : engine(load(folder)),
        program(std::make_shared<const ColumnProgram>(engine.plan(r1_day))),
        batches(read_batches(engine, source, most)) {
    const std::size_t size = size_of(batches);
    for (std::size_t number = 1; number <= size; ++number) {
      customers.push_back(r1_customer(number));
      columns.add(customers.back());
      expected.push_back(r1_by_row(customers.back(), sums));
    }
    for (std::uint32_t i = 0; i < engine.programme().offers.size(); ++i)
      if (engine.programme().offers[i].audience == Audience::customers) bits.push_back(i);
  }
  std::size_t size() const { return customers.size(); }

  Engine engine;
  std::shared_ptr<const ColumnProgram> program;
  std::vector<Batch> batches;
  std::vector<R1Customer> customers;
  R1Columns columns;
  std::vector<R1Result> expected;
  R1Sums sums;
  std::vector<std::uint32_t> bits;  // the offers of the mask, from its lowest bit on
};

void by_hand_rows(benchmark::State& state, const R1& r1) {
  std::vector<R1Result> results(r1.size());
  for (auto _ : state) {
    R1Sums sums;
    for (std::size_t i = 0; i < r1.size(); ++i) results[i] = r1_by_row(r1.customers[i], sums);
    benchmark::DoNotOptimize(sums);
    benchmark::ClobberMemory();
  }
  per_record(state, r1.size());
  state.counters["worse_off"] = static_cast<double>(r1.sums.worse_off);
  state.counters["top_up"] = static_cast<double>(r1.sums.top_up);
}

void by_hand_columns(benchmark::State& state, const R1& r1, bool told) {
  R1Results results;
  results.resize(r1.size());
  R1Sums sums;
  for (auto _ : state) {
    sums = {};
    r1_by_column(r1.columns, results, sums, told);
    benchmark::DoNotOptimize(sums);
    benchmark::ClobberMemory();
  }
  bool same = sums == r1.sums;
  for (std::size_t i = 0; i < r1.size(); ++i)
    same = same && results.newcomer_value[i] == r1.expected[i].newcomer_value &&
           results.before_match[i] == r1.expected[i].before_match &&
           results.top_up[i] == r1.expected[i].top_up && results.mask[i] == r1.expected[i].mask;
  if (!same) state.SkipWithError("columns by hand differ from rows by hand");
  per_record(state, r1.size());
}

bool same_as_by_hand(const R1& r1, std::size_t first, const ColumnTotals& totals) {
  for (std::size_t row = 0; row < totals.size; ++row) {
    const R1Result& expected = r1.expected[first + row];
    std::int32_t mask = 0;
    for (std::size_t bit = 0; bit < r1.bits.size(); ++bit)
      if (totals.has_counted(row, r1.bits[bit])) mask |= 1 << bit;
    if (totals.again[row] != 0 || totals.newcomer_value[row] != expected.newcomer_value ||
        totals.value_before_match[row] != expected.before_match || totals.top_up[row] != expected.top_up ||
        mask != expected.mask)
      return false;
  }
  return true;
}

// The figures of every record and the sums of all, as a dry run has them.
void by_columns(benchmark::State& state, const R1& r1, columns::Level level) {
  ColumnReader reader(r1.program, level);
  ColumnTotals totals;
  ColumnSums sums;
  std::size_t first = 0;
  for (const Batch& batch : r1.batches) {
    reader.totals(batch, totals, sums);
    if (!same_as_by_hand(r1, first, totals)) state.SkipWithError("columns differ from rows by hand");
    first += batch.size;
  }
  for (auto _ : state) {
    sums.clear();
    for (const Batch& batch : r1.batches) reader.totals(batch, totals, sums);
    benchmark::ClobberMemory();
  }
  if (sums.top_up != r1.sums.top_up || sums.before.count != static_cast<std::uint64_t>(r1.sums.worse_off))
    state.SkipWithError("sums of columns differ from those by hand");
  per_record(state, r1.size());
}

// Ends with an error where a call leaves other figures than those expected of its record.
template <class Figures, class Call>
void compare(benchmark::State& state, const R1& r1, const Figures& figures, const Call& call) {
  for (std::size_t row = 0; row < r1.batches[0].size; ++row) {
    const R1Result& expected = r1.expected[row];
    if (!call(row) || figures.newcomer_value != expected.newcomer_value ||
        figures.value_before_match != expected.before_match || figures.top_up != expected.top_up)
      state.SkipWithError("one record alone differs from rows by hand");
  }
}

// Each call timed apart, the clock's own time with it.
template <class Call>
void one_by_one(benchmark::State& state, const R1& r1, const Call& call) {
  const std::size_t rows = r1.batches[0].size;
  std::vector<double> nanoseconds;
  std::size_t row = 0;
  for (auto _ : state) {
    const auto begin = std::chrono::steady_clock::now();
    benchmark::DoNotOptimize(call(row));
    const std::chrono::duration<double, std::nano> taken = std::chrono::steady_clock::now() - begin;
    nanoseconds.push_back(taken.count());
    row = row + 1 == rows ? 0 : row + 1;
  }
  std::sort(nanoseconds.begin(), nanoseconds.end());
  state.counters["p50"] = nanoseconds[nanoseconds.size() / 2];
  state.counters["p99"] = nanoseconds[nanoseconds.size() * 99 / 100];
}

void totals_of_one(benchmark::State& state, const R1& r1) {
  Decider decider = r1.engine.on(r1_day);
  Totals totals;
  const auto call = [&](std::size_t row) { return decider.totals(r1.batches[0], row, totals).ok; };
  compare(state, r1, totals, call);
  one_by_one(state, r1, call);
}

void decision_of_one(benchmark::State& state, const R1& r1) {
  Decider decider = r1.engine.on(r1_day);
  Decision decision;
  const auto call = [&](std::size_t row) { return decider.decide(r1.batches[0], row, decision).ok; };
  compare(state, r1, decision, call);
  one_by_one(state, r1, call);
}

}  // namespace

void register_r1(const std::string& folder, const std::string& source, std::size_t most) {
  const auto r1 = std::make_shared<const R1>(folder, source, most);
  const auto add = [&r1](const std::string& name, auto run) {
    benchmark::RegisterBenchmark(name.c_str(), [r1, run](benchmark::State& state) { run(state, *r1); });
  };
  add("r1/by hand, rows", by_hand_rows);
  for (const bool told : {false, true})
    add(told ? "r1/by hand, columns, told" : "r1/by hand, columns",
        [told](benchmark::State& state, const R1& all) { by_hand_columns(state, all, told); });
  const char* const names[] = {"base", "AVX2", "AVX-512"};
  for (int level = 0; level <= static_cast<int>(columns::best_level()); ++level)
    add(std::string("r1/columns, ") + names[level], [level](benchmark::State& state, const R1& all) {
      by_columns(state, all, static_cast<columns::Level>(level));
    });
  add("r1/totals of one", totals_of_one);
  add("r1/decision of one", decision_of_one);
}

}  // namespace trouw::bench
