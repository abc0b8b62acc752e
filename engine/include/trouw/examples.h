// The examples of a programme: what its authors expect, held against what it decides.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "trouw/engine.h"

namespace trouw {

struct Unmet {
  std::string expected;  // "Loyalty ladder" EUR 85
  std::string actual;    // EUR 60, or why there is nothing
  Place place;
  std::optional<ExpectedAmount> of;  // none: the example's standing is another, or it cannot be decided
};

struct ExampleResult {
  std::string title;
  Place place;
  std::vector<Unmet> unmet;  // empty: it holds
  Decision decision;         // of the example's record, to tell why
};

// Runs every example of the programme, in order.
std::vector<ExampleResult> run_examples(const Engine& engine);

// What a deal's bills come to, one a billing period of the horizon: the price less the discounts and credits
// on it; a credit larger than its bill is carried over to the next.
std::vector<std::int64_t> bills_of(const DealView& deal, int horizon);

// One sentence on why an offer does not count for a record: "usage is more than 4000 kWh: usage is 2500 kWh".
std::string why_not(const Programme& programme, const Decision& decision, std::uint32_t offer);

}  // namespace trouw
