// A progress bar on standard error, for work that takes longer than a second.
#pragma once

#include <chrono>
#include <cstdint>

#include "shell/console.h"

namespace trouw::cli {

// Measures the time since it was made. Shows nothing where standard error is no terminal, or `quiet`.
class Progress {
 public:
  Progress(Console& console, bool quiet);
  ~Progress();
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;

  // `part` of the work is done, 0..1, or negative where nobody can know.
  void show(double part, std::uint64_t records);

  double seconds() const;

 private:
  using Clock = std::chrono::steady_clock;

  Console& console_;
  bool wanted_;
  Clock::time_point start_;
  Clock::time_point next_;
};

}  // namespace trouw::cli
