// Finds where statements and clauses begin, on tokens: the reserved words that begin them stand nowhere else.
#pragma once

#include "syntax/token.h"

namespace trouw {

// How the statement or clause that begins at `at` begins, or null. A starter's word inside a phrase
// begins nothing (`staying longer is never worse`).
const Starter* starter_at(const std::vector<Token>& tokens, std::size_t at, const Book& book);

// Cuts tokens before every starter of this group. The first stretch is what comes before the first starter,
// and may be empty.
std::vector<std::vector<Token>> cut(const std::vector<Token>& tokens, Group group, const Book& book);

// Whether parentheses and `not` nest deeper than limits::nesting; the token where they do.
const Token* too_deep(const std::vector<Token>& tokens, const Book& book);

}  // namespace trouw
