// Whether conditions can hold together for any record at all. Looks at single fields, the tenure and repeated
// conditions; what it cannot see through it takes for possible.
#pragma once

#include "check/context.h"

namespace trouw {

// Warns where nobody can ever get the offer, or a newcomer offer asks for what no newcomer is.
// REQUIRES offers, audiences and facts that were checked without an error.
void check_reach(Context& context, std::uint32_t offer, Span at);

// Reports the first two of these offers that can both count for one person (`never together`).
void check_apart(Context& context, const std::vector<std::uint32_t>& offers, Span at);

}  // namespace trouw
