#include <algorithm>

#include "records/written.h"

namespace trouw {

namespace {

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

// Takes digits off a text, from `least` to `most` of them.
bool take_number(std::string_view& text, std::size_t least, std::size_t most, int& value) {
  std::size_t digits = 0;
  value = 0;
  for (; digits < text.size() && digits < most && is_digit(text[digits]); ++digits)
    value = value * 10 + (text[digits] - '0');
  text.remove_prefix(digits);
  return digits >= least;
}

bool take(std::string_view& text, char c) {
  const bool there = text.starts_with(c);
  if (there) text.remove_prefix(1);
  return there;
}

// The date at the start of a text, in the notation's order.
bool take_date(std::string_view& text, const Notation& notation, Day& day) {
  if (notation.order.empty()) {
    const auto found = parse_day(text.substr(0, 10));
    if (!found) return false;
    text.remove_prefix(10);
    day = *found;
    return true;
  }
  Civil date{};
  for (const char part : notation.order) {
    if (part != 'd' && part != 'm' && part != 'y') {
      if (!take(text, part)) return false;
      continue;
    }
    int& value = part == 'd' ? date.day : part == 'm' ? date.month : date.year;
    const std::size_t most = part == 'y' ? 4 : 2;
    if (!take_number(text, part == 'y' ? 4 : notation.wide ? 2 : 1, most, value)) return false;
  }
  const bool there = date.year >= 1900 && date.year < 2200 && date.month >= 1 && date.month <= 12 &&
                     date.day >= 1 && date.day <= days_in_month(date.year, date.month);
  if (there) day = day_of(date);
  return there;
}

constexpr int hour = 3600;

// "Z", " UTC", "+0200", "-05:00", "+01": how far ahead of UTC; false where it is none of them.
bool take_offset(std::string_view text, int& offset) {
  offset = 0;
  text.remove_prefix(text.starts_with(' ') ? 1 : 0);
  if (text == "Z" || text == "z" || text == "UTC" || text == "GMT") return true;
  const bool west = text.starts_with('-');
  if (!west && !text.starts_with('+')) return false;
  text.remove_prefix(1);
  int hours = 0, minutes = 0;
  if (!take_number(text, 2, 2, hours)) return false;
  const bool marked = take(text, ':');
  if ((marked || !text.empty()) && !take_number(text, 2, 2, minutes)) return false;
  offset = (hours * 60 + minutes) * 60 * (west ? -1 : 1);
  return text.empty() && hours < 24 && minutes < 60;
}

// "T10:04", " 10:04:05.123 PM": seconds of the day.
bool take_time(std::string_view& text, int& seconds) {
  if (!take(text, 'T') && !take(text, ' ')) return false;
  int hours = 0, minutes = 0, second = 0;
  if (!take_number(text, 1, 2, hours) || !take(text, ':') || !take_number(text, 2, 2, minutes)) return false;
  if (take(text, ':') && !take_number(text, 2, 2, second)) return false;
  if (take(text, '.')) {
    if (text.empty() || !is_digit(text.front())) return false;
    text.remove_prefix(std::min(text.find_first_not_of("0123456789"), text.size()));
  }
  for (const auto& [word, begins] : {std::pair{"AM", 0}, std::pair{"PM", 12}}) {
    const std::size_t at = text.starts_with(' ') ? 1 : 0;
    if (text.size() < at + 2 || (text[at] & ~0x20) != word[0] || (text[at + 1] & ~0x20) != word[1]) continue;
    if (hours < 1 || hours > 12) return false;
    hours = hours % 12 + begins;
    text.remove_prefix(at + 2);
  }
  seconds = hours * hour + minutes * 60 + second;
  return hours < 24 && minutes < 60 && second <= 60;
}

Fault within_days(Day found, Day& day) {
  day = found;
  return found < first_day || found > last_day ? Fault::out_of_range : Fault::none;
}

Fault parse_count(std::string_view text, const Notation& notation, const Zone& zone, Day& day) {
  std::int64_t count = 0;
  const std::string_view whole = text.substr(0, text.find('.'));
  const std::string_view part = text.substr(std::min(whole.size() + 1, text.size()));
  if (whole.size() > 17 || !std::all_of(part.begin(), part.end(), is_digit)) return Fault::malformed;
  if (parse_number(whole, 0, false, count) != Fault::none || text.ends_with('.')) return Fault::malformed;
  constexpr std::int64_t thousand = 1000;
  if (notation.since_1970 == Notation::milliseconds)
    count = (count >= 0 ? count : count - thousand + 1) / thousand;
  return within_days(zone.day(count), day);
}

}  // namespace

Fault parse_written_date(std::string_view text, const Notation& notation, const Zone* zone, Day& day) {
  if (notation.since_1970 != Notation::none) return parse_count(text, notation, *zone, day);
  if (!take_date(text, notation, day)) return Fault::malformed;
  if (text.empty()) return Fault::none;
  int seconds = 0, offset = 0;
  if (!take_time(text, seconds)) return Fault::malformed;
  if (zone == nullptr) return Fault::point_in_time;
  if (text.empty()) return Fault::none;
  if (!take_offset(text, offset)) return Fault::malformed;
  return within_days(zone->day(std::int64_t{day} * 86'400 + seconds - offset), day);
}

}  // namespace trouw
