// The bytes that a message's place stands for.
#pragma once

#include <string_view>

#include "trouw/service.h"

namespace trouw::service {

// Of a place in this text, its file's. The file as a whole, and a line that is not there, are the beginning.
// Where a very long line was shown in part, the part is looked for in it, and its first occurrence taken.
Stretch stretch_of(const Place& place, std::string_view text);

}  // namespace trouw::service
