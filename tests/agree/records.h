// Records that are likely to tell readers of a plan apart: unknown everywhere, ties, month ends, the edges of
// domains and of every comparison.
#pragma once

#include <cstdint>

#include "trouw/engine.h"

namespace trouw::agree {

// `count` valid records of the programme. The same seed gives the same records.
Batch hostile_records(const Programme& programme, Day on, std::uint64_t seed, std::size_t count);

// How many records the declared domains of the fields that are read allow, or `most` + 1 where there are
// more.
std::uint64_t possible_records(const Programme& programme, std::uint64_t most);

// The records with these numbers, counted from 0 below possible_records().
Batch every_record(const Programme& programme, std::uint64_t first, std::size_t count);

}  // namespace trouw::agree
