// Numbers on the command line of the programs of this folder.
#pragma once

#include <charconv>
#include <cstdint>
#include <cstring>

namespace trouw::agree {

// 0 for what is no number.
inline std::uint64_t number(const char* text) {
  std::uint64_t value = 0;
  std::from_chars(text, text + std::strlen(text), value);
  return value;
}

}  // namespace trouw::agree
