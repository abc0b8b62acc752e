#include "trouw/ensure.h"
#include "trouw/value.h"
#include "trouw/wide.h"

namespace trouw {

namespace {

// Whether `rest` / `divisor`, what truncation left over, moves the quotient one away from zero.
template <typename Number>
bool moves_away(Number quotient, Number rest, Number divisor, Rounding rounding) {
  const Number doubled = rest < 0 ? -2 * rest : 2 * rest;
  switch (rounding) {
    case Rounding::half_away:
      return doubled >= divisor;
    case Rounding::half_even:
      return doubled > divisor || (doubled == divisor && quotient % 2 != 0);
    case Rounding::down:
      return false;
    case Rounding::up:
      return doubled != 0;
  }
  return false;
}

template <typename Number>
Number divide(Number product, Number divisor, Rounding rounding) {
  const Number quotient = product / divisor, rest = product % divisor;
  if (!moves_away(quotient, rest, divisor, rounding)) return quotient;
  return quotient + (product < 0 ? -1 : 1);
}

}  // namespace

std::optional<std::int64_t> multiply_divide(std::int64_t a, std::int64_t b, std::int64_t divisor,
                                            Rounding rounding) {
  ensure(divisor > 0, "multiply_divide by a divisor that is not positive");
  constexpr std::int64_t half = INT64_MAX / 2;  // a rest below it can be doubled
  std::int64_t product = 0;
  if (divisor <= half && !__builtin_mul_overflow(a, b, &product)) return divide(product, divisor, rounding);
  return narrow(divide<Wide>(static_cast<Wide>(a) * b, divisor, rounding));
}

}  // namespace trouw
