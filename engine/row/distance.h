// How far a condition is from being met: "2 months short of 5 years".
#pragma once

#include "row/evaluate.h"

namespace trouw {

// "2 years 1 month", "1 month".
std::string months_text(std::int64_t months);

// For a condition that compares one field, or the tenure, with what is written in the offer; empty for any
// other. `tenure`: whole months, where known.
std::string distance_text(const Programme& programme, const Evaluation& evaluation, const Condition& atom,
                          std::optional<std::int64_t> tenure);

}  // namespace trouw
