// What every part of the check shares: the schema, the growing programme, the reporter, and the pool of
// terms.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <unordered_map>
#include <vector>

#include "base/message.h"
#include "syntax/tree.h"
#include "trouw/programme.h"

namespace trouw {

// Makes the terms of a programme, each once.
class Terms {
 public:
  explicit Terms(std::vector<Term>& terms) : terms_(terms) {}

  TermId make(Term term);
  TermId constant(std::int64_t value) { return make({.kind = TermKind::constant, .value = value}); }
  TermId field(FieldId id) { return make({.kind = TermKind::field, .value = id}); }
  TermId today() { return make({.kind = TermKind::today}); }
  TermId tenure_months() { return make({.kind = TermKind::tenure_months}); }
  TermId unary(TermKind kind, TermId a, std::int64_t value = 0);
  TermId binary(TermKind kind, TermId a, TermId b);
  const Term& operator[](TermId id) const { return terms_[id]; }

 private:
  std::vector<Term>& terms_;
  std::unordered_map<std::string, TermId> made_;
};

// A defined name.
struct Definition {
  const tree::Define* tree = nullptr;
  enum State : std::uint8_t { waiting, open, done, broken } state = waiting;
  bool used = false;
  std::optional<Condition> condition;
  // An amount, see Value in amounts.h.
  std::shared_ptr<const struct Value> amount;
};

struct Context {
  const Schema& schema;
  Programme& programme;
  Sources& sources;
  Reporter& reporter;
  Terms terms;
  std::map<std::string, Definition> definitions;
  std::unordered_map<std::string, std::uint32_t> titles;  // of offers
  int depth = 0;                                          // of definitions within definitions

  // The author's words, white space folded, comments left out.
  std::string words(Span at) const;
  Place place(Span at) const { return sources.place(at); }

  // Every name that could stand for an amount or condition: fields and definitions.
  std::vector<std::string> known_names() const;

  // Billing periods in a duration; reports and returns nothing where it is no whole number of them (or is
  // zero).
  std::optional<int> periods(const tree::Literal& duration);

  // A money literal in minor units, in the programme's currency; reports and returns nothing otherwise.
  std::optional<std::int64_t> money(const tree::Literal& literal);

  // Points or customers: a whole number above zero.
  std::optional<std::int64_t> count(const tree::Literal& literal);

  // A percentage as a rate, 0 < rate <= 100%.
  std::optional<std::int64_t> rate(const tree::Literal& literal);

  // The offer of a title, reporting an unknown one.
  std::optional<std::uint32_t> offer_of(const tree::Text& title);
};

// `white   space # comment` to `white space`; quoted texts are kept as they are.
std::string folded_words(std::string_view text);

std::string singular(const tree::Literal& duration);  // "month"
std::string billing_text(Period billing);             // "1 month", "4 weeks"

}  // namespace trouw
