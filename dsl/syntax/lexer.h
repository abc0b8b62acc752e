// Bytes to tokens: first what needs no language (lex), then what does (classify).
#pragma once

#include "base/limits.h"
#include "base/message.h"
#include "syntax/token.h"

namespace trouw {

// How many mistakes are reported of one source before reading stops.
inline constexpr std::size_t most_errors = 5 * limits::diagnostics;

// The tokens and comments of a source from `from` on, at most up to `end`. What is no token is reported and
// mended where it can be; a text that is not UTF-8 is reported once and gives no tokens.
Lexed lex(Span at, Reporter& reporter);

// Joins amounts of money and dates with a month's name, spells signs out, mends capitals and marks reserved
// words, in the words of `book`. Reports what is wrong with these.
void classify(Lexed& lexed, const Book& book, Reporter& reporter);

}  // namespace trouw
