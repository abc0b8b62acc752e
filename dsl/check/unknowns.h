// Whom a negation leaves out: an unknown fact earns nothing, and its negation earns nothing either.
#pragma once

#include <vector>

#include "check/context.h"

namespace trouw {

// A field that may be unknown, and whether the condition can never be met where it is, whatever the others
// are.
struct MayBeUnknown {
  FieldId field = 0;
  bool never_met = true;
};

// Those that keep a condition, or its negation, from being decided; each once, in the order of the condition.
std::vector<MayBeUnknown> may_be_unknown(const Context& context, const Condition& condition, bool negated);

// Warns of one, with `help` on how to include them.
void warn_unknown(Context& context, const MayBeUnknown& one, Span at, std::string help);

}  // namespace trouw
