// Misspelt keywords inside what was read as a name: `usage is mor than 12`, `product iz plus`.
#pragma once

#include "check/context.h"

namespace trouw {

// Reports the misspelt words of a comparison in a name that nobody declared; false where it holds none.
bool report_misspelt_keyword(Context& context, const tree::Name& name);

}  // namespace trouw
