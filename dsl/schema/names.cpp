#include "schema/names.h"

#include <utf8proc.h>

#include <algorithm>
#include <cstdlib>
#include <vector>

#include "base/limits.h"
#include "base/message.h"
#include "trouw/names.h"

namespace trouw {

namespace {

using Point = utf8proc_int32_t;

std::vector<Point> points_of(std::string_view text) {
  std::vector<Point> points;
  const auto* bytes = reinterpret_cast<const utf8proc_uint8_t*>(text.data());
  for (std::size_t at = 0; at < text.size();) {
    Point point = 0;
    const auto length = utf8proc_iterate(bytes + at, static_cast<utf8proc_ssize_t>(text.size() - at), &point);
    at += length > 0 ? static_cast<std::size_t>(length) : 1;
    points.push_back(length > 0 ? point : 0xFFFD);
  }
  return points;
}

std::string utf8(Point point) {
  utf8proc_uint8_t bytes[4];
  const auto length = utf8proc_encode_char(point, bytes);
  return std::string(reinterpret_cast<const char*>(bytes), static_cast<std::size_t>(length));
}

bool blank(Point point) {
  return point == ' ' || point == '\t' || point == '\n' || point == '\r' || point == 0xA0;
}

bool letter(Point point) {
  const auto category = utf8proc_category(point);
  return category >= UTF8PROC_CATEGORY_LU && category <= UTF8PROC_CATEGORY_LO;
}

bool mark(Point point) {
  const auto category = utf8proc_category(point);
  return category >= UTF8PROC_CATEGORY_MN && category <= UTF8PROC_CATEGORY_ME;
}

bool digit(Point point) {
  return point >= '0' && point <= '9';
}
bool joins(Point point) {
  return letter(point) || mark(point) || digit(point);
}

std::vector<std::string_view> words_of(std::string_view name) {
  std::vector<std::string_view> words;
  for (std::size_t at = 0; at < name.size();) {
    const std::size_t end = std::min(name.find(' ', at), name.size());
    words.push_back(name.substr(at, end - at));
    at = end + 1;
  }
  return words;
}

bool all_digits(std::string_view word) {
  return !word.empty() && std::all_of(word.begin(), word.end(), [](char c) { return c >= '0' && c <= '9'; });
}

bool numeric_date(std::string_view word) {
  return word.size() == 10 && word[4] == '-' && word[7] == '-' && all_digits(word.substr(0, 4)) &&
         all_digits(word.substr(5, 2)) && all_digits(word.substr(8));
}

bool month_name(std::string_view word) {
  static constexpr std::string_view months[] = {"January",   "February", "March",    "April",
                                                "May",       "June",     "July",     "August",
                                                "September", "October",  "November", "December"};
  return std::find(std::begin(months), std::end(months), word) != std::end(months);
}

bool holds_date(const std::vector<std::string_view>& words) {
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (numeric_date(words[i])) return true;
    if (i + 2 < words.size() && all_digits(words[i]) && words[i].size() <= 2 && month_name(words[i + 1]) &&
        all_digits(words[i + 2]) && words[i + 2].size() == 4)
      return true;
  }
  return false;
}

}  // namespace

std::string normalised(std::string_view text) {
  utf8proc_uint8_t* composed = nullptr;
  const auto size = utf8proc_map(reinterpret_cast<const utf8proc_uint8_t*>(text.data()),
                                 static_cast<utf8proc_ssize_t>(text.size()), &composed,
                                 static_cast<utf8proc_option_t>(UTF8PROC_STABLE | UTF8PROC_COMPOSE));
  if (size < 0) return std::string(text);
  const std::string whole(reinterpret_cast<const char*>(composed), static_cast<std::size_t>(size));
  std::free(composed);
  std::string result;
  bool pending = false;
  for (const Point point : points_of(whole)) {
    if (blank(point)) {
      pending = !result.empty();
      continue;
    }
    if (pending) result += ' ';
    pending = false;
    result += utf8(point);
  }
  return result;
}

std::string speakable_name(std::string_view text) {
  std::string spaced;
  for (const Point point : points_of(text)) spaced += joins(point) || point == '_' ? utf8(point) : " ";
  std::string name = normalised(spaced);
  std::string fitting;
  for (const Point point : points_of(name)) {
    const std::string next = utf8(point);
    if (fitting.size() + next.size() > limits::name_bytes) break;
    fitting += next;
  }
  while (fitting.ends_with(' ')) fitting.pop_back();
  if (holds_date(words_of(fitting))) std::replace(fitting.begin(), fitting.end(), ' ', '_');
  return fitting;
}

std::string why_no_name(std::string_view name) {
  if (name.size() > limits::name_bytes)
    return "a name has at most " + std::to_string(limits::name_bytes) + " bytes";
  const std::vector<Point> points = points_of(name);
  if (points.empty() || !letter(points.front())) return "a name begins with a letter";
  for (std::size_t i = 0; i < points.size(); ++i) {
    const Point point = points[i];
    if (joins(point) || point == '_' || point == ' ') continue;
    if (point != '-') return quoted(utf8(point)) + " is no letter, digit, “_” or “-”";
    if (i + 1 == points.size() || !joins(points[i - 1]) || !joins(points[i + 1]))
      return "“-” stands between two letters or digits";
  }
  if (holds_date(words_of(name))) return "a date is never part of a name";
  return {};
}

}  // namespace trouw
