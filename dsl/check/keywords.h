// Misspelt keywords inside what was read as a name: `usage is mor than 12`, `product iz plus`.
#pragma once

#include "check/context.h"

namespace trouw {

// Reports the misspelt words of a comparison in a name that nobody declared; false where it holds none.
bool report_misspelt_keyword(Context& context, const tree::Name& name);

// What to write for a name that nobody declared, where it is a comparison as people speak: `within 90 days`,
// `five years`; empty where it is none.
std::string spoken_hint(const Context& context, const tree::Name& name);

}  // namespace trouw
