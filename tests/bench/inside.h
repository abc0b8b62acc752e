// Registers what is measured inside, with Google Benchmark. A benchmark whose results differ from what they
// should be ends with an error, which is in its line of the JSON.
#pragma once

#include <benchmark/benchmark.h>

#include <cstddef>
#include <string>

namespace trouw::bench {

// R1 in memory: by hand and by trouw, and records one by one.
void register_r1(const std::string& programme, const std::string& customers, std::size_t most);

// A programme of many offers over R1's customers: loading, compiling, deciding.
void register_many(const std::string& programme, const std::string& customers);

inline void per_record(benchmark::State& state, std::size_t records) {
  state.SetItemsProcessed(static_cast<std::int64_t>(state.iterations() * records));
}

}  // namespace trouw::bench
