#include "api/shares.h"

#include <algorithm>
#include <cmath>

namespace trouw {

namespace {

constexpr double z_95 = 1.959963984540054;         // of the normal distribution, two sides of 5%
constexpr double z_power_80 = 0.8416212335729143;  // one side of 20%

struct Bounds {
  double share = 0, low = 0, high = 0;
};

Bounds wilson(std::uint64_t part, std::uint64_t whole) {
  const auto n = static_cast<double>(whole);
  const double share = static_cast<double>(part) / n;
  const double z2 = z_95 * z_95;
  const double middle = (share + z2 / (2 * n)) / (1 + z2 / n);
  const double half = z_95 * std::sqrt(share * (1 - share) / n + z2 / (4 * n * n)) / (1 + z2 / n);
  return {share, part == 0 ? 0.0 : std::max(0.0, middle - half),
          part == whole ? 1.0 : std::min(1.0, middle + half)};
}

std::int64_t rate(double share) {
  return std::llround(share * static_cast<double>(rate_one));
}

}  // namespace

std::int64_t share_of(std::uint64_t part, std::uint64_t whole) {
  return rate(static_cast<double>(part) / static_cast<double>(whole));
}

Interval share_between(std::uint64_t part, std::uint64_t whole) {
  const Bounds bounds = wilson(part, whole);
  return {rate(bounds.low), rate(bounds.high)};
}

Interval difference_between(std::uint64_t part_a, std::uint64_t whole_a, std::uint64_t part_b,
                            std::uint64_t whole_b) {
  const Bounds a = wilson(part_a, whole_a), b = wilson(part_b, whole_b);
  const double difference = a.share - b.share;
  const double below = std::hypot(a.share - a.low, b.high - b.share);
  const double above = std::hypot(a.high - a.share, b.share - b.low);
  return {rate(std::max(-1.0, difference - below)), rate(std::min(1.0, difference + above))};
}

std::uint64_t needed_to_tell(std::int64_t share_a, std::int64_t share_b) {
  const double a = static_cast<double>(share_a) / static_cast<double>(rate_one);
  const double b = static_cast<double>(share_b) / static_cast<double>(rate_one);
  const double mean = (a + b) / 2;
  const double root =
      z_95 * std::sqrt(2 * mean * (1 - mean)) + z_power_80 * std::sqrt(a * (1 - a) + b * (1 - b));
  return static_cast<std::uint64_t>(std::ceil(root * root / ((a - b) * (a - b))));
}

}  // namespace trouw
