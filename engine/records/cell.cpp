#include "records/cell.h"

#include <algorithm>
#include <charconv>

#include "trouw/value.h"

namespace trouw {

namespace {

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

Decoded wrong(Fault fault) {
  return {fault, false, 0};
}
Decoded right(std::int64_t value) {
  return {Fault::none, true, value};
}

bool same_word(std::string_view text, std::string_view lower) {
  if (text.size() != lower.size()) return false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i] >= 'A' && text[i] <= 'Z' ? static_cast<char>(text[i] - 'A' + 'a') : text[i];
    if (c != lower[i]) return false;
  }
  return true;
}

// "2027-03-01T00:00:00" and the like.
bool point_in_time(std::string_view text) {
  return text.size() > 11 && parse_day(text.substr(0, 10)) && (text[10] == 'T' || text[10] == ' ') &&
         is_digit(text[11]);
}

// "50,00"
bool decimal_comma(std::string_view text) {
  const std::size_t comma = text.find(',');
  const auto digits = [](std::string_view part) {
    return !part.empty() && std::all_of(part.begin(), part.end(), is_digit);
  };
  return comma != std::string_view::npos && digits(text.substr(0, comma)) && digits(text.substr(comma + 1));
}

// "31-12-2027", "1/3/2027" and "1.3.2027"
bool day_first(std::string_view text) {
  const std::size_t first = text.find_first_not_of("0123456789");
  const std::size_t second = text.find_first_not_of("0123456789", std::min(first, text.size() - 1) + 1);
  if (first == 0 || first > 2 || second == std::string_view::npos || second < first + 2 || second > first + 3)
    return false;
  const std::string_view year = text.substr(second + 1);
  return text[first] == text[second] && std::string_view("-/.").find(text[first]) != std::string_view::npos &&
         year.size() == 4 && std::all_of(year.begin(), year.end(), is_digit);
}

int places_of(const Field& field) {
  switch (field.type) {
    case Type::decimal:
      return field.places;
    case Type::percentage:
      return rate_places;
    case Type::money:
      return field.minor_units ? 0 : field.places;
    default:
      return 0;
  }
}

bool holds_numbers(Type type) {
  return type == Type::whole || type == Type::decimal || type == Type::percentage || type == Type::money ||
         type == Type::months || type == Type::days;
}

}  // namespace

IntegerText::IntegerText(std::int64_t number) {
  const auto end = std::to_chars(bytes, bytes + sizeof bytes, number).ptr;
  size = static_cast<std::size_t>(end - bytes);
}

namespace {

constexpr std::int64_t most_scale_of_few = 1'000'000'000;  // times 10^9 stays within 64 bits

// The whole number that most cells hold: digits alone, too few to overflow, with no zero before others.
bool parse_few_digits(std::string_view text, std::int64_t scale, std::int64_t& value) {
  constexpr std::size_t few = 9;
  if (text.empty() || text.size() > few || (text.front() == '0' && text.size() > 1)) return false;
  std::int64_t sum = 0;
  bool all = true;
  for (const char c : text) {
    all &= is_digit(c);
    sum = sum * 10 + (c - '0');
  }
  value = sum * scale;
  return all;
}

}  // namespace

Fault parse_number(std::string_view text, int places, std::int64_t& value) {
  std::size_t at = !text.empty() && text.front() == '-' ? 1 : 0;
  const bool negative = at == 1;
  const std::size_t first = at;
  std::int64_t sum = 0;
  bool overflow = false, fine = false;
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
      }
    }
    if (at < text.size()) return Fault::malformed;
  }
  for (; decimals < places; ++decimals) digit('0');
  if (fine) return Fault::too_fine;
  if (!negative) overflow |= __builtin_sub_overflow(std::int64_t{0}, sum, &sum);
  value = sum;
  return overflow ? Fault::too_large : Fault::none;
}

CellReader::CellReader(const Field& field, const Schema& schema)
    : field_(&field),
      currency_(schema.currency),
      number_(holds_numbers(field.type)),
      places_(places_of(field)) {
  for (int i = 0; i < places_; ++i) scale_ *= 10;
  for (std::size_t i = 0; i < field.choices.size(); ++i)
    choices_.emplace(field.choices[i].stored, static_cast<std::int64_t>(i));
}

Decoded CellReader::read(const StoredCell& cell) const {
  if (cell.kind != StoredCell::missing) return read_present(cell);
  if (field_->optional) return {};
  if (field_->if_missing) return right(*field_->if_missing);
  return wrong(Fault::missing);
}

Decoded CellReader::read_present(const StoredCell& cell) const {
  switch (cell.kind) {
    case StoredCell::text:
      return read_text(cell.text_bytes);
    case StoredCell::integer:
      return number_ ? read_integer(cell.number) : read_text(IntegerText(cell.number).view());
    case StoredCell::stored:
      return field_->type == Type::text ? wrong(Fault::malformed) : within(cell.number);
    case StoredCell::binary:
      return wrong(Fault::binary);
    case StoredCell::nested:
      return wrong(Fault::nested);
    case StoredCell::repeated:
      return wrong(Fault::repeated);
    case StoredCell::missing:
      break;
  }
  return wrong(Fault::missing);
}

Decoded CellReader::read_text(std::string_view text) const {
  if (number_) {
    std::int64_t value = 0;
    if (scale_ <= most_scale_of_few && parse_few_digits(text, scale_, value)) return within(value);
    const Fault fault = text.empty() ? Fault::empty : parse_number(text, places_, value);
    if (fault == Fault::malformed && places_ > 0 && decimal_comma(text)) return wrong(Fault::decimal_comma);
    return fault == Fault::none ? within(value) : wrong(fault);
  }
  switch (field_->type) {
    case Type::date:
      if (const auto day = parse_day(text)) return within(*day);
      return wrong(text.empty()          ? Fault::empty
                   : point_in_time(text) ? Fault::point_in_time
                   : day_first(text)     ? Fault::day_first
                                         : Fault::malformed);
    case Type::yes_no:
      return read_yes_no(text);
    case Type::choice:
      return read_choice(text);
    default:
      return right(0);
  }
}

Decoded CellReader::read_yes_no(std::string_view text) const {
  if (!field_->stored_yes.empty()) {
    if (text == field_->stored_yes) return right(1);
    return text == field_->stored_no ? right(0) : wrong(Fault::malformed);
  }
  for (const std::string_view word : {"1", "yes", "true", "ja"})
    if (same_word(text, word)) return right(1);
  for (const std::string_view word : {"0", "no", "false", "nee"})
    if (same_word(text, word)) return right(0);
  return wrong(Fault::malformed);
}

Decoded CellReader::read_choice(std::string_view text) const {
  constexpr std::size_t few = 4;  // that are looked through faster than hashed
  if (field_->choices.size() <= few) {
    for (std::size_t i = 0; i < field_->choices.size(); ++i)
      if (field_->choices[i].stored == text) return right(static_cast<std::int64_t>(i));
  } else if (const auto found = choices_.find(text); found != choices_.end()) {
    return right(found->second);
  }
  return field_->otherwise ? right(*field_->otherwise) : wrong(Fault::no_choice);
}

Decoded CellReader::read_integer(std::int64_t number) const {
  std::int64_t value = 0;
  return __builtin_mul_overflow(number, scale_, &value) ? wrong(Fault::too_large) : within(value);
}

Decoded CellReader::within(std::int64_t value) const {
  return value < field_->from || value > field_->to ? wrong(Fault::out_of_range) : right(value);
}

}  // namespace trouw
