// Text that is put together of many small pieces.
#pragma once

#include <array>
#include <bit>
#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>

namespace trouw {

// Appends to a text of the caller's, a block at a time: all of it is there once the block is gone.
class TextBlock {
 public:
  explicit TextBlock(std::string& text) : text_(text) {}
  ~TextBlock() { flush(); }
  TextBlock(const TextBlock&) = delete;
  TextBlock& operator=(const TextBlock&) = delete;

  void add(char c) {
    need(1);
    bytes_[size_++] = c;
  }

  void add(std::string_view piece) {
    if (piece.size() > bytes_.size()) {
      flush();
      text_ += piece;
      return;
    }
    need(piece.size());
    std::memcpy(&bytes_[size_], piece.data(), piece.size());
    size_ += piece.size();
  }

  // In decimal digits.
  void add_number(std::int64_t number) {
    if (number < 0 || number >= 100'000'000) return add_large(number);
    need(8);
    const std::uint64_t digits = eight_digits(static_cast<std::uint64_t>(number));
    const int zeros = std::countr_zero(digits | (std::uint64_t{1} << 56)) / 8;  // in front, but for the last
    const std::uint64_t written = (digits | 0x3030303030303030) >> (8 * zeros);
    const std::uint64_t bytes =
        std::endian::native == std::endian::big ? __builtin_bswap64(written) : written;
    std::memcpy(&bytes_[size_], &bytes, 8);
    size_ += 8 - static_cast<std::size_t>(zeros);
  }

  // As one field of a CSV (RFC 4180): in quotes where it needs them.
  void add_csv(std::string_view value);

 private:
  void need(std::size_t more) {
    if (bytes_.size() - size_ < more) flush();
  }

  void flush() {
    text_.append(bytes_.data(), size_);
    size_ = 0;
  }

  void add_large(std::int64_t number);

  // One a byte, the first digit lowest; halves, quarters and eighths at a time.
  static std::uint64_t eight_digits(std::uint64_t number) {
    const std::uint64_t fours = number / 10'000 | (number % 10'000) << 32;
    const std::uint64_t hundreds = ((fours * 10'486) >> 20) & 0x0000007F0000007F;
    const std::uint64_t twos = hundreds | (fours - 100 * hundreds) << 16;
    const std::uint64_t tens = ((twos * 103) >> 10) & 0x000F000F000F000F;
    return tens | (twos - 10 * tens) << 8;
  }

  std::string& text_;
  std::array<char, 4096> bytes_;
  std::size_t size_ = 0;
};

}  // namespace trouw
