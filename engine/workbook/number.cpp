#include "workbook/number.h"

#include <algorithm>

namespace trouw::workbook {

namespace {

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

// The letters and signs of a format's first section that are not only shown: without quoted text, escaped
// signs, fillers, and colours, currencies and conditions in brackets.
std::string bare(std::string_view code) {
  std::string text;
  for (std::size_t at = 0; at < code.size() && code[at] != ';'; ++at) {
    const char c = code[at];
    if (c == '"') {
      at = std::min(code.find('"', at + 1), code.size());
    } else if (c == '[') {
      const std::size_t end = std::min(code.find(']', at + 1), code.size());
      const std::string_view inner = code.substr(at + 1, end - at - 1);
      if (inner.find_first_not_of("hHmMsS") == std::string_view::npos) text += "h";  // a time that has passed
      at = end;
    } else if (c == '\\' || c == '_' || c == '*') {
      ++at;
    } else {
      text += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    }
  }
  return text;
}

}  // namespace

Shown shown_by_number(int format) {
  const bool plain = (format >= 14 && format <= 17) || format == 22;
  const bool eastern = (format >= 27 && format <= 31) || format == 36 || (format >= 50 && format <= 54) ||
                       format == 57 || format == 58;
  if (plain || eastern) return Shown::date;
  return format == 9 || format == 10 ? Shown::percentage : Shown::number;
}

Shown shown_by_code(std::string_view code) {
  const std::string text = bare(code);
  if (text.find("general") != std::string::npos) return Shown::number;
  const bool timed = text.find_first_of("hs") != std::string::npos;
  if (text.find_first_of("yd") != std::string::npos || (!timed && text.find('m') != std::string::npos))
    return Shown::date;
  return text.find('%') != std::string::npos ? Shown::percentage : Shown::number;
}

namespace {

constexpr std::size_t most_digits = 15;

// A number in pieces: digits without zeros in front, and how many of them stand before the point.
struct Pieces {
  std::string digits;
  int before_point = 0;
  bool negative = false;
};

bool take_apart(std::string_view stored, Pieces& number) {
  std::size_t at = 0;
  number.negative = stored.starts_with('-');
  if (number.negative || stored.starts_with('+')) ++at;
  bool point = false, any = false;
  for (; at < stored.size() && (is_digit(stored[at]) || (stored[at] == '.' && !point)); ++at) {
    if (stored[at] == '.') {
      point = true;
      continue;
    }
    any = true;
    if (stored[at] != '0' || !number.digits.empty()) {
      number.digits += stored[at];
      number.before_point += point ? 0 : 1;
    } else if (point) {
      --number.before_point;
    }
  }
  if (!any) return false;
  if (at == stored.size()) return true;
  if ((stored[at] | 0x20) != 'e' || ++at == stored.size()) return false;
  const bool down = stored[at] == '-';
  if (down || stored[at] == '+') ++at;
  if (at == stored.size()) return false;
  int power = 0;
  for (; at < stored.size(); ++at) {
    if (!is_digit(stored[at])) return false;
    power = std::min(10'000, power * 10 + (stored[at] - '0'));
  }
  number.before_point += down ? -power : power;
  return number.before_point <= 400 && number.before_point >= -400;
}

void round_to_fifteen(Pieces& number) {
  if (number.digits.size() > most_digits) {
    bool up = number.digits[most_digits] >= '5';
    number.digits.resize(most_digits);
    for (std::size_t at = most_digits; up && at-- > 0;) {
      up = number.digits[at] == '9';
      number.digits[at] = up ? '0' : static_cast<char>(number.digits[at] + 1);
    }
    if (up) {
      number.digits.insert(0, 1, '1');
      ++number.before_point;
    }
  }
  while (number.digits.ends_with('0')) number.digits.pop_back();
}

}  // namespace

bool append_number(std::string_view stored, std::string& text) {
  Pieces number;
  if (stored.size() > 500 || !take_apart(stored, number)) return false;
  round_to_fifteen(number);
  if (number.digits.empty()) {
    text += '0';
    return true;
  }
  if (number.negative) text += '-';
  const auto before = static_cast<std::size_t>(std::max(0, number.before_point));
  text.append(number.digits, 0, before);
  if (before > number.digits.size()) text.append(before - number.digits.size(), '0');
  if (before == 0) text += '0';
  if (before >= number.digits.size()) return true;
  text += '.';
  if (number.before_point < 0) text.append(static_cast<std::size_t>(-number.before_point), '0');
  text.append(number.digits, before);
  return true;
}

bool moment_of(std::string_view number, bool since_1904, Moment& moment) {
  constexpr std::int64_t first_of_1904 = -24'107, before_1900 = -25'568, before_march_1900 = -25'569;
  constexpr std::int64_t last = 2'958'465;  // 31 December 9999
  constexpr std::int64_t no_such_day = 60;
  constexpr int day_seconds = 86'400;
  const std::size_t point = std::min(number.find('.'), number.size());
  if (point == 0 || point > 7 || !is_digit(number[0])) return false;
  std::int64_t days = 0;
  for (const char c : number.substr(0, point)) days = days * 10 + (c - '0');
  std::int64_t part = 0, one = 1;  // of a day
  constexpr std::int64_t fine = 10'000'000'000'000;
  for (std::size_t at = point + 1; at < number.size() && one < fine; ++at) {
    part = part * 10 + (number[at] - '0');
    one *= 10;
  }
  std::int64_t second = (part * day_seconds * 2 + one) / (one * 2);
  if (second == day_seconds) {
    second = 0;
    ++days;
  }
  if (days > last || (!since_1904 && (days == 0 || days == no_such_day))) return false;
  moment.second = static_cast<int>(second);
  moment.day = days + (since_1904 ? first_of_1904 : days < no_such_day ? before_1900 : before_march_1900);
  return true;
}

}  // namespace trouw::workbook
