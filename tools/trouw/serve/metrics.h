// Figures of a service, as Prometheus reads them.
#pragma once

#include <array>
#include <chrono>
#include <cstdint>
#include <map>
#include <mutex>
#include <string>

namespace trouw::cli {

// Any number of threads.
class Metrics {
 public:
  void answered(const std::string& route, int status, std::chrono::microseconds time);
  void count(const std::string& what, std::uint64_t number = 1);  // "decisions", "rejected", "reloads"

  std::string text(const std::string& fingerprint, bool ready) const;

 private:
  static constexpr std::array<std::int64_t, 9> bounds{500,    1000,    2500,      5000,      10'000,
                                                      50'000, 250'000, 1'000'000, 10'000'000};
  struct Times {
    std::array<std::uint64_t, 9> within{};
    std::uint64_t count = 0;
    std::int64_t sum = 0;  // microseconds
  };

  mutable std::mutex guard_;
  std::map<std::pair<std::string, int>, std::uint64_t> requests_;
  std::map<std::string, Times> times_;
  std::map<std::string, std::uint64_t> counts_;
};

}  // namespace trouw::cli
