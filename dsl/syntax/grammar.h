// One part of a text (the head of an offer, one clause, a whole small statement) to its piece of the tree.
// The parser library is seen in grammar.cpp only.
#pragma once

#include <vector>

#include "syntax/token.h"

namespace trouw {

// Tokens [first, last) of one part; all of them belong to it.
struct Part {
  const Token* first = nullptr;
  const Token* last = nullptr;
};

// What could have stood at the furthest place that was reached.
struct Expected {
  bool word = false;  // a keyword, or a description: "an amount of money, such as EUR 75"
  std::string_view text;
  const Pattern* pattern = nullptr;  // of which it is piece number `piece`
  std::size_t piece = 0;

  // A keyword with those that come with it: “at most” for “at”.
  std::string shown() const;
};

// `A and B or C` without parentheses.
struct Mixture {
  std::vector<Span> parts;
  std::vector<bool> conjunctions;  // one fewer than parts
};

// A title or name beyond its limit.
struct TooLong {
  std::string_view what;
  std::size_t limit = 0;
  Span at;
};

struct ReadOutcome {
  bool read = false;
  std::size_t failed_at = 0;  // number of the token in the part; its size for the end
  std::vector<Expected> expected;
  std::vector<Mixture> mixtures;  // also where it was read
  std::vector<TooLong> too_long;
};

// Reads all of a part. The tree is filled only where it was read. Does not recurse deeper than parentheses
// and `not` nest in the part.
ReadOutcome read(Part part, const Book& book, tree::Offer& head);
ReadOutcome read(Part part, const Book& book, tree::Clause& clause);
ReadOutcome read(Part part, const Book& book, tree::Example& head);
ReadOutcome read(Part part, const Book& book, tree::Expect& expect);
ReadOutcome read(Part part, const Book& book, tree::Statement& other);  // any but offer and example
ReadOutcome read(Part part, const Book& book, tree::Condition& condition);

}  // namespace trouw
