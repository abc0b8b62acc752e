// The words that values are told with.
#pragma once

#include <string>
#include <string_view>

namespace trouw {

// One of a unit of time and several of it; a yes/no field; what is not known.
struct ValueWords {
  std::string day, days, month, months, year, years, yes, no, unknown;
};

// Those of a language that offers may be written in ("en", "nl", whatever the region: "nl-BE"); English for
// any other. Any number of threads; they live as long as the program.
const ValueWords& value_words(std::string_view language = "en");

}  // namespace trouw
