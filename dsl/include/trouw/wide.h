// 128-bit integers for intermediate results: products of two 64-bit amounts never overflow.
#pragma once

#include <cstdint>
#include <limits>
#include <optional>

#ifndef __SIZEOF_INT128__
#include "trouw/wide_words.h"
#endif

namespace trouw {

#ifdef __SIZEOF_INT128__
__extension__ typedef __int128 Wide;
__extension__ typedef unsigned __int128 UnsignedWide;
#else
using Wide = TwoWords<true>;
using UnsignedWide = TwoWords<false>;
#endif

// The same number in 64 bits, or nothing where it does not fit.
inline std::optional<std::int64_t> narrow(Wide wide) {
  if (wide < std::numeric_limits<std::int64_t>::min() || wide > std::numeric_limits<std::int64_t>::max())
    return std::nullopt;
  return static_cast<std::int64_t>(wide);
}

}  // namespace trouw
