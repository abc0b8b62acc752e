#include "records/id_set.h"

#include <algorithm>
#include <cstring>
#include <optional>
#include <roaring/roaring64map.hh>

#include "trouw/wide.h"

namespace trouw {

namespace {

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
constexpr std::size_t short_bytes = 15;       // and one for their number

// A UUID as it is usually written, in small letters, as its two halves.
std::optional<std::pair<std::uint64_t, std::uint64_t>> uuid(std::string_view id) {
  constexpr std::size_t size = 36, hyphens[] = {8, 13, 18, 23};
  if (id.size() != size) return std::nullopt;
  for (const std::size_t at : hyphens)
    if (id[at] != '-') return std::nullopt;
  std::uint64_t halves[2] = {};
  int digits = 0;
  for (const char c : id) {
    if (c == '-') continue;
    const bool letter = c >= 'a' && c <= 'f';
    if (!letter && !is_digit(c)) return std::nullopt;
    std::uint64_t& half = halves[digits++ / 16 % 2];
    half = half << 4 | static_cast<std::uint64_t>(letter ? c - 'a' + 10 : c - '0');
  }
  if (digits != 32) return std::nullopt;
  return std::pair{halves[0], halves[1]};
}

std::uint64_t hash_of_bytes(std::string_view id) {
  std::uint64_t hash = mix(id.size());
  for (std::size_t at = 0; at < id.size(); at += 8)
    hash = mix(hash + mix(word(id.data() + at, std::min<std::size_t>(id.size() - at, 8)) + at));
  return hash;
}

}  // namespace

struct IdSet::Numbers {
  Roaring64Map seen;
};

IdSet::IdSet() = default;
IdSet::~IdSet() = default;

std::size_t IdSet::Table::first(std::uint64_t hash) const {
  return static_cast<std::size_t>((UnsignedWide{hash} * places_.size()) >> 64);
}

template <class Same>
bool IdSet::Table::look(std::uint64_t hash, const Key& key, bool insert, const Same& same) {
  std::size_t at = first(hash);
  for (; !places_[at].empty(); at = at + 1 == places_.size() ? 0 : at + 1)
    if (same(places_[at])) return false;
  if (!insert) return true;
  places_[at] = key;
  ++used_;
  return true;
}

template <class HashOf>
void IdSet::Table::grow_if_full(const HashOf& hash_of) {
  if (used_ + used_ / 3 < places_.size()) return;  // at most three quarters full
  std::vector<Key> old(places_.size() < 1024 ? 1024 : places_.size() + places_.size() / 2);
  old.swap(places_);
  used_ = 0;
  for (const Key& key : old)
    if (!key.empty()) look(hash_of(key), key, true, [](const Key&) { return false; });
}

bool IdSet::look_for(Table& table, const Key& key, bool insert) {
  const auto hash_of = [](const Key& of) { return mix(of.high + mix(of.low)); };
  table.grow_if_full(hash_of);
  return table.look(hash_of(key), key, insert, [&](const Key& other) { return other == key; });
}

bool IdSet::look_for_long(std::string_view id, bool insert) {
  long_.grow_if_full([](const Key& of) { return of.high; });
  const Key key{hash_of_bytes(id), long_bytes_.size() + 1};
  const auto same = [&](const Key& other) {
    if (other.high != key.high) return false;
    const char* const there = long_bytes_.data() + static_cast<std::size_t>(other.low) - 1;
    const std::uint64_t size = word(there, sizeof size);
    return size == id.size() && std::memcmp(there + sizeof size, id.data(), id.size()) == 0;
  };
  if (!long_.look(key.high, key, insert, same)) return false;
  if (!insert) return true;
  const std::uint64_t size = id.size();
  long_bytes_.append(reinterpret_cast<const char*>(&size), sizeof size);
  long_bytes_ += id;
  return true;
}

// The bitmap for ids that begin like this one and have as many digits at their end, or none where there are
// many beginnings already.
IdSet::Numbers* IdSet::numbers(std::string_view id, std::size_t digits, bool insert) {
  beginning_.assign(id.substr(0, id.size() - digits));
  beginning_ += static_cast<char>(digits);
  if (last_ != nullptr && beginning_ == last_beginning_) return last_;
  const auto found = beginnings_.find(beginning_);
  if (found == beginnings_.end() && (!insert || beginnings_.size() == most_beginnings)) return nullptr;
  auto& made = found == beginnings_.end() ? beginnings_[beginning_] : found->second;
  if (!made) made = std::make_unique<Numbers>();
  last_ = made.get();
  last_beginning_ = beginning_;
  return last_;
}

bool IdSet::look(std::string_view id, bool insert) {
  std::size_t digits = 0;
  while (digits < id.size() && digits < most_digits && is_digit(id[id.size() - 1 - digits])) ++digits;
  if (digits > 0)
    if (Numbers* found = numbers(id, digits, insert)) {
      std::uint64_t number = 0;
      for (const char c : id.substr(id.size() - digits))
        number = 10 * number + static_cast<unsigned>(c - '0');
      return insert ? found->seen.addChecked(number) : !found->seen.contains(number);
    }
  if (id.size() <= short_bytes) {
    char bytes[16] = {};
    std::memcpy(bytes, id.data(), id.size());
    bytes[short_bytes] = static_cast<char>(id.size() + 1);  // never 0
    return look_for(short_, {word(bytes, 8), word(bytes + 8, 8)}, insert);
  }
  const auto halves = uuid(id);
  if (halves && (halves->first | halves->second) != 0)
    return look_for(uuids_, {halves->first, halves->second}, insert);
  return look_for_long(id, insert);
}

}  // namespace trouw
