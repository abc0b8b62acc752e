// Counterexamples made ordinary: as few fields as can be away from what is typical, round numbers.
#pragma once

#include "proof/problem.h"

namespace trouw {

// A record that breaks the problem as `record` does. REQUIRES that it does.
Assignment ordinary(const Problem& problem, const Assignment& record);

}  // namespace trouw
