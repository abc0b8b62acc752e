// What to write in programme.yaml for a cell to be read that was not.
#include <algorithm>

#include "records/cell.h"

namespace trouw {

namespace {

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

// "31-12-2027" as "d-m-yyyy"; where neither number is above 12, days are taken to come first.
std::string date_form(std::string_view text) {
  const std::size_t first = std::min(text.find_first_not_of("0123456789"), text.size());
  if (first == 0 || first > 2 || first == text.size()) return {};
  const std::size_t second = std::min(text.find_first_not_of("0123456789", first + 1), text.size());
  if (second == text.size() || text[second] != text[first]) return {};
  const int left = std::stoi(std::string(text.substr(0, first)));
  const int right = second > first + 1 && second <= first + 3
                        ? std::stoi(std::string(text.substr(first + 1, second - first - 1)))
                        : 0;
  const std::string mark(1, text[first]);
  const bool month_first = right > 12 || (text[first] == '/' && left <= 12);
  return (month_first ? "m" + mark + "d" : "d" + mark + "m") + mark + "yyyy";
}

std::string quoted_marker(std::string_view text) {
  return "“unknown when: [\"" + std::string(text) + "\"]”";
}

// A short word that may well stand for what nobody knows.
bool may_be_marker(std::string_view text) {
  constexpr std::size_t longest = 12;
  return !text.empty() && text.size() <= longest &&
         text.find_first_of("\"\\\n\r") == std::string_view::npos &&
         std::none_of(text.begin(), text.end(), is_digit);
}

}  // namespace

std::string CellReader::advice(Fault fault, std::string_view text) const {
  const Notation& notation = field_->notation;
  const std::string_view trimmed = without_blanks(text);
  if (!notation.trim && trimmed.size() != text.size() && fault != Fault::not_utf8)
    return trimmed.empty() || read({StoredCell::text, trimmed, 0}).fault == Fault::none ? "“blanks: trim”"
                                                                                        : "";
  switch (fault) {
    case Fault::decimal_comma:
      return "“decimals: comma”";
    case Fault::idle_zeros:
      return "“decimals: point” (or comma, if it is between thousands)";
    case Fault::too_fine:
    case Fault::exponent:
      return "“round: half away from zero”";
    case Fault::day_first: {
      const std::string form = date_form(text);
      return form.empty() ? "" : "“dates: " + form + "”";
    }
    case Fault::point_in_time:
      return "“timestamps: Europe/Amsterdam”, or the zone whose dates count";
    case Fault::no_choice:
      return "it to “values”, or “values otherwise: NAME”";
    case Fault::missing:
      return text.empty() ? "“optional: true”, or “if missing: VALUE”" : "";
    case Fault::failed:
      return quoted_marker(text);
    case Fault::malformed:
      break;
    default:
      return {};
  }
  if (field_->type == Type::yes_no) return "“stored as: {yes: …, no: …}” with its words";
  if (field_->type == Type::money && !notation.currency_sign) {
    Notation signs = notation;
    signs.currency_sign = true;
    const std::size_t mark = trimmed.find_last_of(".,");
    if (signs.point == 0) signs.point = mark != std::string_view::npos && trimmed[mark] == ',' ? ',' : '.';
    std::int64_t ignored = 0;
    if (parse_written_number(trimmed, signs, currency_, places_, true, ignored) == Fault::none)
      return signs.point == ',' && notation.point != ',' ? "“currency sign: yes” and “decimals: comma”"
                                                         : "“currency sign: yes”";
  }
  if (field_->type == Type::percentage && trimmed.ends_with('%')) return "“percent sign: yes”";
  return may_be_marker(trimmed) ? quoted_marker(trimmed) : "";
}

}  // namespace trouw
