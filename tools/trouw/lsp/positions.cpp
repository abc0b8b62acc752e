#include "lsp/positions.h"

#include <algorithm>

namespace trouw::cli {

namespace {

// The bytes of the character that begins with this one, and what it counts.
std::uint32_t bytes_of(unsigned char first) {
  return first < 0xC0 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4;
}

}  // namespace

Positions::Positions(std::string_view text, bool wide) : text_(text), wide_(wide), lines_{0} {
  for (std::uint32_t i = 0; i < text.size(); ++i)
    if (text[i] == '\n' || (text[i] == '\r' && (i + 1 == text.size() || text[i + 1] != '\n')))
      lines_.push_back(i + 1);
}

Position Positions::of(std::uint32_t byte) const {
  byte = std::min(byte, static_cast<std::uint32_t>(text_.size()));
  const auto line = std::prev(std::upper_bound(lines_.begin(), lines_.end(), byte));
  Position found{static_cast<std::uint32_t>(line - lines_.begin()), 0};
  if (!wide_) return {found.line, byte - *line};
  for (std::uint32_t i = *line; i < byte;) {
    const std::uint32_t size = bytes_of(static_cast<unsigned char>(text_[i]));
    found.character += size == 4 ? 2 : 1;
    i += size;
  }
  return found;
}

std::uint32_t Positions::byte(Position position) const {
  const auto size = static_cast<std::uint32_t>(text_.size());
  if (position.line >= lines_.size()) return size;
  std::uint32_t at = lines_[position.line];
  const auto ends = [&](std::uint32_t i) { return i >= size || text_[i] == '\n' || text_[i] == '\r'; };
  for (std::uint32_t counted = 0; counted < position.character && !ends(at);) {
    const std::uint32_t bytes = std::min(bytes_of(static_cast<unsigned char>(text_[at])), size - at);
    counted += wide_ ? (bytes == 4 ? 2 : 1) : bytes;
    at += bytes;
  }
  return at;
}

}  // namespace trouw::cli
