#include "serve/metrics.h"

#include <fmt/format.h>

namespace trouw::cli {

void Metrics::answered(const std::string& route, int status, std::chrono::microseconds time) {
  const std::lock_guard lock(guard_);
  ++requests_[{route, status}];
  Times& times = times_[route];
  ++times.count;
  times.sum += time.count();
  for (std::size_t i = 0; i < bounds.size(); ++i)
    if (time.count() <= bounds[i]) ++times.within[i];
}

void Metrics::count(const std::string& what, std::uint64_t number) {
  const std::lock_guard lock(guard_);
  counts_[what] += number;
}

std::string Metrics::text(const std::string& fingerprint, bool ready) const {
  const std::lock_guard lock(guard_);
  std::string text = "# TYPE trouw_requests_total counter\n";
  for (const auto& [what, number] : requests_)
    text += fmt::format("trouw_requests_total{{route=\"{}\",status=\"{}\"}} {}\n", what.first, what.second,
                        number);
  text += "# TYPE trouw_request_seconds histogram\n";
  for (const auto& [route, times] : times_) {
    for (std::size_t i = 0; i < bounds.size(); ++i)
      text += fmt::format("trouw_request_seconds_bucket{{route=\"{}\",le=\"{}.{:06}\"}} {}\n", route,
                          bounds[i] / 1'000'000, bounds[i] % 1'000'000, times.within[i]);
    text += fmt::format(
        "trouw_request_seconds_bucket{{route=\"{0}\",le=\"+Inf\"}} {1}\n"
        "trouw_request_seconds_sum{{route=\"{0}\"}} {2}.{3:06}\n"
        "trouw_request_seconds_count{{route=\"{0}\"}} {1}\n",
        route, times.count, times.sum / 1'000'000, times.sum % 1'000'000);
  }
  for (const auto& [what, number] : counts_)
    text += fmt::format("# TYPE trouw_{0}_total counter\ntrouw_{0}_total {1}\n", what, number);
  return text + fmt::format(
                    "# TYPE trouw_ready gauge\ntrouw_ready {}\n# TYPE trouw_programme_info gauge\n"
                    "trouw_programme_info{{fingerprint=\"{}\"}} 1\n",
                    ready ? 1 : 0, fingerprint);
}

}  // namespace trouw::cli
