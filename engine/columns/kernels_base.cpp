#include "columns/kernels.inc"
#include "columns/levels.h"

namespace trouw::columns {

const KernelFunction* base_kernels() {
  return all_kernels;
}

}  // namespace trouw::columns
