#include "records/nearest.h"

#include <algorithm>

namespace trouw {

namespace {

constexpr std::size_t longest = 200;  // bytes of a name that is compared

std::string folded(std::string_view name) {
  std::string result(name);
  for (char& c : result)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return result;
}

// How many letters must be put in, taken out or replaced.
std::size_t distance(const std::string& a, const std::string& b) {
  std::vector<std::size_t> row(b.size() + 1);
  for (std::size_t j = 0; j <= b.size(); ++j) row[j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    std::size_t diagonal = row[0];
    row[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t replaced = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
      diagonal = row[j];
      row[j] = std::min({row[j] + 1, row[j - 1] + 1, replaced});
    }
  }
  return row[b.size()];
}

}  // namespace

std::string did_you_mean(std::string_view name, const std::vector<std::string>& names) {
  constexpr std::size_t few = 12;
  std::size_t best = std::max<std::size_t>(1, name.size() / 3) + 1;
  const std::string* found = nullptr;
  for (const std::string& one : names) {
    if (one.size() > longest || name.size() > longest) continue;
    const std::size_t far = distance(folded(name), folded(one));
    if (far < best) {
      best = far;
      found = &one;
    }
  }
  if (found != nullptr) return "; did you mean “" + *found + "”?";
  if (names.empty() || names.size() > few) return ".";
  std::string text = "; there is ";
  for (std::size_t i = 0; i < names.size(); ++i)
    text += (i == 0 ? "" : i + 1 == names.size() ? " and " : ", ") + std::string("“") + names[i] + "”";
  return text + ".";
}

}  // namespace trouw
