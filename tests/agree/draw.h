// Numbers drawn from a seed: the same everywhere, for ever.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace trouw::agree {

class Draw {
 public:
  explicit Draw(std::uint64_t seed) : state_(seed) {}

  std::uint64_t next() {
    std::uint64_t z = state_ += 0x9E3779B97F4A7C15u;
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9u;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
    return z ^ (z >> 31);
  }

  // Both ends in.
  std::int64_t between(std::int64_t low, std::int64_t high) {
    const std::uint64_t span = static_cast<std::uint64_t>(high) - static_cast<std::uint64_t>(low) + 1;
    return static_cast<std::int64_t>(static_cast<std::uint64_t>(low) + (span == 0 ? next() : next() % span));
  }
  int number(int low, int high) { return static_cast<int>(between(low, high)); }
  bool chance(int percent) { return number(0, 99) < percent; }

  template <typename T>
  const T& one_of(const std::vector<T>& all) {
    return all[static_cast<std::size_t>(between(0, static_cast<std::int64_t>(all.size()) - 1))];
  }
  std::string word(std::vector<std::string> all) { return one_of(all); }

 private:
  std::uint64_t state_;
};

}  // namespace trouw::agree
