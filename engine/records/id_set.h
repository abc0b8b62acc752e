// Which ids have been seen, exactly.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace trouw {

// Ids that end in digits are numbers in a compressed bitmap for each way to begin: from a bit to two bytes an
// id where they lie close. Ids of other kinds are held as 128-bit hashes, 21 to 32 bytes each, whatever their
// length; two of a billion different ones share a hash with a probability below 10^-20. Not thread-safe.
class IdSet {
 public:
  IdSet();
  ~IdSet();

  // Whether the id is new; from now on it is not.
  bool insert(std::string_view id);

 private:
  struct Hash {
    std::uint64_t high = 0, low = 0;  // both 0: an empty place
  };
  struct Numbers;

  Numbers* numbers(std::string_view id, std::size_t digits);
  bool insert_hash(const Hash& hash);
  static Hash hash(std::string_view id);
  Hash* place(const Hash& hash);
  void grow();

  std::unordered_map<std::string, std::unique_ptr<Numbers>> beginnings_;
  std::string beginning_;  // memory to reuse
  std::string last_beginning_;
  Numbers* last_ = nullptr;
  std::vector<Hash> places_;
  std::size_t used_ = 0;
};

}  // namespace trouw
