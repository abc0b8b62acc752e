// Which ids have been seen: 16 bytes an id and some room (21 to 32 in all), whatever its length.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

namespace trouw {

// Holds 128-bit hashes. Two of a billion different ids share one with a probability below 10^-20. Not
// thread-safe.
class IdSet {
 public:
  // Whether the id is new; from now on it is not.
  bool insert(std::string_view id);
  std::size_t size() const { return used_; }

 private:
  struct Hash {
    std::uint64_t high = 0, low = 0;  // both 0: an empty place
  };
  static Hash hash(std::string_view id);
  Hash* place(const Hash& hash);
  void grow();

  std::vector<Hash> places_;
  std::size_t used_ = 0;
};

}  // namespace trouw
