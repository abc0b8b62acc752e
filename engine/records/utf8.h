// Whether bytes are text.
#pragma once

#include <string>
#include <string_view>

namespace trouw {

bool valid_utf8(std::string_view bytes);

// How many bytes at the beginning are text.
std::size_t text_bytes(std::string_view bytes);

// At most so many bytes of it, cut before a character, with U+FFFD for bytes that are none.
std::string printable_utf8(std::string_view bytes, std::size_t most);

}  // namespace trouw
