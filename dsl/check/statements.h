// Statements about offers: combining them, facts, guarantees, examples. They follow the offers.
#pragma once

#include "check/conditions.h"

namespace trouw {

void check_combine(Context& context, const tree::Combine& tree);
void check_always(Context& context, const tree::Always& tree);
// `sound`: nothing before it was an error, so that conditions can be compared.
void check_never_together(Context& context, const tree::NeverTogether& tree, bool sound);
void check_guarantee(Context& context, const tree::Guarantee& tree);
void check_example(Context& context, const tree::Example& tree);

// `newcomer when`, `customer when`, `former when` of the schema, from its text.
void check_standing(Context& context);

}  // namespace trouw
