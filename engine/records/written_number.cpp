#include <algorithm>
#include <array>

#include "records/written.h"

namespace trouw {

namespace {

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

constexpr std::string_view no_break = "\xC2\xA0", narrow_no_break = "\xE2\x80\xAF",
                           high_comma = "\xE2\x80\x99";

// The bytes of a blank at the start of a text, or 0.
std::size_t blank(std::string_view text) {
  if (text.empty()) return 0;
  if (text.front() == ' ' || text.front() == '\t') return 1;
  for (const std::string_view wide : {no_break, narrow_no_break})
    if (text.starts_with(wide)) return wide.size();
  return 0;
}

std::size_t blank_at_end(std::string_view text) {
  if (text.empty()) return 0;
  if (text.back() == ' ' || text.back() == '\t') return 1;
  for (const std::string_view wide : {no_break, narrow_no_break})
    if (text.ends_with(wide)) return wide.size();
  return 0;
}

}  // namespace

std::string_view without_blanks(std::string_view text) {
  while (const std::size_t bytes = blank(text)) text.remove_prefix(bytes);
  while (const std::size_t bytes = blank_at_end(text)) text.remove_suffix(bytes);
  return text;
}

Fault parse_number(std::string_view text, int places, bool zeros, std::int64_t& value) {
  std::size_t at = !text.empty() && text.front() == '-' ? 1 : 0;
  const bool negative = at == 1;
  const std::size_t first = at;
  std::int64_t sum = 0;
  bool overflow = false, fine = false, idle = false;
  const auto digit = [&](char c) {
    overflow |= __builtin_mul_overflow(sum, 10, &sum);
    overflow |= __builtin_sub_overflow(sum, c - '0', &sum);  // below zero, where there is one number more
  };
  for (; at < text.size() && is_digit(text[at]); ++at) digit(text[at]);
  if (at == first || (at - first > 1 && text[first] == '0')) return Fault::malformed;
  int decimals = 0;
  if (at < text.size()) {
    if (text[at] != '.' || at + 1 == text.size()) return Fault::malformed;
    for (++at; at < text.size() && is_digit(text[at]); ++at) {
      if (decimals < places) {
        digit(text[at]);
        ++decimals;
      } else {
        fine |= text[at] != '0';
        idle = true;
      }
    }
    if (at < text.size()) return Fault::malformed;
  }
  for (; decimals < places; ++decimals) digit('0');
  if (fine) return Fault::too_fine;
  if (idle && !zeros) return Fault::idle_zeros;
  if (!negative) overflow |= __builtin_sub_overflow(std::int64_t{0}, sum, &sum);
  value = sum;
  return overflow ? Fault::too_large : Fault::none;
}

namespace {

// A number in pieces: digits, how many of them stand before the point, and a power of ten.
struct Digits {
  std::array<char, 64> digits;
  std::size_t count = 0;
  int before_point = 0;
  bool negative = false, exponent = false;

  bool add(char c) {
    if (count == digits.size()) return false;
    digits[count++] = c;
    return true;
  }
};

class NumberText {
 public:
  NumberText(std::string_view text, const Notation& notation, std::string_view currency)
      : rest_(text), notation_(notation), currency_(currency) {}

  Fault read(Digits& number) {
    take_sign(number);
    bool bracketed = !number.negative && take_bracket('(');
    if (const Fault fault = take_currency(true); fault != Fault::none) return fault;
    bracketed = bracketed || (!number.negative && take_bracket('('));
    if (!bracketed) take_sign(number);
    if (const Fault fault = take_whole(number); fault != Fault::none) return fault;
    const char point = notation_.point == 0 ? '.' : notation_.point;
    if (!rest_.empty() && rest_.front() == point) {
      rest_.remove_prefix(1);
      if (rest_.empty() || !is_digit(rest_.front())) return Fault::malformed;
      if (!take_digits(number)) return Fault::too_large;
    }
    if (!take_exponent(number)) return Fault::malformed;
    if (bracketed && !take_bracket(')')) return Fault::malformed;
    number.negative |= bracketed;
    if (notation_.point != 0) take_sign(number);  // “1.234,56-”, as accounts have it
    if (notation_.percent_sign && currency_.empty()) take_percent();
    if (const Fault fault = take_currency(false); fault != Fault::none) return fault;
    return rest_.empty() ? Fault::none : Fault::malformed;
  }

 private:
  void take_sign(Digits& number) {
    if (number.negative || rest_.empty() || rest_.front() != '-') return;
    number.negative = true;
    rest_.remove_prefix(1);
  }

  // Accounts have what is below zero in brackets.
  bool take_bracket(char bracket) {
    if (notation_.point == 0 || !rest_.starts_with(bracket)) return false;
    rest_.remove_prefix(1);
    return true;
  }

  void take_blanks() {
    while (const std::size_t bytes = blank(rest_)) rest_.remove_prefix(bytes);
  }

  bool take_digits(Digits& number) {
    for (; !rest_.empty() && is_digit(rest_.front()); rest_.remove_prefix(1))
      if (!number.add(rest_.front())) return false;
    return true;
  }

  // The mark between groups of three digits at the start of the rest, or empty.
  std::string_view group_mark() const {
    const char other = notation_.point == ',' ? '.' : ',';
    if (!rest_.empty() && rest_.front() == other) return rest_.substr(0, 1);
    for (const std::string_view mark :
         {std::string_view(" "), std::string_view("'"), no_break, narrow_no_break, high_comma})
      if (rest_.starts_with(mark) && rest_.size() > mark.size() && is_digit(rest_[mark.size()])) return mark;
    return {};
  }

