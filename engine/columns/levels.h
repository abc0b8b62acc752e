// What the files of kernels share, each compiled for a level of its own.
#pragma once

#include "columns/kernels.h"

namespace trouw::columns {

const KernelFunction* base_kernels();
const KernelFunction* avx2_kernels();    // nullptr where this was built without
const KernelFunction* avx512_kernels();  // nullptr where this was built without

// value.h's calendar, for days of any size.
namespace calendar {
std::int64_t add_months(std::int64_t day, std::int64_t months);
std::int64_t months_between(std::int64_t from, std::int64_t to);
std::int64_t month_of(std::int64_t day);
}  // namespace calendar

}  // namespace trouw::columns
