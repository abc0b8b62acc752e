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

constexpr int fraction_places = rate_places + 2;  // of 0.075 for 7.5%

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
      return field.stored_in == StoredIn::fractions ? fraction_places : rate_places;
    case Type::money:
      return field.in_minor_units() ? 0 : field.places;
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

CellReader::CellReader(const Field& field, const Schema& schema)
    : field_(&field),
      currency_(field.type == Type::money ? schema.currency : std::string()),
      number_(holds_numbers(field.type)),
      places_(places_of(field)) {
  for (int i = 0; i < places_; ++i) scale_ *= 10;
  for (std::size_t i = 0; i < field.choices.size(); ++i)
    choices_.emplace(field.choices[i].stored, static_cast<std::int64_t>(i));
  for (const auto& [words, value] : {std::pair{&field.stored_no, 0}, std::pair{&field.stored_yes, 1}})
    if (std::find(words->begin(), words->end(), "") != words->end()) empty_ = value;
  const Notation& notation = field.notation;
  cleans_ = notation.trim || !notation.unknown.empty();
  strict_forms_ = notation.point != ',' || places_ == 0;
  if (field.type == Type::date) {
    strict_forms_ =
        (notation.order.empty() || notation.order == "y-m-d") && notation.since_1970 == Notation::none;
    Status status;
    if (!notation.zone.empty() || notation.since_1970 != Notation::none)
      zone_ = std::make_shared<const Zone>(notation.zone.empty() ? "UTC" : notation.zone, status);
    if (!status) zone_.reset();
  }
  if (field.stored_in == StoredIn::years) strict_forms_ = false;
}

StoredCell CellReader::cleaned(StoredCell cell) const {
  if (!cleans_) return cell;
  if (cell.is_text() && field_->notation.trim) cell.text_bytes = without_blanks(cell.text_bytes);
  if (empty_ && cell.is_text() && cell.text_bytes.empty()) return cell;  // the field says what that is
  const IntegerText digits(cell.kind == StoredCell::integer ? cell.number : 0);
  const std::string_view text = cell.kind == StoredCell::integer ? digits.view() : cell.text_bytes;
  if (!cell.is_text() && cell.kind != StoredCell::integer && cell.kind != StoredCell::failed) {
    if (cell.kind != StoredCell::day) return cell;
    return unknown_text(format_day(static_cast<Day>(cell.number))) ? StoredCell{} : cell;
  }
  return unknown_text(text) ? StoredCell{} : cell;
}

bool CellReader::unknown_text(std::string_view text) const {
  const std::vector<std::string>& unknown = field_->notation.unknown;
  return std::find(unknown.begin(), unknown.end(), text) != unknown.end();
}

Decoded CellReader::read(const StoredCell& given) const {
  if (!cleans_)
    return given.is_missing() ? read_missing(given.kind != StoredCell::missing) : read_present(given);
  const StoredCell cell = cleaned(given);
  return cell.is_missing() ? read_missing(cell.kind != StoredCell::missing) : read_present(cell);
}

Decoded CellReader::read_missing(bool empty_text) const {
  if (empty_text && empty_) return right(*empty_);
  if (field_->optional) return {};
  if (field_->if_missing) return right(*field_->if_missing);
  return wrong(Fault::missing);
}

Decoded CellReader::read_present(const StoredCell& cell) const {
  switch (cell.kind) {
    case StoredCell::text:
      return read_text(cell.text_bytes, false);
    case StoredCell::decimal:
      return read_text(cell.text_bytes, true);
    case StoredCell::share:
      return read_share(cell.text_bytes);
    case StoredCell::integer:
      if (number_ && field_->stored_in != StoredIn::years) return read_integer(cell.number);
      return read_text(IntegerText(cell.number).view(), false);
    case StoredCell::day:
      if (field_->type == Type::date) return within(cell.number);
      return read_text(format_day(static_cast<Day>(cell.number)), false);
    case StoredCell::stored:
      return field_->type == Type::text ? wrong(Fault::malformed) : within(cell.number);
    case StoredCell::binary:
      return wrong(Fault::binary);
    case StoredCell::nested:
      return wrong(Fault::nested);
    case StoredCell::repeated:
      return wrong(Fault::repeated);
    case StoredCell::uncomputed:
      return wrong(Fault::uncomputed);
    case StoredCell::failed:
      return wrong(Fault::failed);
    case StoredCell::missing:
      break;
  }
  return wrong(Fault::missing);
}

