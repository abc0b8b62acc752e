// Numbers that two readers take for two numbers.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace trouw {

// Whether the first number of `text` is written as thousands are in many countries: `1.000`, `-12.500`; not
// `0.125`, `1000.125` or `1.25`.
bool like_thousands(std::string_view text);

// A number alone that is written so, as thousands and with the fewest decimals: "1.500" as "1500" and "1.5".
std::optional<std::pair<std::string, std::string>> thousands_or_decimals(std::string_view number);

// What to write for either reading of such a number, which may have `places` decimals, less than three:
// "write EUR 1000 or EUR 1, whichever is meant".
std::string either_reading(std::string_view text, int places);

}  // namespace trouw
