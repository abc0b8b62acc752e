// The values of a field at which something in a problem changes.
#pragma once

#include <vector>

#include "proof/problem.h"

namespace trouw {

// For each field of the problem: stored values on both sides of every constant it is compared with, both ends
// of its domain, its typical value; ascending. Empty for a field that the problem does not read.
std::vector<std::vector<std::int64_t>> places_of(const Problem& problem);

// A value for each stretch of a field within which the problem is the same, ascending; nothing where the
// field is used in other ways than being compared with constants, so that there are no such stretches.
std::optional<std::vector<std::int64_t>> stretches_of(const Problem& problem, FieldId field);

}  // namespace trouw
