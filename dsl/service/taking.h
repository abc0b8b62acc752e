// A line that a person wrote, taken apart from its beginning.
#pragma once

#include <string_view>

namespace trouw {

// Without blanks at both ends.
inline std::string_view trimmed(std::string_view text) {
  while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
  while (!text.empty() && text.back() == ' ') text.remove_suffix(1);
  return text;
}

// Takes the word, and the blanks behind it, from the beginning; false where something else stands there.
inline bool takes(std::string_view& text, std::string_view word) {
  if (!text.starts_with(word)) return false;
  text = trimmed(text.substr(word.size()));
  return true;
}

}  // namespace trouw
