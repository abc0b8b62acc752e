#include <cmath>
#include <filesystem>

#include "bench/inside.h"
#include "bench/r1.h"
#include "bench/records.h"
#include "columns/columns.h"

namespace trouw::bench {

namespace {

constexpr std::size_t records = 16 * batch_rows;

// Figures that the row reader makes of the same records; false: they are not those of the columns.
class Rows {
 public:
  explicit Rows(const Engine& engine) : decider_(engine.on(r1_day)) {}

  bool same(const Batch& batch, const ColumnTotals& columns) {
    Totals totals;
    for (std::size_t row = 0; row < batch.size; ++row) {
      if (columns.again[row] != 0 || !decider_.totals(batch, row, totals).ok) return false;
      if (columns.newcomer_value[row] != totals.newcomer_value || columns.top_up[row] != totals.top_up ||
          columns.value_before_match[row] != totals.value_before_match || columns.value[row] != totals.value)
        return false;
      for (const auto& offer : totals.offers)
        if (columns.has_counted(row, offer.offer) != offer.counted) return false;
      value_ += totals.value;
    }
    return true;
  }
  std::int64_t value() const { return value_; }

 private:
  Decider decider_;
  std::int64_t value_ = 0;
};

void decide(benchmark::State& state, const Engine& engine, const std::string& source) {
  const auto program = std::make_shared<const ColumnProgram>(engine.plan(r1_day));
  ColumnReader reader(program);
  const std::vector<Batch> batches = read_batches(engine, source, records);
  ColumnTotals totals;
  ColumnSums sums;
  Rows rows(engine);
  for (const Batch& batch : batches) {  // compiles the segments that occur, too
    reader.totals(batch, totals, sums);
    if (!rows.same(batch, totals)) state.SkipWithError("columns differ from the row reader");
  }
  for (auto _ : state)
    for (const Batch& batch : batches) reader.totals(batch, totals, sums);
  per_record(state, size_of(batches));
  state.counters["records"] = static_cast<double>(size_of(batches));
  state.counters["value"] = static_cast<double>(rows.value());
}

}  // namespace

void register_many(const std::string& folder, const std::string& source) {
  const std::string name = std::filesystem::path(folder).filename().string();
  const auto engine = std::make_shared<const Engine>(load(folder));
  benchmark::RegisterBenchmark(("many/" + name).c_str(),
                               [=](benchmark::State& state) { decide(state, *engine, source); });
  benchmark::RegisterBenchmark(("load/" + name).c_str(), [=](benchmark::State& state) {
    for (auto _ : state) benchmark::DoNotOptimize(load(folder)->offers.size());
  })->Unit(benchmark::kMillisecond);
  benchmark::RegisterBenchmark(("compile/" + name).c_str(), [=](benchmark::State& state) {
    for (auto _ : state) ColumnProgram program(engine->plan(r1_day));
  })->Unit(benchmark::kMillisecond);
}

}  // namespace trouw::bench
