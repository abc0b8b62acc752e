#include "columns/levels.h"

#include <algorithm>

#include "trouw/value.h"

namespace trouw::columns {

Level best_level() {
#if defined(__x86_64__) && defined(__GNUC__)
  const bool avx2 =
      __builtin_cpu_supports("avx2") && __builtin_cpu_supports("bmi2") && __builtin_cpu_supports("fma");
  const bool avx512 = __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw") &&
                      __builtin_cpu_supports("avx512dq") && __builtin_cpu_supports("avx512vl") &&
                      __builtin_cpu_supports("avx512cd");
  if (avx2 && avx512 && avx512_kernels() != nullptr) return Level::avx512;
  if (avx2 && avx2_kernels() != nullptr) return Level::avx2;
#endif
  return Level::base;
}

const KernelFunction* kernels(Level level) {
  switch (std::min(level, best_level())) {
    case Level::avx512:
      return avx512_kernels();
    case Level::avx2:
      return avx2_kernels();
    case Level::base:
      break;
  }
  return base_kernels();
}

namespace calendar {

namespace {

Day clamped(std::int64_t day) {
  return static_cast<Day>(std::clamp<std::int64_t>(day, -10'000'000, 10'000'000));
}

}  // namespace

std::int64_t add_months(std::int64_t day, std::int64_t months) {
  return trouw::add_months(clamped(day), months);
}
std::int64_t months_between(std::int64_t from, std::int64_t to) {
  return trouw::months_between(clamped(from), clamped(to));
}
std::int64_t month_of(std::int64_t day) {
  return civil_of(clamped(day)).month;
}

}  // namespace calendar

}  // namespace trouw::columns
