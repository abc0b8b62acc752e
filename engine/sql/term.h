// The terms that a statement is made of: what every dialect can write, and no more.
//
// A plan's operations are translated into terms (translate.h); terms that are used more than once become
// columns of steps (steps.h); a dialect writes them (write.h). Arithmetic is in 64 bits and truncates, as in
// every dialect; a term over an operand that is NULL is NULL, and conditions follow SQL's three-valued logic.
#pragma once

#include <cstdint>
#include <string>
#include <unordered_map>
#include <vector>

namespace trouw::sql {

using TermId = std::uint32_t;
inline constexpr TermId no_term = UINT32_MAX;

enum class Kind : std::uint8_t {
  number,    // k
  text,      // texts[k]
  nothing,   // NULL
  truth,     // TRUE where k, else FALSE
  input,     // column k of the records that were read
  add,       // a + b
  subtract,  // a - b
  multiply,  // a × b
  divide,    // a / b, toward zero
  modulo,    // a - a / b × b
  least,     // of two that are never NULL
  greatest,
  choose,     // b where a is true, else c
  coalesce,   // a, or b where a is NULL
  at_most,    // a <= b
  less,       // a < b
  equal,      // a = b
  in_list,    // a is one of lists[k]
  all,        // a and b
  any,        // a or b
  negation,   // not a
  known,      // a is not NULL
  holds,      // a is true; never NULL
  as_number,  // 1 where a is true, 0 where it is false
  entry,      // tables[k][a], or a where the table has it for itself
  join,       // text a, then text b
  shares,     // an array: a shared over the weights lists[k] (terms) by largest remainder
  element     // element k, from 0, of the array a
};

enum class Type : std::uint8_t { number, truth, text, array };

struct Term {
  Kind kind = Kind::number;
  Type type = Type::number;
  bool nullable = false;
  TermId a = no_term, b = no_term, c = no_term;
  std::int64_t k = 0;
};

// How many of a, b, c a term has.
int operands(Kind kind);

// Makes each term once.
class Terms {
 public:
  TermId number(std::int64_t value);
  TermId text(std::string value);
  TermId nothing(Type type);
  TermId truth(bool value);
  TermId input(std::int64_t column, Type type, bool nullable);

  TermId add(TermId a, TermId b);
  TermId subtract(TermId a, TermId b);
  TermId multiply(TermId a, TermId b);
  TermId divide_by(TermId a, std::int64_t by) { return by == 1 ? a : divide(a, number(by)); }
  TermId divide(TermId a, TermId b);
  TermId modulo_by(TermId a, std::int64_t by) { return modulo(a, number(by)); }
  TermId modulo(TermId a, TermId b);
  // NULL where either is.
  TermId least(TermId a, TermId b) { return extreme(Kind::least, a, b); }
  TermId greatest(TermId a, TermId b) { return extreme(Kind::greatest, a, b); }

  // `condition` must not be NULL.
  TermId choose(TermId condition, TermId then, TermId otherwise);
  TermId coalesce(TermId a, TermId otherwise);
  TermId at_most(TermId a, TermId b) { return compare(Kind::at_most, a, b); }
  TermId less(TermId a, TermId b) { return compare(Kind::less, a, b); }
  TermId equal(TermId a, TermId b) { return compare(Kind::equal, a, b); }
  TermId in_list(TermId a, std::vector<std::int64_t> values);
  TermId all(TermId a, TermId b);
  TermId any(TermId a, TermId b);
  TermId negation(TermId a);
  TermId known(TermId a);
  TermId holds(TermId a);
  TermId entry(TermId a, std::vector<std::int64_t> table);
  TermId join(TermId a, TermId b);
  TermId shares(TermId amount, const std::vector<TermId>& weights);
  TermId element(TermId array, std::int64_t index);

  // The same value as a number or as a condition: a condition is 1 or 0.
  TermId as_number(TermId a);
  TermId as_truth(TermId a);

  const Term& operator[](TermId id) const { return terms_[id]; }
  std::size_t size() const { return terms_.size(); }
  const std::vector<std::int64_t>& list(std::int64_t number) const {
    return lists_[static_cast<std::size_t>(number)];
  }
  const std::string& text_of(std::int64_t number) const { return texts_[static_cast<std::size_t>(number)]; }

  // What a term is worked out from: its operands, and the weights of shares.
  std::vector<TermId> uses(TermId id) const;

 private:
  TermId make(Term term);
  TermId compare(Kind kind, TermId a, TermId b);
  TermId extreme(Kind kind, TermId a, TermId b);
  TermId binary(Kind kind, Type type, TermId a, TermId b);
  std::int64_t list_number(std::vector<std::int64_t> list);
  bool is(TermId id, std::int64_t value) const;

  std::vector<Term> terms_;
  std::unordered_map<std::string, TermId> made_;
  std::vector<std::vector<std::int64_t>> lists_;
  std::unordered_map<std::string, std::int64_t> list_numbers_;
  std::vector<std::string> texts_;
  std::unordered_map<std::string, std::int64_t> text_numbers_;
};

}  // namespace trouw::sql
