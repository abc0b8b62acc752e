// How people say a comparison, and a number, when they speak: what the reader and the checker know of it.
// English only; every row is wrong in the language, so none of them hides something that is right.
#pragma once

#include <string>
#include <string_view>

namespace trouw {

struct SpokenComparison {
  std::string_view written;  // between what is compared and its value
  std::string_view meant;
  std::string_view or_else;  // what else may be meant, or empty
  bool list = false;         // names follow
};

// The longer before the shorter.
inline constexpr SpokenComparison spoken_comparisons[] = {
    {"in the next", "is within the next", "", false},
    {"in the last", "is within the last", "", false},
    {"within the next", "is within the next", "", false},
    {"within the last", "is within the last", "", false},
    {"within", "is within the next", "is within the last", false},
    {"in", "is one of", "", true},
    {"between", "is between", "", false},
    {"more than", "is more than", "", false},
    {"less than", "is less than", "", false},
    {"longer than", "is more than", "", false},
    {"larger than", "is more than", "", false},
    {"before", "is before", "", false},
    {"since", "is on or after", "", false},
    {"until", "is on or before", "", false},
    {"over", "is more than", "", false},
    {"above", "is more than", "", false},
    {"exceeds", "is more than", "", false},
    {"under", "is less than", "", false},
    {"below", "is less than", "", false},
    {"equals", "is", "", false},
    {"are", "is", "", false},
    {"was", "is", "", false},
    {"were", "is", "", false}};

// “five” is 5; 0 for what is no number in words.
inline int spoken_number(std::string_view word) {
  constexpr std::string_view words[] = {"one",   "two",   "three", "four", "five",   "six",
                                        "seven", "eight", "nine",  "ten",  "eleven", "twelve"};
  for (std::size_t i = 0; i < std::size(words); ++i)
    if (words[i] == word) return static_cast<int>(i) + 1;
  return 0;
}

}  // namespace trouw
