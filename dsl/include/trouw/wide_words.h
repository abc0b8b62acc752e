// 128-bit integers out of two 64-bit words, for compilers that have none of their own (those for 32 bits).
// Two's complement; what does not fit wraps; division truncates. Compared with the compiler's own by tests.
#pragma once

#include <compare>
#include <concepts>
#include <cstdint>

namespace trouw {

template <bool has_sign>
class TwoWords {
 public:
  constexpr TwoWords() = default;
  template <std::integral Number>
  constexpr TwoWords(Number number)  // NOLINT: as numbers do
      : low_(static_cast<std::uint64_t>(number)), high_(number < Number{0} ? ~std::uint64_t{0} : 0) {}
  template <bool other>
  explicit constexpr TwoWords(const TwoWords<other>& number) : low_(number.low()), high_(number.high()) {}

  template <std::integral Number>
  explicit constexpr operator Number() const {
    return static_cast<Number>(low_);
  }
  explicit constexpr operator bool() const { return (low_ | high_) != 0; }

  constexpr std::uint64_t low() const { return low_; }
  constexpr std::uint64_t high() const { return high_; }
  constexpr bool negative() const { return has_sign && (high_ >> 63) != 0; }

  constexpr TwoWords operator-() const { return TwoWords() - *this; }

  friend constexpr bool operator==(const TwoWords&, const TwoWords&) = default;
  friend constexpr std::strong_ordering operator<=>(const TwoWords& a, const TwoWords& b) {
    if (a.negative() != b.negative())
      return a.negative() ? std::strong_ordering::less : std::strong_ordering::greater;
    return a.high_ != b.high_ ? a.high_ <=> b.high_ : a.low_ <=> b.low_;
  }

  friend constexpr TwoWords operator+(const TwoWords& a, const TwoWords& b) {
    const std::uint64_t low = a.low_ + b.low_;
    return of(low, a.high_ + b.high_ + (low < a.low_ ? 1 : 0));
  }
  friend constexpr TwoWords operator-(const TwoWords& a, const TwoWords& b) {
    return of(a.low_ - b.low_, a.high_ - b.high_ - (a.low_ < b.low_ ? 1 : 0));
  }
  friend constexpr TwoWords operator*(const TwoWords& a, const TwoWords& b) {
    constexpr std::uint64_t half = 0xFFFFFFFF;
    const std::uint64_t al = a.low_ & half, ah = a.low_ >> 32, bl = b.low_ & half, bh = b.low_ >> 32;
    const std::uint64_t lows = al * bl, middle = ah * bl + (lows >> 32), other = al * bh + (middle & half);
    return of((other << 32) | (lows & half),
              ah * bh + (middle >> 32) + (other >> 32) + a.low_ * b.high_ + a.high_ * b.low_);
  }
  friend constexpr TwoWords operator/(const TwoWords& a, const TwoWords& b) {  // REQUIRES b is not 0
    TwoWords rest;
    const TwoWords size = quotient(a.size(), b.size(), rest);
    return a.negative() != b.negative() ? -size : size;
  }
  friend constexpr TwoWords operator%(const TwoWords& a, const TwoWords& b) {  // REQUIRES b is not 0
    TwoWords rest;
    quotient(a.size(), b.size(), rest);
    return a.negative() ? -rest : rest;
  }
  friend constexpr TwoWords operator&(const TwoWords& a, const TwoWords& b) {
    return of(a.low_ & b.low_, a.high_ & b.high_);
  }
  friend constexpr TwoWords operator<<(const TwoWords& a, int bits) {  // REQUIRES 0 <= bits < 128
    if (bits >= 64) return of(0, a.low_ << (bits - 64));
    return bits == 0 ? a : of(a.low_ << bits, (a.high_ << bits) | (a.low_ >> (64 - bits)));
  }
  friend constexpr TwoWords operator>>(const TwoWords& a, int bits) {  // REQUIRES 0 <= bits < 128
    const std::uint64_t sign = a.negative() ? ~std::uint64_t{0} : 0;
    if (bits == 0) return a;
    if (bits == 64) return of(a.high_, sign);
    if (bits > 64) return of((a.high_ >> (bits - 64)) | (sign << (128 - bits)), sign);
    return of((a.low_ >> bits) | (a.high_ << (64 - bits)), (a.high_ >> bits) | (sign << (64 - bits)));
  }

  constexpr TwoWords& operator+=(const TwoWords& other) { return *this = *this + other; }
  constexpr TwoWords& operator-=(const TwoWords& other) { return *this = *this - other; }
  constexpr TwoWords& operator*=(const TwoWords& other) { return *this = *this * other; }
  constexpr TwoWords& operator/=(const TwoWords& other) { return *this = *this / other; }

 private:
  static constexpr TwoWords of(std::uint64_t low, std::uint64_t high) {
    TwoWords made;
    made.low_ = low;
    made.high_ = high;
    return made;
  }
  constexpr TwoWords size() const { return negative() ? -*this : *this; }

  // Of sizes: as without a sign, so that the least number of all has one too.
  static constexpr TwoWords quotient(const TwoWords& a, const TwoWords& b, TwoWords& rest) {
    if (a.high_ == 0 && b.high_ == 0) {
      rest = of(a.low_ % b.low_, 0);
      return of(a.low_ / b.low_, 0);
    }
    const TwoWords<false> divisor(b);
    TwoWords<false> left, found;
    for (int bit = 127; bit >= 0; --bit) {
      const bool over = (left.high() >> 63) != 0;
      left = (left << 1) + ((TwoWords<false>(a) >> bit) & 1);
      found = found << 1;
      if (over || left >= divisor) {
        left -= divisor;
        found += 1;
      }
    }
    rest = TwoWords(left);
    return TwoWords(found);
  }

  std::uint64_t low_ = 0, high_ = 0;
};

}  // namespace trouw
