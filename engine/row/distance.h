// How far a condition is from being met: "2 months short of 5 years".
#pragma once

#include "row/evaluate.h"

namespace trouw {

// Appends it for a condition that compares one field, or the tenure, with what is written in the offer;
// nothing for any other. `tenure`: whole months, where known.
void append_distance(std::string& text, const Programme& programme, const Evaluation& evaluation,
                     const Condition& atom, std::optional<std::int64_t> tenure);

}  // namespace trouw
