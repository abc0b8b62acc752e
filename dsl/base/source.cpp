#include "base/source.h"

#include <algorithm>
#include <utility>

namespace trouw {

namespace {

constexpr std::size_t widest_line = 400;  // bytes of a source line that a message shows

bool continues(char byte) {
  return (static_cast<unsigned char>(byte) & 0xC0) == 0x80;
}

int code_points(std::string_view text) {
  return static_cast<int>(std::count_if(text.begin(), text.end(), [](char c) { return !continues(c); }));
}

// The part of a line around [begin, end) that fits a message, cut at code points.
std::pair<std::size_t, std::size_t> window(std::string_view line, std::size_t begin) {
  if (line.size() <= widest_line) return {0, line.size()};
  std::size_t from = begin > widest_line / 4 ? begin - widest_line / 4 : 0;
  while (from > 0 && continues(line[from])) --from;
  std::size_t to = std::min(line.size(), from + widest_line);
  while (to < line.size() && continues(line[to])) ++to;
  return {from, to};
}

}  // namespace

std::uint32_t Sources::add(std::string name, std::string text) {
  File& file = files_.emplace_back(File{std::move(name), std::move(text), {}});
  for (std::size_t at = file.text.find('\n'); at != std::string::npos; at = file.text.find('\n', at + 1))
    file.line_ends.push_back(static_cast<std::uint32_t>(at));
  return size() - 1;
}

Place Sources::place(Span span) const {
  const std::string_view all = text(span.file);
  const std::size_t begin = std::min<std::size_t>(span.begin, all.size());
  const auto& ends = files_[span.file].line_ends;
  const auto end = std::lower_bound(ends.begin(), ends.end(), begin);
  const std::size_t line_start = end == ends.begin() ? 0 : *std::prev(end) + std::size_t{1};
  const std::size_t line_end = end == ends.end() ? all.size() : *end;
  std::string_view line = all.substr(line_start, line_end - line_start);
  if (!line.empty() && line.back() == '\r') line.remove_suffix(1);
  const std::size_t at = std::min(begin - line_start, line.size());
  const std::size_t until =
      std::clamp<std::size_t>(span.end - std::min<std::size_t>(line_start, span.end), at, line.size());
  const auto [from, to] = window(line, at);
  Place place;
  place.file = std::string(name(span.file));
  place.line = 1 + static_cast<int>(end - ends.begin());
  place.column = 1 + code_points(line.substr(from, at - from));
  place.length = std::max(1, code_points(line.substr(at, std::min(until, to) - at)));
  place.source_line = std::string(line.substr(from, to - from));
  return place;
}

}  // namespace trouw
