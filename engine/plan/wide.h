// 128-bit integers for intermediate results: products of two 64-bit amounts never overflow.
#pragma once

namespace trouw {

__extension__ typedef __int128 Wide;

}  // namespace trouw
