// 128-bit integers for the inside of exact arithmetic. Never in a public header.
#pragma once

#include <cstdint>
#include <limits>
#include <optional>

namespace trouw {

__extension__ using Wide = __int128;

// The value in 64 bits, or nothing where it does not fit.
inline std::optional<std::int64_t> narrow(Wide value) {
  if (value < std::numeric_limits<std::int64_t>::min() || value > std::numeric_limits<std::int64_t>::max())
    return std::nullopt;
  return static_cast<std::int64_t>(value);
}

}  // namespace trouw
