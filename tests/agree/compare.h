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
  // With pasts: awards that run, records with nothing new, those that columns left to rows, and batches whose
  // figures were compared.
  std::uint64_t running = 0, nothing_new = 0, unsure = 0, batches = 0;
};

// Columns against rows: every figure of every record, and every sum. The level of the processor goes by the
// size of the batch, so that each of them is tried.
Compared rows_and_columns(const Engine& engine, Day on, const Batch& batch);

// Columns against rows on records with pasts: what a ledger says that runs, whether anything is new, and
// every figure. `before` and `now` are of programmes with the same fields; either grants and bills first.
Compared pasts_alike(const Engine& before, const Engine& now, Day on, std::uint64_t seed,
                     std::size_t records);

// Whether columns sort the records of the programme by a field of their own accord.
bool in_segments(const Engine& engine, Day on);

}  // namespace trouw::agree
