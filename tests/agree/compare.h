// One batch through two readers.
#pragma once

#include <string>

#include "trouw/engine.h"

namespace trouw::agree {

// What one batch comes to.
struct Compared {
  std::uint64_t decided = 0;     // records that both readers decided
  std::uint64_t overflowed = 0;  // records whose arithmetic left 64 bits
  std::string difference;        // the first, or empty
};

// Columns against rows: every figure of every record, and every sum. The level of the processor goes by the
// size of the batch, so that each of them is tried.
Compared rows_and_columns(const Engine& engine, Day on, const Batch& batch);

// Whether columns sort the records of the programme by a field of their own accord.
bool in_segments(const Engine& engine, Day on);

}  // namespace trouw::agree
