// What is wrong with a part that the grammar could not read: the particular message, and the part mended so
// that reading can go on without follow-on messages.
#pragma once

#include <optional>

#include "base/message.h"
#include "syntax/grammar.h"

namespace trouw {

// Where a part stands, for sentences.
struct Setting {
  Group group = Group::statement;  // statement, clause or expect; condition for one alone
  std::string title;               // of the offer or example that it belongs to, or empty
};

struct Mend {
  bool again = false;              // the part was changed: read it again
  std::optional<std::size_t> cut;  // it was two: a clause begins at this token
};

// Reports the one mistake that `outcome` shows and mends `part` where that can be done.
Mend explain(std::vector<Token>& part, const ReadOutcome& outcome, const Setting& setting, const Book& book,
             Lexed& lexed, Reporter& reporter);

// Reports what is wrong with a part that could be read: mixed and/or, names that are too long.
void explain_read(const ReadOutcome& outcome, const Setting& setting, const Book& book, Reporter& reporter);

// `In offer “Welcome”: ` or nothing.
std::string where(const Setting& setting);
// A sentence as it goes on after that: with a small first letter.
std::string uncapitalised(std::string sentence);

}  // namespace trouw
