// Code points of UTF-8 text. The only place that sees utf8proc.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace trouw::unicode {

struct CodePoint {
  std::int32_t value = 0;
  std::uint32_t bytes = 0;
};

// The code point at `at`; nothing where the bytes there are not UTF-8. REQUIRES at < text.size().
std::optional<CodePoint> decode(std::string_view text, std::size_t at);

// The offset of the first byte that is not UTF-8, or nothing.
std::optional<std::size_t> first_invalid(std::string_view text);

bool is_letter(std::int32_t code);     // any script, with combining marks
bool is_word_part(std::int32_t code);  // a letter, a digit or _
bool is_space(std::int32_t code);      // white space of any kind, line breaks too
bool is_invisible(std::int32_t code);  // prints nothing and is no white space

// The text in NFC. REQUIRES UTF-8.
std::string nfc(std::string_view text);

}  // namespace trouw::unicode
