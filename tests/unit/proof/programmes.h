// Small programmes for proofs, from numbers alone.
#pragma once

#include <cstdint>
#include <string>

#include "trouw/programme.h"

namespace trouw::proof_tests {

// A programme whose records can all be enumerated, and days to ask about: few prices, tenures or joining
// dates, days of leaving, regions (of which one may be sold no more), levels that follow tenure; a flag that
// may be unknown.
struct Tiny {
  std::string yaml, offers;
  std::string from;  // the first day
  int days = 1;
};

Tiny tiny_programme(std::uint64_t seed);

}  // namespace trouw::proof_tests
