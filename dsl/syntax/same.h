// Whether two trees say the same, wherever their words stand.
#pragma once

#include "syntax/tree.h"

namespace trouw {

// Compares the statements of two files: everything but spans, comments, parentheses that change nothing, the
// languages, and how yes and no were written.
bool same(const tree::File& a, const tree::File& b);
bool same(const tree::Condition& a, const tree::Condition& b);

}  // namespace trouw
