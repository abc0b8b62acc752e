// What a name that is not there was probably meant to be.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace trouw {

// The end of a sentence: "; did you mean “joined_on”?", "; there is “a” and “b”." where none is near and
// there are few, or ".".
std::string did_you_mean(std::string_view name, const std::vector<std::string>& names);

}  // namespace trouw
