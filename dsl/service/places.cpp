#include "service/places.h"

namespace trouw::service {

namespace {

// The byte behind `count` characters from `at` on.
std::size_t after(std::string_view text, std::size_t at, int count) {
  const auto continues = [&](std::size_t i) { return (static_cast<unsigned char>(text[i]) & 0xC0) == 0x80; };
  for (; count > 0 && at < text.size(); --count) {
    ++at;
    while (at < text.size() && continues(at)) ++at;
  }
  return at;
}

}  // namespace

Stretch stretch_of(const Place& place, std::string_view text) {
  std::size_t begin = 0;
  for (int line = 1; line < place.line && begin != std::string_view::npos; ++line) {
    begin = text.find('\n', begin);
    if (begin != std::string_view::npos) ++begin;
  }
  if (place.line <= 0 || begin == std::string_view::npos) return {place.file, 0, 0};
  const std::string_view line = text.substr(begin, text.find('\n', begin) - begin);
  const std::size_t part = line.find(place.source_line);
  if (part != std::string_view::npos) begin += part;
  const std::string_view whole = text.substr(0, text.find('\n', begin));
  const std::size_t from = after(whole, begin, place.column - 1);
  return {place.file, static_cast<std::uint32_t>(from),
          static_cast<std::uint32_t>(after(whole, from, place.length))};
}

}  // namespace trouw::service
