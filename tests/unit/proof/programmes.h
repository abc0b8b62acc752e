// Small programmes for proofs, from numbers alone.
#pragma once

#include <cstdint>
#include <string>

#include "trouw/programme.h"

namespace trouw::proof_tests {

// A programme whose records can all be enumerated: few prices, tenures, regions; a flag that may be unknown.
struct Tiny {
  std::string yaml, offers;
};

Tiny tiny_programme(std::uint64_t seed);

}  // namespace trouw::proof_tests
