#include "sql/amounts.h"

#include <algorithm>

#include "trouw/ensure.h"
#include "trouw/wide.h"

namespace trouw::sql {

namespace {

constexpr std::int64_t least = INT64_MIN;
constexpr std::int64_t most = INT64_MAX;
constexpr std::size_t few = 6;  // weights whose remainders are compared pair by pair

Wide size(const Bounded& a) {
  return std::max(-Wide{a.lowest}, Wide{a.highest});
}

}  // namespace

Guarded Amounts::guarded(TermId result, TermId overflow) {
  overflow = terms_.holds(overflow);
  return {terms_.choose(overflow, terms_.number(0), result), overflow};
}

Guarded Amounts::add(TermId a, TermId b, bool checked) {
  Terms& t = terms_;
  const TermId sum = t.add(a, b);
  if (!checked) return {sum, no_term};
  const TermId zero = t.number(0);
  const TermId over = t.all(t.less(zero, b), t.less(t.subtract(t.number(most), t.greatest(b, zero)), a));
  const TermId under = t.all(t.less(b, zero), t.less(a, t.subtract(t.number(least), t.least(b, zero))));
  return guarded(sum, t.any(over, under));
}

Guarded Amounts::subtract(TermId a, TermId b, bool checked) {
  Terms& t = terms_;
  const TermId difference = t.subtract(a, b);
  if (!checked) return {difference, no_term};
  const TermId zero = t.number(0);
  const TermId over = t.all(t.less(b, zero), t.less(t.add(t.number(most), t.least(b, zero)), a));
  const TermId under = t.all(t.less(zero, b), t.less(a, t.add(t.number(least), t.greatest(b, zero))));
  return guarded(difference, t.any(over, under));
}

Guarded Amounts::scale(TermId a, std::int64_t k, bool checked) {
  const TermId product = terms_.multiply(a, terms_.number(k));
  if (!checked || k == 0) return {product, no_term};
  const std::int64_t high = k > 0 ? most / k : k == -1 ? most : least / k;
  const std::int64_t low = k > 0 ? least / k : k == -1 ? -most : most / k;
  return guarded(product,
                 terms_.any(terms_.less(terms_.number(high), a), terms_.less(a, terms_.number(low))));
}

TermId Amounts::floor_divide(Bounded a, std::int64_t divisor) {
  const TermId quotient = terms_.divide_by(a.term, divisor);
  if (a.lowest >= 0 || divisor == 1) return quotient;
  const TermId below = terms_.less(terms_.modulo_by(a.term, divisor), terms_.number(0));
  return terms_.choose(terms_.holds(below), terms_.subtract(quotient, terms_.number(1)), quotient);
}

// quotient, or one more where what is left of it asks for that; nothing is below zero.
TermId Amounts::away(TermId quotient, TermId rest, std::int64_t divisor) {
  Terms& t = terms_;
  const TermId twice = t.multiply(rest, t.number(2)), whole = t.number(divisor);
  TermId more = no_term;
  switch (rounding_) {
    case Rounding::half_away:
      more = t.at_most(whole, twice);
      break;
    case Rounding::half_even:
      more = t.any(t.less(whole, twice),
                   t.all(t.equal(twice, whole), t.equal(t.modulo_by(quotient, 2), t.number(1))));
      break;
    case Rounding::down:
      return quotient;
    case Rounding::up:
      more = t.less(t.number(0), rest);
      break;
  }
  return t.choose(t.holds(more), t.add(quotient, t.number(1)), quotient);
}

TermId Amounts::rounded(TermId product, std::int64_t divisor, bool negative) {
  Terms& t = terms_;
  if (divisor == 1) return product;
  if (negative) {
    const TermId below = t.holds(t.less(product, t.number(0)));
    return t.choose(below, opposite(rounded(opposite(product), divisor, false)),
                    rounded(product, divisor, false));
  }
  if (rounding_ == Rounding::half_away && divisor % 2 == 0)
    return t.divide_by(t.add(product, t.number(divisor / 2)), divisor);
  if (rounding_ == Rounding::up) return t.divide_by(t.add(product, t.number(divisor - 1)), divisor);
  return away(t.divide_by(product, divisor), t.modulo_by(product, divisor), divisor);
}

Guarded Amounts::multiply_round(Bounded a, Bounded b, std::int64_t divisor, bool checked) {
  const Wide largest = size(a) * size(b);
  const bool negative = (a.lowest < 0 || b.lowest < 0) && largest > 0;
  if (!checked && largest < Wide{most} / 2 - divisor)
    return {rounded(terms_.multiply(a.term, b.term), divisor, negative), no_term};
  return multiply_apart(a, b, divisor, checked);
}

TermId Amounts::size_of(Bounded a) {
  if (a.lowest >= 0) return a.term;
  return terms_.choose(terms_.holds(terms_.less(a.term, terms_.number(0))), opposite(a.term), a.term);
}

// With a = a1 × divisor + a2 and b likewise, a × b / divisor = a1 × b + a2 × b1 + a2 × b2 / divisor: no part
// is larger than the result.
Guarded Amounts::multiply_apart(Bounded a, Bounded b, std::int64_t divisor, bool checked) {
  ensure(divisor < 3'000'000'000, "a divisor too large to take a product apart");
  Terms& t = terms_;
  const TermId x = size_of(a), y = size_of(b);
  const TermId x1 = t.divide_by(x, divisor), x2 = t.modulo_by(x, divisor);
  const TermId y1 = t.divide_by(y, divisor), y2 = t.modulo_by(y, divisor);
  const TermId rest = t.multiply(x2, y2);
  TermId first = t.multiply(x1, y), overflow = no_term;
  if (checked) {
    overflow = t.holds(t.less(t.divide(t.number(most), t.greatest(y, t.number(1))), x1));
    first = t.choose(overflow, t.number(0), first);
  }
  Guarded whole = add(first, t.multiply(x2, y1), checked);
  if (checked) overflow = t.any(overflow, whole.overflow);
  whole = add(whole.term, t.divide_by(rest, divisor), checked);
  if (checked) overflow = t.any(overflow, t.any(whole.overflow, t.equal(whole.term, t.number(most))));
  TermId result = checked ? t.choose(overflow, t.number(0), whole.term) : whole.term;
  result = away(result, t.modulo_by(rest, divisor), divisor);
  if (a.lowest < 0 || b.lowest < 0) {
    const TermId zero = t.number(0);
    const TermId alike = t.equal(t.less(a.term, zero), t.less(b.term, zero));
    result = t.choose(t.holds(alike), result, opposite(result));
  }
  return {result, overflow};
}

// One unit goes to each of the largest remainders (tie: the first): to those that fewer than the units left
// surpass.
std::vector<TermId> Amounts::few_shares(TermId amount, const std::vector<TermId>& weights, bool apart) {
  Terms& t = terms_;
  TermId sum = weights.front();
  for (std::size_t i = 1; i < weights.size(); ++i) sum = t.add(sum, weights[i]);
  const TermId divisor = t.greatest(sum, t.number(1));
  const TermId whole = apart ? t.divide(amount, divisor) : t.number(0);
  const TermId part = apart ? t.modulo(amount, divisor) : amount;
  std::vector<TermId> shares, rests;
  TermId given = t.number(0);
  for (const TermId weight : weights) {
    const TermId product = t.multiply(part, weight);
    TermId share = t.divide(product, divisor);
    if (apart) share = t.add(t.multiply(whole, weight), share);
    shares.push_back(share);
    rests.push_back(t.modulo(product, divisor));
    given = t.add(given, share);
  }
  const TermId left = t.choose(t.equal(sum, t.number(0)), t.number(0), t.subtract(amount, given));
  for (std::size_t i = 0; i < weights.size(); ++i) {
    TermId before = t.number(0);
    for (std::size_t j = 0; j < weights.size(); ++j)
      if (j != i)
        before =
            t.add(before, t.as_number(j < i ? t.at_most(rests[i], rests[j]) : t.less(rests[i], rests[j])));
    shares[i] = t.choose(t.less(before, left), t.add(shares[i], t.number(1)), shares[i]);
  }
  return shares;
}

std::vector<TermId> Amounts::apportion(Bounded amount, const std::vector<Bounded>& weights,
                                       TermId& overflow) {
  Terms& t = terms_;
  std::vector<TermId> terms;
  Wide sum = 0, largest = 0;
  for (const Bounded& weight : weights) {
    terms.push_back(weight.term);
    sum += weight.highest;
    largest = std::max<Wide>(largest, weight.highest);
  }
  const bool apart = Wide{amount.highest} * largest > most;
  // Beyond this a record's own weights may be too large to multiply by what is left of the amount.
  constexpr std::int64_t safe = 3'000'000'000;
  if (apart && sum * largest > most) {
    for (TermId& weight : terms) {
      const TermId large = t.less(t.number(safe / static_cast<std::int64_t>(weights.size())), weight);
      overflow = overflow == no_term ? large : t.any(overflow, large);
      weight = t.choose(large, t.number(0), weight);
    }
  }
  if (weights.size() <= few) return few_shares(amount.term, terms, apart);
  const TermId array = t.shares(amount.term, terms);
  std::vector<TermId> shares;
  for (std::size_t i = 0; i < terms.size(); ++i)
    shares.push_back(t.element(array, static_cast<std::int64_t>(i)));
  return shares;
}

}  // namespace trouw::sql
