// The version of the library, and of what it writes.
#pragma once

namespace trouw {

const char* version();  // "0.1.0"

}  // namespace trouw
