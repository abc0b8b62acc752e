#include "records/id_set.h"

#include <cstring>

namespace trouw {

namespace {

__extension__ using Wide = unsigned __int128;

// The splitmix64 finaliser.
std::uint64_t mix(std::uint64_t z) {
  z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9ULL;
  z = (z ^ (z >> 27)) * 0x94D049BB133111EBULL;
  return z ^ (z >> 31);
}

std::uint64_t word(const char* bytes, std::size_t size) {
  std::uint64_t value = 0;
  std::memcpy(&value, bytes, size);
  return value;
}

}  // namespace

IdSet::Hash IdSet::hash(std::string_view id) {
  std::uint64_t a = 0x9E3779B97F4A7C15ULL ^ id.size(), b = 0xD1B54A32D192ED03ULL + id.size();
  for (std::size_t at = 0; at < id.size(); at += 8) {
    const std::uint64_t next = word(id.data() + at, id.size() - at < 8 ? id.size() - at : 8);
    a = mix(a ^ next) + 0x9E3779B97F4A7C15ULL;
    b = mix(b + next) * 0xD6E8FEB86659FD93ULL;
  }
  const Hash made{mix(a ^ (b >> 1)), mix(b)};
  return made.high == 0 && made.low == 0 ? Hash{0, 1} : made;
}

IdSet::Hash* IdSet::place(const Hash& hash) {
  std::size_t at = static_cast<std::size_t>((static_cast<Wide>(hash.high) * places_.size()) >> 64);
  for (;; at = at + 1 == places_.size() ? 0 : at + 1) {
    Hash& found = places_[at];
    const bool empty = found.high == 0 && found.low == 0;
    if (empty || (found.high == hash.high && found.low == hash.low)) return &found;
  }
}

void IdSet::grow() {
  std::vector<Hash> old(places_.size() < 1024 ? 1024 : places_.size() + places_.size() / 2);
  old.swap(places_);
  for (const Hash& hash : old)
    if (hash.high != 0 || hash.low != 0) *place(hash) = hash;
}

bool IdSet::insert(std::string_view id) {
  if (used_ + used_ / 3 >= places_.size()) grow();  // at most three quarters full
  const Hash made = hash(id);
  Hash* found = place(made);
  if (found->high != 0 || found->low != 0) return false;
  *found = made;
  ++used_;
  return true;
}

}  // namespace trouw
