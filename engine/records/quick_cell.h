// Cells of the usual form, read without a branch on what they hold. Each `read` tells whether it could, and
// then gives what CellReader would; of all else, good or bad, it says false. Const after it is made; any
// number of threads may read.
//
// REQUIRES of every text: 16 readable bytes from its beginning on.
#pragma once

#include <bit>
#include <cstdint>
#include <cstring>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "trouw/value.h"

namespace trouw {

namespace quick {

// The next eight bytes, the first one lowest.
inline std::uint64_t eight(const char* bytes) {
  std::uint64_t word = 0;
  std::memcpy(&word, bytes, sizeof word);
  return std::endian::native == std::endian::big ? __builtin_bswap64(word) : word;
}

inline constexpr std::uint64_t each_byte = 0x0101010101010101;

inline bool all_digits(std::uint64_t word) {
  const std::uint64_t high = 0xF0 * each_byte;
  return ((word & high) | (((word + 0x06 * each_byte) & high) >> 4)) == 0x33 * each_byte;
}

// What pairs of digits come to, 16 bits each.
inline std::uint64_t pairs(std::uint64_t digits) {
  return (((digits & (0x0F * each_byte)) * 2561) >> 8) & 0x00FF00FF00FF00FF;
}

inline std::uint64_t lowest(std::uint64_t word, std::size_t bytes) {
  return bytes >= 8 ? word : word & ((std::uint64_t{1} << (8 * bytes)) - 1);
}

}  // namespace quick

// Numbers above zero of eight characters at most.
class QuickNumber {
 public:
  // Scaled by 10^places, and from..to once they are.
  QuickNumber(int places, std::int64_t from, std::int64_t to);

  [[gnu::always_inline]] bool read(std::string_view text, std::int64_t& value) const {
    const std::size_t size = text.size();
    if (size == 1) {
      const auto digit = static_cast<std::uint64_t>(static_cast<unsigned char>(text[0])) - '0';
      value = static_cast<std::int64_t>(digit) * scales_[0];
      return (digit < 10) & (value >= from_) & (value <= to_);
    }
    if (size - 1 >= 8) return false;
    std::uint64_t word = quick::lowest(quick::eight(text.data()), size);
    std::size_t digits = size, first = size;  // of them before the point
    if (places_ > 0) {
      const std::uint64_t other = word ^ ('.' * quick::each_byte);
      const std::uint64_t point = (other - quick::each_byte) & ~other & (0x80 * quick::each_byte);
      if (point != 0) {
        first = static_cast<std::size_t>(std::countr_zero(point)) / 8;
        word = quick::lowest(word, first) | (((word >> (8 * first)) >> 8) << (8 * first));
        --digits;
      }
    }
    const std::size_t decimals = digits - first;
    if (first == 0 || (digits < size && decimals == 0) || decimals > places_) return false;
    const std::uint64_t zeros = ((0x30 * quick::each_byte) >> (4 * digits)) >> (4 * digits);
    const std::uint64_t filled = (word << (64 - 8 * digits)) | zeros;
    const std::uint64_t fours = quick::pairs(filled) * 6553601 >> 16 & 0x0000FFFF0000FFFF;
    value = static_cast<std::int64_t>(fours * 42949672960001 >> 32) * scales_[decimals];
    const bool leading_zero = (word & 0xFF) == '0' && first > 1;
    return quick::all_digits(filled) & !leading_zero & (value >= from_) & (value <= to_);
  }

 private:
  std::size_t places_;
  std::int64_t from_, to_;
  std::int64_t scales_[10] = {};  // by decimals that are written
};

// Dates.
class QuickDate {
 public:
  QuickDate(std::int64_t from, std::int64_t to);

  [[gnu::always_inline]] bool read(std::string_view text, std::int64_t& value) const {
    const std::uint64_t head = quick::eight(text.data()), tail = quick::eight(text.data() + 8);
    const std::uint64_t digits = (head & 0xFFFFFFFF) | ((head >> 40 & 0xFFFF) << 32) | (tail << 48);
    const std::uint64_t pairs = quick::pairs(digits);
    const std::uint64_t year = (pairs & 0xFF) * 100 + (pairs >> 16 & 0xFF) - first_year;
    const std::uint64_t month = (pairs >> 32 & 0xFF) - 1;
    const std::int64_t day = static_cast<std::int64_t>(pairs >> 48) - 1;
    const bool form = (text.size() == 10) & ((head & 0xFF0000FF00000000) == 0x2D00002D00000000) &
                      quick::all_digits(digits) & (year < years) & (month < 12);
    const Day* const starts = month_starts_ + ((year * 12 + month) & -std::uint64_t{form});
    value = starts[0] + day;
    return form & (day >= 0) & (value < starts[1]) & (value >= from_) & (value <= to_);
  }

 private:
  static constexpr std::uint64_t first_year = 1900, years = 300;

  std::int64_t from_, to_;
  std::shared_ptr<const std::vector<Day>> months_;
  const Day* month_starts_;  // of each month of those years, and the first behind them: in months_
};

// Words of a list, each with a value.
class QuickWord {
 public:
  using Words = std::vector<std::pair<std::string, std::int64_t>>;

  // Of equal words the first counts; no text is an empty word.
  explicit QuickWord(const Words& words);

  [[gnu::always_inline]] bool read(std::string_view text, std::int64_t& value) const {
    const Key key = key_of(text);
    for (std::size_t at = place(key);; at = (at + 1) & most_) {
      const Word& word = first_[at];
      if (word.text.empty()) return false;
      if (word.key.head != key.head || word.key.tail != key.tail || word.text.size() != text.size()) continue;
      if (text.size() > 16 && word.text != text) continue;
      value = word.value;
      return true;
    }
  }

 private:
  struct Key {
    std::uint64_t head = 0, tail = 0;  // the first and the last eight bytes
  };
  struct Word {
    Key key;
    std::string text;  // empty: there is none here
    std::int64_t value = 0;
  };

  static Key key_of(std::string_view text) {
    const std::size_t size = text.size();
    return {quick::lowest(quick::eight(text.data()), size),
            quick::lowest(quick::eight(text.data() + (size > 8 ? size - 8 : 0)), size)};
  }
  std::size_t place(const Key& key) const {
    return static_cast<std::size_t>(((key.head ^ std::rotl(key.tail, 29)) * factor_) >> shift_);
  }
  bool arrange(const Words& words, std::vector<Word>& places) const;

  std::uint64_t factor_ = 1;
  int shift_ = 0;
  std::size_t most_ = 0;         // of places, the last: 2^(64 - shift) - 1
  const Word* first_ = nullptr;  // of the places, some of them empty: in places_
  std::shared_ptr<const std::vector<Word>> places_;
};

}  // namespace trouw
