// Names and texts as the language compares them.
#pragma once

#include <string>
#include <string_view>

namespace trouw {

// NFC, one space for every run of blanks, none at the ends. REQUIRES valid UTF-8.
std::string normalised(std::string_view text);

// Why the normalised text cannot be a name in an offer (LANGUAGE.md, section 2), or empty where it can.
std::string why_no_name(std::string_view name);

}  // namespace trouw
