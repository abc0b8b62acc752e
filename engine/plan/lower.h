// Typed programme to plan: the one place where the meaning of a programme is laid down for every reader.
#pragma once

#include <memory>

#include "plan/plan.h"

namespace trouw {

// The plan of a programme for one day, or, without a day, with the day as an operand. `programme` outlives it.
std::unique_ptr<const Plan> lower(const Programme& programme, std::optional<Day> today);

}  // namespace trouw
