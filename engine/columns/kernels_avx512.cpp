#include "columns/levels.h"

// engine/CMakeLists.txt compiles this file for x86-64-v4 where the compiler can.
#ifdef __AVX512F__
#include "columns/kernels.inc"
#endif

namespace trouw::columns {

const KernelFunction* avx512_kernels() {
#ifdef __AVX512F__
  return all_kernels;
#else
  return nullptr;
#endif
}

}  // namespace trouw::columns
