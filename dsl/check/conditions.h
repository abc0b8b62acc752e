// Conditions: typed, as terms, and as their author sees them.
#pragma once

#include "check/amounts.h"

namespace trouw {

// Reports every mistake in it; nothing where there was one.
std::optional<Condition> condition_of(Context& context, const tree::Condition& condition);

// The definition of a name, checked when it is first used; nullptr where there is none. One that is broken or
// defined by itself has neither condition nor amount, and was reported.
const Definition* definition_of(Context& context, const std::string& name, Span used_at);

}  // namespace trouw
