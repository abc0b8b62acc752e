// The inner loops of the column reader: each does one thing to a block of records, with no branch on a
// record.
//
// A block's working memory is one arena of registers, aligned to 64 bytes; a register holds block_rows lanes
// of 1, 4 or 8 bytes. A step names registers by their offset. Lanes beyond the records of a block hold
// anything; those beyond Frame::lanes are not looked at. Arithmetic wraps: a lane that means nothing
// (unknown, or overflowed and told so) does no harm. Compiled once for each level of the processor, all with
// the same results.
#pragma once

#include <cstddef>
#include <cstdint>

#include "trouw/wide.h"

namespace trouw::columns {

inline constexpr int block_rows = 512;
inline constexpr int lane_step = 64;  // blocks of fewer records are worked on in so many lanes at a time

enum class Kernel : std::uint8_t {
#define TROUW_KERNEL(name, function, does) name,
#include "columns/kernels.def"
#undef TROUW_KERNEL
  count_of_kernels
};

// One call of a kernel. What it uses of this the table of kernels says.
struct Step {
  Kernel kernel = Kernel::count_of_kernels;
  std::uint8_t rounding = 0;  // a Rounding
  std::uint8_t shift = 0, shift2 = 0;
  std::uint32_t d = 0, e = 0;  // results
  std::uint32_t a = 0, b = 0, c = 0;
  std::int64_t k = 0, k2 = 0;
  const void* table = nullptr;  // values, or the offsets of an apportion
};

// What a block is worked on with.
struct Frame {
  char* arena = nullptr;
  int lanes = block_rows;                       // that are worked on, a multiple of lane_step
  const std::int64_t* const* values = nullptr;  // a field each, block_rows entries
  const std::uint8_t* const* known = nullptr;
  std::int64_t* const* outputs = nullptr;  // a column each
  std::uint8_t* marks = nullptr;           // bits of what counted, `stride` bytes a record, whole words
  std::uint32_t stride = 0;
  Wide* sums = nullptr;     // a figure each, of this block
  char* scratch = nullptr;  // scratch_bytes() of the largest apportion
};

using KernelFunction = void (*)(const Step&, const Frame&);

// The kernels for this processor, by Kernel. TROUW_COLUMNS=base, avx2 or avx512 in `wanted` asks for a level,
// as far as the processor has it.
enum class Level : std::uint8_t { base, avx2, avx512 };
Level best_level();
const KernelFunction* kernels(Level level);

// An amount that is shared over weights by largest remainder.
struct Apportion {
  std::uint32_t amount = 0;
  std::uint32_t count = 0;
  const std::uint32_t* weights = nullptr;  // registers of 8 bytes, or of 4
  const std::uint32_t* shares = nullptr;
};

// The bits of a word of marks; a condition each, or none.
inline constexpr int marks_in_word = 64;
inline constexpr std::uint32_t no_mark = UINT32_MAX;

// One weight of one record, then its share.
struct Weight {
  std::uint64_t amount = 0, rest = 0;
  std::uint32_t number = 0;
};
inline constexpr std::uint32_t apportion_lanes = 8;  // that are worked on together
inline constexpr std::size_t scratch_bytes(std::uint32_t weights) {
  return (sizeof(Weight) * apportion_lanes + sizeof(std::uint64_t)) * (std::size_t{weights} + 1);
}

}  // namespace trouw::columns
