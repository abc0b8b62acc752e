#include "records/encoding.h"

#include <algorithm>

namespace trouw {

namespace {

constexpr unsigned replacement = 0xFFFD;

void append_character(unsigned c, std::string& text) {
  const auto byte = [&](unsigned bits) { text += static_cast<char>(bits); };
  if (c < 0x80) return byte(c);
  if (c < 0x800) {
    byte(0xC0 | c >> 6);
    return byte(0x80 | (c & 0x3F));
  }
  if (c < 0x10000) {
    byte(0xE0 | c >> 12);
  } else {
    byte(0xF0 | c >> 18);
    byte(0x80 | (c >> 12 & 0x3F));
  }
  byte(0x80 | (c >> 6 & 0x3F));
  byte(0x80 | (c & 0x3F));
}

// 0x80..0x9F of Windows-1252; the five that it leaves out stand for themselves, as browsers have it.
constexpr unsigned windows[32] = {0x20AC, 0x81,   0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021,
                                  0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0x8D,   0x017D, 0x8F,
                                  0x90,   0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
                                  0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x9D,   0x017E, 0x0178};

}  // namespace

void Recoding::append(std::string_view piece, bool last, std::string& text) {
  if (encoding_ == Encoding::utf_8) {
    text += piece;
    return;
  }
  if (encoding_ == Encoding::utf_16) return append_wide(piece, last, text);
  for (const char byte : piece) {
    const auto c = static_cast<unsigned char>(byte);
    const bool other = encoding_ == Encoding::windows_1252 && c >= 0x80 && c < 0xA0;
    append_character(other ? windows[c - 0x80] : c, text);
  }
}

// Without a byte-order mark, the zeros of plain letters tell which byte of a unit comes first.
void Recoding::append_wide(std::string_view piece, bool last, std::string& text) {
  if (!begun_ && !piece.empty()) {
    begun_ = true;
    std::size_t even = 0, odd = 0;
    for (std::size_t i = 0; i < std::min<std::size_t>(piece.size(), 1024); ++i)
      (i % 2 == 0 ? even : odd) += piece[i] == '\0' ? 1 : 0;
    const bool marked =
        piece.size() >= 2 && (piece.substr(0, 2) == "\xFF\xFE" || piece.substr(0, 2) == "\xFE\xFF");
    big_ = marked ? piece[0] == '\xFE' : even > odd;
    if (marked) piece.remove_prefix(2);
  }
  for (const char byte : piece) {
    const auto c = static_cast<unsigned>(static_cast<unsigned char>(byte));
    if (half_ < 0) {
      half_ = static_cast<int>(c);
      continue;
    }
    const auto first = static_cast<unsigned>(half_);
    half_ = -1;
    take_unit(big_ ? first << 8 | c : c << 8 | first, text);
  }
  if (!last) return;
  if (high_ != 0 || half_ >= 0) append_character(replacement, text);
  high_ = 0;
  half_ = -1;
}

void Recoding::take_unit(unsigned unit, std::string& text) {
  const bool low = unit >= 0xDC00 && unit < 0xE000;
  if (high_ != 0) {
    const unsigned high = high_;
    high_ = 0;
    append_character(low ? 0x10000 + ((high - 0xD800) << 10) + (unit - 0xDC00) : replacement, text);
    if (low) return;
  }
  if (unit >= 0xD800 && unit < 0xDC00)
    high_ = unit;
  else
    append_character(low ? replacement : unit, text);
}

}  // namespace trouw
