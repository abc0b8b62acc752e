// The newcomer twin: the same record with every field as it would be for a newcomer, and the best of what a
// newcomer may choose.
#pragma once

#include <functional>

#include "plan/cost.h"

namespace trouw {

// Lowers plan.twins, plan.any_fields, plan.twin, plan.twin_value and plan.twin_net.
// `reach`: the billing periods that guarantees look at, at least the horizon.
void lower_twin(Builder& build, const Programme& programme, Plan& plan, int reach);

// A node of each twin, as it is for the one that counts.
NodeId of_twin(Builder& build, const Plan& plan, const std::function<NodeId(const TwinNodes&)>& node);

}  // namespace trouw
