// What tells days of different kinds apart.
#pragma once

#include <compare>
#include <cstdint>
#include <vector>

namespace trouw {

// Marks the end of a stretch. Two bits more say which months it has days of, or, from `counted` on, how many
// days it has, as far as it matters.
inline constexpr std::uint32_t stretch_end = UINT32_MAX - 128;
inline constexpr std::uint32_t counted = stretch_end + 4;

struct DayShape {
  std::vector<std::int64_t> windows;             // what reads the day alone
  std::vector<std::vector<std::uint32_t>> axes;  // for each: places in order, stretches marked
  auto operator<=>(const DayShape&) const = default;
};

// Stretches of all axes together.
std::size_t width(const DayShape& shape);

// Whether the stretches of `less` all are among those of `more`, in order: whatever can be on a day of the
// one can be on a day of the other.
bool covers(const DayShape& more, const DayShape& less);

}  // namespace trouw
