#include "records/utf8.h"

#include <algorithm>

namespace trouw {

namespace {

bool continues(char byte) {
  return (static_cast<unsigned char>(byte) & 0xC0) == 0x80;
}

// The length of the character at the start, 0 where there is none (also: overlong forms, surrogates).
std::size_t character(std::string_view bytes) {
  const auto at = [&](std::size_t i) { return static_cast<unsigned char>(bytes[i]); };
  const unsigned char lead = at(0);
  if (lead < 0x80) return 1;
  const std::size_t length = lead < 0xC2 ? 0 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : lead < 0xF5 ? 4 : 0;
  if (length == 0 || bytes.size() < length) return 0;
  for (std::size_t i = 1; i < length; ++i)
    if (!continues(bytes[i])) return 0;
  const bool wrong = (lead == 0xE0 && at(1) < 0xA0) || (lead == 0xED && at(1) > 0x9F) ||
                     (lead == 0xF0 && at(1) < 0x90) || (lead == 0xF4 && at(1) > 0x8F);
  return wrong ? 0 : length;
}

}  // namespace

std::size_t text_bytes(std::string_view bytes) {
  std::size_t at = 0;
  while (at < bytes.size()) {
    const std::size_t length = character(bytes.substr(at));
    if (length == 0) break;
    at += length;
  }
  return at;
}

bool valid_utf8(std::string_view bytes) {
  return text_bytes(bytes) == bytes.size();
}

std::string printable_utf8(std::string_view bytes, std::size_t most) {
  std::string text;
  while (!bytes.empty()) {
    const std::size_t length = character(bytes);
    const std::string_view next = length == 0 ? std::string_view("\xEF\xBF\xBD") : bytes.substr(0, length);
    if (text.size() + next.size() > most) break;
    text += next;
    bytes.remove_prefix(std::max<std::size_t>(1, length));
  }
  return text;
}

}  // namespace trouw
