// What tells two texts apart for good.
#pragma once

#include <string>
#include <string_view>

namespace trouw {

// The SHA-256 of the bytes, 64 hexadecimal digits. Any number of threads at once.
std::string sha256(std::string_view bytes);

}  // namespace trouw
