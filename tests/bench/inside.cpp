// The inside, with Google Benchmark.
//
//   trouw_bench CUSTOMERS.csv MOST R1-FOLDER MANY-FOLDER… [--benchmark_…]
//
// CUSTOMERS are R1's, of which MOST at most are decided in memory.
#include "bench/inside.h"

#include <cstdio>
#include <exception>

int main(int count, char** words) {
  benchmark::Initialize(&count, words);
  if (count < 4) {
    std::fputs("usage: trouw_bench CUSTOMERS.csv MOST R1-FOLDER MANY-FOLDER...\n", stderr);
    return 2;
  }
  try {
    trouw::bench::register_r1(words[3], words[1], std::stoul(words[2]));
    for (int i = 4; i < count; ++i) trouw::bench::register_many(words[i], words[1]);
    benchmark::RunSpecifiedBenchmarks();
  } catch (const std::exception& wrong) {
    std::fprintf(stderr, "%s\n", wrong.what());
    return 1;
  }
  return 0;
}
