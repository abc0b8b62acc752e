// Money arithmetic that a database would otherwise do in its own way: rounding, sharing, and what 64 bits
// hold.
#pragma once

#include <vector>

#include "sql/term.h"
#include "trouw/value.h"

namespace trouw::sql {

// A term and the values that it may take.
struct Bounded {
  TermId term = no_term;
  std::int64_t lowest = 0, highest = 0;
};

// What an operation yields, and the condition on which it would leave 64 bits (no_term: never). Where it
// does, the result means nothing, but working it out fails in no dialect.
struct Guarded {
  TermId term = no_term;
  TermId overflow = no_term;
};

class Amounts {
 public:
  Amounts(Terms& terms, Rounding rounding) : terms_(terms), rounding_(rounding) {}

  // With `checked`, for operands that may leave 64 bits; without, the result is known to fit.
  Guarded add(TermId a, TermId b, bool checked);
  Guarded subtract(TermId a, TermId b, bool checked);
  Guarded scale(TermId a, std::int64_t k, bool checked);

  // a × b / divisor, rounded once. A product beyond 64 bits is taken apart.
  Guarded multiply_round(Bounded a, Bounded b, std::int64_t divisor, bool checked);

  TermId floor_divide(Bounded a, std::int64_t divisor);

  // The shares of `amount` over the weights by largest remainder, in their order. `overflow` where the
  // weights of a record are too large to be shared in 64 bits.
  std::vector<TermId> apportion(Bounded amount, const std::vector<Bounded>& weights, TermId& overflow);

 private:
  TermId rounded(TermId product, std::int64_t divisor, bool negative);
  TermId away(TermId quotient, TermId rest, std::int64_t divisor);
  Guarded multiply_apart(Bounded a, Bounded b, std::int64_t divisor, bool checked);
  TermId size_of(Bounded a);
  TermId opposite(TermId a) { return terms_.subtract(terms_.number(0), a); }
  Guarded guarded(TermId result, TermId overflow);
  std::vector<TermId> few_shares(TermId amount, const std::vector<TermId>& weights, bool apart);

  Terms& terms_;
  Rounding rounding_;
};

}  // namespace trouw::sql
