// Programmes made from numbers: text as an author would write it, covering every construct of the language
// that changes what a record gets. Whoever reads plans is tried on them.
#pragma once

#include <cstdint>
#include <string>

#include "trouw/programme.h"

namespace trouw::agree {

struct Flavour {
  bool tiny = false;    // domains of a few values, so that every record can be tried
  bool huge = false;    // domains so wide that amounts leave 64 bits
  int most_offers = 8;  // of each audience
  bool guarantees = true;
  bool texts = true;  // conditions on text fields
};

struct Generated {
  std::string yaml;    // programme.yaml
  std::string offers;  // offers.trouw
  Day on = 0;          // a day worth trying: a month end, a leap day, any other
};

// The same seed and flavour give the same text.
Generated generate(std::uint64_t seed, const Flavour& flavour);

}  // namespace trouw::agree
