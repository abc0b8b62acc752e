// What is put right before statements are read: the language of the file, and misspelt words that begin
// statements and clauses.
#pragma once

#include "base/message.h"
#include "syntax/token.h"

namespace trouw {

// The language that the file says, or is seen to be written in. Takes `language nl` out of the tokens.
// Reports an unknown language, and a file that is written in another language than it says (once).
const Book* language_of(Lexed& lexed, Reporter& reporter);

// Reports and mends misspelt words where a statement or clause begins, and `is greater than`.
void mend_starters(Lexed& lexed, const Book& book, Reporter& reporter);

// Reports what stands before the first statement, if anything does.
void report_unknown_beginning(const std::vector<Token>& tokens, const Book& book, Reporter& reporter);

}  // namespace trouw
