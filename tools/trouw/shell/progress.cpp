#include "shell/progress.h"

#include <fmt/format.h>

#include <algorithm>
#include <string>

#include "shell/words.h"

namespace trouw::cli {

namespace {

constexpr auto patience = std::chrono::seconds(1);
constexpr auto rhythm = std::chrono::milliseconds(100);
constexpr int bar = 30;  // columns

std::string drawn(double part) {
  const int filled = static_cast<int>(std::clamp(part, 0.0, 1.0) * bar);
  return fmt::format("[{:#<{}}{:.<{}}] {:3.0f}%  ", "", filled, "", bar - filled,
                     std::clamp(part, 0.0, 1.0) * 100);
}

}  // namespace

Progress::Progress(Console& console, bool quiet)
    : console_(console),
      wanted_(!quiet && console.error_is_terminal()),
      start_(Clock::now()),
      next_(start_ + patience) {}

Progress::~Progress() {
  console_.status_line("");
}

void Progress::show(double part, std::uint64_t records) {
  if (!wanted_ || Clock::now() < next_) return;
  next_ = Clock::now() + rhythm;
  console_.status_line((part < 0 ? "" : drawn(part)) + counted(records, "record", "records"));
}

double Progress::seconds() const {
  return std::chrono::duration<double>(Clock::now() - start_).count();
}

}  // namespace trouw::cli