  Fault take_whole(Digits& number) {
    const bool zero_first = rest_.starts_with('0');
    if (!take_digits(number)) return Fault::too_large;
    std::size_t in_group = number.count;
    if (in_group == 0) return Fault::malformed;
    const bool zero_before_others = zero_first && in_group > 1;
    std::string_view used;
    while (notation_.point != 0) {
      const std::string_view mark = group_mark();
      if (mark.empty()) break;
      if (in_group > 3 || zero_first || (!used.empty() && (mark != used || in_group != 3)))
        return Fault::badly_grouped;
      used = mark;
      rest_.remove_prefix(mark.size());
      const std::size_t before = number.count;
      if (!take_digits(number)) return Fault::too_large;
      in_group = number.count - before;
      if (in_group != 3) return Fault::badly_grouped;
    }
    number.before_point = static_cast<int>(number.count);
    return zero_before_others ? Fault::malformed : Fault::none;
  }

  bool take_exponent(Digits& number) {
    if (rest_.empty() || (rest_.front() | 0x20) != 'e' || rest_.size() < 2) return true;
    std::string_view after = rest_.substr(1);
    const bool negative = after.front() == '-';
    if (negative || after.front() == '+') after.remove_prefix(1);
    if (after.empty() || !is_digit(after.front())) return true;  // a word, such as EUR
    int power = 0;
    for (; !after.empty() && is_digit(after.front()); after.remove_prefix(1))
      power = std::min(10'000, power * 10 + (after.front() - '0'));
    rest_ = after;
    number.exponent = true;
    number.before_point += negative ? -power : power;
    return true;
  }

  void take_percent() {
    std::string_view rest = rest_;
    std::swap(rest, rest_);
    take_blanks();
    if (rest_.starts_with('%'))
      rest_.remove_prefix(1);
    else
      rest_ = rest;
  }

  Fault take_currency(bool in_front) {
    if (!notation_.currency_sign || currency_.empty()) return Fault::none;
    std::string_view rest = rest_;
    if (!in_front)
      while (const std::size_t bytes = blank(rest)) rest.remove_prefix(bytes);
    const std::size_t end =
        in_front ? std::min(rest.find_first_of("-(0123456789"), rest.size()) : rest.size();
    const std::string_view sign = without_blanks(rest.substr(0, end));
    if (sign.empty()) return Fault::none;
    if (sign != currency_ && currency_of_symbol(sign) != currency_)
      return minor_digits(sign) || !currency_of_symbol(sign).empty() ? Fault::other_currency
                                                                     : Fault::malformed;
    if (had_sign_) return Fault::malformed;
    had_sign_ = true;
    rest_ = rest.substr(end);
    return Fault::none;
  }

  std::string_view rest_;
  const Notation& notation_;
  std::string_view currency_;
  bool had_sign_ = false;
};

// Whether what is cut off a number is rounded away from zero.
bool rounds_up(Rounding rounding, std::string_view cut, bool odd) {
  const bool any = cut.find_first_not_of('0') != std::string_view::npos;
  if (!any || rounding == Rounding::down) return false;
  if (rounding == Rounding::up) return true;
  if (cut[0] != '5') return cut[0] > '5';
  return rounding == Rounding::half_away || odd || cut.find_first_not_of('0', 1) != std::string_view::npos;
}

Fault scaled_number(const Digits& number, const Notation& notation, int places, bool zeros,
                    std::int64_t& value) {
  const int wanted = number.before_point + places;  // of its digits; zeros follow where there are fewer
  const int most = static_cast<int>(number.count);
  std::int64_t sum = 0;
  bool overflow = false;
  for (int i = 0; i < std::max(0, wanted); ++i) {
    if (overflow && i >= most) break;
    const int digit = i < most ? number.digits[static_cast<std::size_t>(i)] - '0' : 0;
    if (i >= most && sum == 0) break;
    overflow |= __builtin_mul_overflow(sum, 10, &sum);
    overflow |= __builtin_sub_overflow(sum, digit, &sum);
  }
  std::string_view cut(number.digits.data(), number.count);
  cut.remove_prefix(static_cast<std::size_t>(std::clamp(wanted, 0, most)));
  const bool fine = cut.find_first_not_of('0') != std::string_view::npos;
  if (fine && !notation.round) return Fault::too_fine;
  if (!cut.empty() && !fine && !zeros) return Fault::idle_zeros;
  const bool up = wanted < 0 ? fine && notation.round == Rounding::up
                             : fine && rounds_up(*notation.round, cut, sum % 2 != 0);
  if (up) overflow |= __builtin_sub_overflow(sum, 1, &sum);
  if (!number.negative) overflow |= __builtin_sub_overflow(std::int64_t{0}, sum, &sum);
  value = sum;
  return overflow ? Fault::too_large : Fault::none;
}

}  // namespace

Fault parse_written_number(std::string_view text, const Notation& notation, std::string_view currency,
                           int places, bool zeros, std::int64_t& value) {
  Digits number;
  if (const Fault fault = NumberText(text, notation, currency).read(number); fault != Fault::none)
    return fault;
  if (number.exponent && !notation.round) return Fault::exponent;
  return scaled_number(number, notation, places, zeros || notation.point != 0 || notation.round, value);
}

}  // namespace trouw
