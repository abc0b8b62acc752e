// What programme.yaml says of the rows that a field gathers.
#pragma once

#include "check/context.h"

namespace trouw {

// Programme::gathered, from the text of each `where`.
void check_gathered(Context& context);

}  // namespace trouw
