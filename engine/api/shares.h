// Shares of two groups, compared: intervals that hold for small numbers too.
#pragma once

#include "trouw/outcome.h"

namespace trouw {

// A share and Wilson's score interval for it at 95% (Wilson 1927), as rates. REQUIRES part <= whole, whole >
// 0.
std::int64_t share_of(std::uint64_t part, std::uint64_t whole);
Interval share_between(std::uint64_t part, std::uint64_t whole);

// The interval of the difference of two shares: Newcombe's method 10 (Newcombe 1998), from both Wilson
// intervals. As rates, between -rate_one and rate_one.
Interval difference_between(std::uint64_t part_a, std::uint64_t whole_a, std::uint64_t part_b,
                            std::uint64_t whole_b);

// How many a group of each two needs, so that a test at 5% finds the difference between these shares with a
// power of 80% (the normal approximation). REQUIRES that the shares differ.
std::uint64_t needed_to_tell(std::int64_t share_a, std::int64_t share_b);

}  // namespace trouw
