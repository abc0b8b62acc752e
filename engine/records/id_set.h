// Which ids have been seen, exactly.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace trouw {

// No two different ids are ever taken for one. Ids that end in digits are numbers in a compressed bitmap for
// each way to begin: from a bit to two bytes an id where they lie close. Of the others, those of fifteen
// bytes at most and UUIDs take 21 to 32 bytes each, longer ones that and their own length. Not thread-safe.
class IdSet {
 public:
  IdSet();
  ~IdSet();

  // Whether the id is new; from now on it is not.
  bool insert(std::string_view id) { return look(id, true); }

  // Whether it was inserted before.
  bool contains(std::string_view id) { return !look(id, false); }

 private:
  // Sixteen bytes that stand for an id and for no other of the same table; both 0: an empty place.
  struct Key {
    std::uint64_t high = 0, low = 0;
    bool empty() const { return (high | low) == 0; }
    bool operator==(const Key&) const = default;
  };

  // Keys by their hash, each at the first free place from there on.
  class Table {
   public:
    // Whether none of the keys that are looked through is `same`; then `key` may be put there. REQUIRES an
    // empty place.
    template <class Same>
    bool look(std::uint64_t hash, const Key& key, bool insert, const Same& same);

    template <class HashOf>
    void grow_if_full(const HashOf& hash_of);

   private:
    std::size_t first(std::uint64_t hash) const;

    std::vector<Key> places_;
    std::size_t used_ = 0;
  };

  struct Numbers;

  // Whether the id is new; it may be inserted.
  bool look(std::string_view id, bool insert);
  Numbers* numbers(std::string_view id, std::size_t digits, bool insert);
  static bool look_for(Table& table, const Key& key, bool insert);
  bool look_for_long(std::string_view id, bool insert);

  std::unordered_map<std::string, std::unique_ptr<Numbers>> beginnings_;
  std::string beginning_;  // memory to reuse
  std::string last_beginning_;
  Numbers* last_ = nullptr;
  Table short_, uuids_;
  Table long_;              // high: a hash; low: where the id begins in long_bytes_, from 1
  std::string long_bytes_;  // each with its length before it
};

}  // namespace trouw
