#include "shell/words.h"

#include <algorithm>
#include <utility>

#include "trouw/value.h"

namespace trouw::cli {

namespace {

constexpr std::string_view replacement = "\xEF\xBF\xBD";
constexpr std::size_t longest_compared = 200;

bool continues(char c) {
  return (static_cast<unsigned char>(c) & 0xC0) == 0x80;
}

std::size_t length_of_lead(unsigned char lead) {
  if (lead < 0x80) return 1;
  if (lead >= 0xC2 && lead < 0xE0) return 2;
  if (lead >= 0xE0 && lead < 0xF0) return 3;
  return lead >= 0xF0 && lead < 0xF5 ? 4 : 0;
}

// Bytes of the well-formed character that `text` starts with, 0 where there is none.
std::size_t character(std::string_view text) {
  const std::size_t length = length_of_lead(static_cast<unsigned char>(text[0]));
  if (length == 0 || length > text.size()) return 0;
  if (!std::all_of(text.begin() + 1, text.begin() + static_cast<std::ptrdiff_t>(length), continues)) return 0;
  const auto second = static_cast<unsigned char>(length > 1 ? text[1] : '\0');
  const auto lead = static_cast<unsigned char>(text[0]);
  const bool overlong = (lead == 0xE0 && second < 0xA0) || (lead == 0xF0 && second < 0x90);
  const bool outside = (lead == 0xED && second >= 0xA0) || (lead == 0xF4 && second >= 0x90);
  return overlong || outside ? 0 : length;
}

// C0, DEL and the two-byte C1.
bool control(std::string_view text) {
  const auto first = static_cast<unsigned char>(text[0]);
  return first < 0x20 || first == 0x7F || (first == 0xC2 && static_cast<unsigned char>(text[1]) < 0xA0);
}

char lowered(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

}  // namespace

std::string counted(std::uint64_t count, std::string_view one, std::string_view several) {
  return format_count(static_cast<std::int64_t>(count)).append(" ").append(count == 1 ? one : several);
}

std::string printable(std::string_view text) {
  std::string shown;
  while (!text.empty()) {
    const std::size_t length = character(text);
    shown += length == 0 || control(text) ? replacement : text.substr(0, length);
    text.remove_prefix(std::max<std::size_t>(length, 1));
  }
  return shown;
}

std::size_t width(std::string_view text) {
  return static_cast<std::size_t>(
      std::count_if(text.begin(), text.end(), [](char c) { return !continues(c); }));
}

std::string shortened(std::string_view text, std::size_t columns) {
  if (width(text) <= columns) return std::string(text);
  std::size_t end = 0;
  for (std::size_t seen = 0; end < text.size(); ++end) {
    if (continues(text[end])) continue;
    if (++seen == columns) break;
  }
  return std::string(text.substr(0, end)) + "…";
}

std::string wrapped(std::string_view text, std::string_view indent, std::size_t columns) {
  std::string lines(indent);
  std::size_t used = width(indent);
  bool first = true;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find(' '), text.size());
    const std::string_view word = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    if (word.empty()) continue;
    const bool fits = used + 1 + width(word) <= columns;
    if (!first && !fits) lines.append("\n").append(indent);
    if (!first && fits) lines += ' ';
    used = (first || fits ? used + (first ? 0 : 1) : width(indent)) + width(word);
    lines += word;
    first = false;
  }
  return lines + "\n";
}

std::size_t difference(std::string_view a, std::string_view b, std::size_t beyond) {
  const std::size_t apart = a.size() > b.size() ? a.size() - b.size() : b.size() - a.size();
  if (apart > beyond || std::max(a.size(), b.size()) > longest_compared) return beyond + 1;
  std::vector<std::size_t> before_last, last(b.size() + 1), row(b.size() + 1);
  for (std::size_t j = 0; j <= b.size(); ++j) last[j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    row[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const bool same = lowered(a[i - 1]) == lowered(b[j - 1]);
      row[j] = std::min({last[j] + 1, row[j - 1] + 1, last[j - 1] + (same ? 0 : 1)});
      const bool swapped = i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1];
      if (swapped) row[j] = std::min(row[j], before_last[j - 2] + 1);
    }
    if (*std::min_element(row.begin(), row.end()) > beyond) return beyond + 1;
    before_last = std::exchange(last, row);
  }
  return std::min(last[b.size()], beyond + 1);
}

std::string nearest_name(std::string_view word, const std::vector<std::string>& names) {
  std::string best;
  std::size_t least = std::max<std::size_t>(width(word) / 3, 1) + 1;
  for (const std::string& name : names) {
    const std::size_t found = difference(word, name, least - 1);
    if (found >= least) continue;
    least = found;
    best = name;
  }
  return best;
}

}  // namespace trouw::cli
