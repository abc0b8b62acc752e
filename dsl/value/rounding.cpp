#include "trouw/ensure.h"
#include "trouw/value.h"
#include "trouw/wide.h"

namespace trouw {

namespace {

// Whether `rest` / `divisor`, what truncation left over, moves the quotient one away from zero.
bool moves_away(Wide quotient, Wide rest, Wide divisor, Rounding rounding) {
  const Wide doubled = rest < 0 ? -2 * rest : 2 * rest;
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

}  // namespace

std::optional<std::int64_t> multiply_divide(std::int64_t a, std::int64_t b, std::int64_t divisor,
                                            Rounding rounding) {
  ensure(divisor > 0, "multiply_divide by a divisor that is not positive");
  const Wide product = static_cast<Wide>(a) * b;
  Wide quotient = product / divisor;
  const Wide rest = product % divisor;
  if (moves_away(quotient, rest, divisor, rounding)) quotient += product < 0 ? -1 : 1;
  return narrow(quotient);
}

}  // namespace trouw
