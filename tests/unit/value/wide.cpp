// 128 bits out of two words, beside the compiler's own.
#include "trouw/wide.h"

#include <array>
#include <boost/test/unit_test.hpp>
#include <random>

#include "trouw/wide_words.h"

#ifdef __SIZEOF_INT128__

namespace {

using trouw::TwoWords;
using trouw::UnsignedWide;
using trouw::Wide;

TwoWords<true> words(Wide number) {
  const TwoWords<true> high(static_cast<std::int64_t>(number >> 64));
  return (high << 64) + TwoWords<true>(static_cast<std::uint64_t>(number));
}

TwoWords<false> words(UnsignedWide number) {
  return (TwoWords<false>(static_cast<std::uint64_t>(number >> 64)) << 64) +
         static_cast<std::uint64_t>(number);
}

template <typename Number>
class Numbers {
 public:
  Number next() {
    constexpr std::array<std::int64_t, 7> edges = {0, 1, -1, 2, INT64_MAX, INT64_MIN, 1'000'000};
    const auto drawn = [&] {
      return draw_() % 3 == 0 ? static_cast<std::uint64_t>(edges[draw_() % 7]) : draw_();
    };
    const auto high = static_cast<UnsignedWide>(drawn()) << 64;
    const Number number = static_cast<Number>(high | drawn());
    return draw_() % 2 == 0 ? number : number >> (draw_() % 128);
  }
  int bits() { return static_cast<int>(draw_() % 128); }

 private:
  std::mt19937_64 draw_{28};
};

template <typename Number>
void compare(Number a, Number b, int bits) {
  using Size = UnsignedWide;
  const auto wrapped = [](Size size) { return static_cast<Number>(size); };
  const auto x = words(a), y = words(b);
  BOOST_CHECK(x + y == words(wrapped(static_cast<Size>(a) + static_cast<Size>(b))));
  BOOST_CHECK(x - y == words(wrapped(static_cast<Size>(a) - static_cast<Size>(b))));
  BOOST_CHECK(x * y == words(wrapped(static_cast<Size>(a) * static_cast<Size>(b))));
  BOOST_CHECK(-x == words(wrapped(Size{0} - static_cast<Size>(a))));
  BOOST_CHECK(x << bits == words(wrapped(static_cast<Size>(a) << bits)));
  BOOST_CHECK(x >> bits == words(a >> bits));
  BOOST_CHECK((x & y) == words(a & b));
  BOOST_CHECK((x < y) == (a < b));
  BOOST_CHECK((x == y) == (a == b));
  BOOST_CHECK(static_cast<std::int64_t>(x) == static_cast<std::int64_t>(a));
  const bool overflows =
      b == static_cast<Number>(-1) && a != 0 && a == wrapped(Size{0} - static_cast<Size>(a));
  if (b == 0 || overflows) return;
  BOOST_CHECK(x / y == words(a / b));
  BOOST_CHECK(x % y == words(a % b));
}

}  // namespace

BOOST_AUTO_TEST_SUITE(wide)

BOOST_AUTO_TEST_CASE(words_are_the_compilers_numbers) {
  Numbers<Wide> with_sign;
  Numbers<UnsignedWide> without;
  for (int i = 0; i < 20'000; ++i) {
    compare(with_sign.next(), with_sign.next(), with_sign.bits());
    compare(without.next(), without.next(), without.bits());
  }
}

BOOST_AUTO_TEST_CASE(words_of_smaller_numbers) {
  BOOST_CHECK(TwoWords<true>(-5) < 3);
  BOOST_CHECK(TwoWords<true>(-5) * 7 == -35);
  BOOST_CHECK(TwoWords<true>(-7) / 2 == -3);
  BOOST_CHECK(TwoWords<true>(-7) % 2 == -1);
  BOOST_CHECK(TwoWords<false>(INT64_MAX) * 4 / 4 == INT64_MAX);
  BOOST_CHECK(!static_cast<bool>(TwoWords<true>()));
}

BOOST_AUTO_TEST_SUITE_END()

#endif
