// Names of fields and of their values.
#pragma once

#include <string>
#include <string_view>

namespace trouw {

// The text with a space for what no name can hold: composed letters, marks and digits of any script, “_”, and
// single spaces between. It may be empty, and it may begin with a digit, which a name does not.
std::string speakable_name(std::string_view text);

}  // namespace trouw
