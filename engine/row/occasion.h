// The occasion that an offer is granted on (LANGUAGE.md, section 5).
#pragma once

#include <string>

#include "trouw/programme.h"
#include "trouw/records.h"

namespace trouw {

// Appends the occasion that an offer would be granted on: nothing where there is none, as no milestone is
// reached. `before`: how often it was granted so far.
void append_occasion(std::string& text, const Programme& programme, const Offer& offer, const Batch& batch,
                     std::size_t row, Day day, std::size_t before);

std::string occasion_of(const Programme& programme, const Offer& offer, const Batch& batch, std::size_t row,
                        Day day, std::size_t before);

}  // namespace trouw