Decoded CellReader::read_text(std::string_view text, bool zeros) const {
  if (field_->stored_in == StoredIn::years) return read_years(text, zeros);
  if (number_) return read_number(text, zeros);
  switch (field_->type) {
    case Type::date:
      return read_date(text);
    case Type::yes_no:
      return read_yes_no(text);
    case Type::choice:
      return read_choice(text);
    default:
      return right(0);
  }
}

// What a format writes as a number has a point, however the texts beside it are written.
Decoded CellReader::read_number(std::string_view text, bool zeros) const {
  std::int64_t value = 0;
  // “7.5%” is that, also where texts without the sign are fractions.
  const bool shown = !zeros && field_->stored_in == StoredIn::fractions && field_->notation.percent_sign &&
                     without_blanks(text).ends_with('%');
  const int places = shown ? rate_places : places_;
  if (scale_ <= most_scale_of_few && parse_few_digits(text, scale_, value)) return within(value);
  const Notation& notation = field_->notation;
  Fault fault = Fault::none;
  if (zeros) {
    Notation plain;
    plain.round = notation.round;
    fault = parse_written_number(text, plain, currency_, places_, true, value);
  } else if (notation.point != 0 || notation.round || notation.currency_sign || notation.percent_sign) {
    fault = parse_written_number(text, notation, currency_, places, false, value);
  } else {
    fault = parse_number(text, places_, false, value);
  }
  if (fault == Fault::malformed) return wrong(malformed_number(text));
  return fault == Fault::none ? within(value) : wrong(fault);
}

// However the field's percentages are stored: the workbook shows one.
Decoded CellReader::read_share(std::string_view text) const {
  if (field_->type != Type::percentage) return read_text(text, true);
  Notation plain;
  plain.round = field_->notation.round;
  std::int64_t value = 0;
  const Fault fault = parse_written_number(text, plain, {}, fraction_places, true, value);
  return fault == Fault::none ? within(value) : wrong(fault);
}

// 2.5 years are 30 months.
Decoded CellReader::read_years(std::string_view text, bool zeros) const {
  constexpr int fine_places = 6;
  constexpr std::int64_t one = 1'000'000;
  std::int64_t value = 0;
  const Notation& notation = field_->notation;
  Notation plain;
  plain.round = notation.round;
  const Fault fault = parse_written_number(text, zeros ? plain : notation, {}, fine_places, zeros, value);
  if (fault != Fault::none) return wrong(fault == Fault::malformed ? malformed_number(text) : fault);
  if (__builtin_mul_overflow(value, std::int64_t{12}, &value)) return wrong(Fault::too_large);
  if (value % one != 0 && !notation.round) return wrong(Fault::too_fine);
  const auto months = multiply_divide(value, 1, one, notation.round.value_or(Rounding::down));
  return months ? within(*months) : wrong(Fault::too_large);
}

Fault CellReader::malformed_number(std::string_view text) const {
  if (places_ > 0 && field_->notation.point != ',' && decimal_comma(text)) return Fault::decimal_comma;
  Notation rounding;
  rounding.round = Rounding::down;
  std::int64_t ignored = 0;
  const bool scientific = text.find_first_of("eE") != std::string_view::npos;
  if (scientific && parse_written_number(text, rounding, {}, places_, true, ignored) != Fault::malformed)
    return Fault::exponent;
  return Fault::malformed;
}

Decoded CellReader::read_date(std::string_view text) const {
  const Notation& notation = field_->notation;
  if (strict_forms_)
    if (const auto day = parse_day(text)) return within(*day);
  const bool zoned = !notation.zone.empty() || notation.since_1970 != Notation::none;
  if (zoned && !zone_) return wrong(Fault::no_zone);
  Day day = 0;
  Fault fault = Fault::malformed;
  if (zoned || !notation.order.empty()) fault = parse_written_date(text, notation, zone_.get(), day);
  if (fault == Fault::none) return within(day);
  if (fault != Fault::malformed) return wrong(fault);
  return wrong(point_in_time(text) && !zoned               ? Fault::point_in_time
               : notation.order.empty() && day_first(text) ? Fault::day_first
                                                           : Fault::malformed);
}

Decoded CellReader::read_yes_no(std::string_view text) const {
  if (!field_->stored_yes.empty()) {
    const auto in = [&](const std::vector<std::string>& words) {
      return std::find(words.begin(), words.end(), text) != words.end();
    };
    if (in(field_->stored_yes)) return right(1);
    return in(field_->stored_no) ? right(0) : wrong(Fault::malformed);
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
