#include "columns/levels.h"

// engine/CMakeLists.txt compiles this file for x86-64-v3 where the compiler can.
#ifdef __AVX2__
#include "columns/kernels.inc"
#endif

namespace trouw::columns {

const KernelFunction* avx2_kernels() {
#ifdef __AVX2__
  return all_kernels;
#else
  return nullptr;
#endif
}

}  // namespace trouw::columns
