#include "records/id_set.h"

#include <cstring>
#include <roaring/roaring64map.hh>

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

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

constexpr std::size_t most_digits = 18;       // below 2^63
constexpr std::size_t most_beginnings = 256;  // that have a bitmap of their own

}  // namespace

struct IdSet::Numbers {
  Roaring64Map seen;
};

IdSet::IdSet() = default;
IdSet::~IdSet() = default;

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

bool IdSet::insert_hash(const Hash& made) {
  if (used_ + used_ / 3 >= places_.size()) grow();  // at most three quarters full
  Hash* found = place(made);
  if (found->high != 0 || found->low != 0) return false;
  *found = made;
  ++used_;
  return true;
}

// The bitmap for ids that begin like this one and have as many digits at their end, or none where there are
// many beginnings already.
IdSet::Numbers* IdSet::numbers(std::string_view id, std::size_t digits) {
  beginning_.assign(id.substr(0, id.size() - digits));
  beginning_ += static_cast<char>(digits);
  if (last_ != nullptr && beginning_ == last_beginning_) return last_;
  const auto found = beginnings_.find(beginning_);
  if (found == beginnings_.end() && beginnings_.size() == most_beginnings) return nullptr;
  auto& made = found == beginnings_.end() ? beginnings_[beginning_] : found->second;
  if (!made) made = std::make_unique<Numbers>();
  last_ = made.get();
  last_beginning_ = beginning_;
  return last_;
}

bool IdSet::insert(std::string_view id) {
  std::size_t digits = 0;
  while (digits < id.size() && digits < most_digits && is_digit(id[id.size() - 1 - digits])) ++digits;
  if (digits > 0)
    if (Numbers* found = numbers(id, digits)) {
      std::uint64_t number = 0;
      for (const char c : id.substr(id.size() - digits))
        number = 10 * number + static_cast<unsigned>(c - '0');
      return found->seen.addChecked(number);
    }
  return insert_hash(hash(id));
}

}  // namespace trouw
