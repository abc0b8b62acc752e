// Why a cell does not fit its field, in words.
#include <algorithm>

#include "records/cell.h"
#include "trouw/value.h"

namespace trouw {

namespace {

// The two numbers that "1.500" may be, where it may be two.
std::string two_readings(std::string_view text, int places) {
  const std::size_t point = text.find('.');
  if (point == std::string_view::npos || text.size() - point != 4 || text.starts_with('0')) return {};
  const std::string few(text.substr(0, places == 0 ? point : point + 1 + static_cast<std::size_t>(places)));
  return few + " or " + std::string(text.substr(0, point)) + std::string(text.substr(point + 1));
}

}  // namespace

std::string CellReader::reason(Fault fault, std::string_view text) const {
  switch (fault) {
    case Fault::none:
      return {};
    case Fault::missing:
      return "is missing";
    case Fault::malformed:
    case Fault::exponent:
      return malformed();
    case Fault::decimal_comma:
      return malformed() + ": the comma has to be a point";
    case Fault::day_first:
      return malformed() + ": the year comes first";
    case Fault::idle_zeros: {
      const std::string two = two_readings(without_blanks(text), places_);
      return two.empty() ? reason(Fault::too_fine) : "could be " + two;
    }
    case Fault::too_fine:
      return places_ == 0 ? "is not a whole number"
                          : "has more than " + std::to_string(places_) + " decimals";
    case Fault::too_large:
      return "is too large a number";
    case Fault::out_of_range:
      return "is not from " + written(field_->from) + " to " + written(field_->to);
    case Fault::no_choice:
      return "is none of the values of this choice";
    case Fault::point_in_time:
      return "is a point in time, not a date like 2027-03-01";
    case Fault::no_zone:
      return "is read in a time zone that this machine does not know";
    case Fault::other_currency:
      return "is not in " + currency_;
    case Fault::badly_grouped:
      return malformed() + ": a mark between thousands stands before three digits";
    case Fault::binary:
      return "is binary data";
    case Fault::nested:
      return "is a list or an object, not a single value";
    case Fault::repeated:
      return "is there twice";
    case Fault::not_utf8:
      return "is not UTF-8 text";
    case Fault::uncomputed:
      return "is a formula whose value was not saved: open the workbook and save it";
    case Fault::failed:
      return "is what a formula shows that came to a mistake";
    case Fault::unsettled:
      return "comes to more than a number can hold";
  }
  return {};
}

namespace {

std::string listed(const std::vector<std::string>& words) {
  std::string text;
  for (std::size_t i = 0; i < words.size(); ++i)
    text += (i == 0 ? "" : i + 1 == words.size() ? " or " : ", ") + ("“" + words[i] + "”");
  return text;
}

}  // namespace

std::string CellReader::with_point(std::string number) const {
  if (field_->notation.point == ',') std::replace(number.begin(), number.end(), '.', ',');
  return number;
}

// 1 March 2027, as the notation has it.
std::string CellReader::example_date() const {
  const Notation& notation = field_->notation;
  if (notation.since_1970 == Notation::seconds) return "a number of seconds since 1970 like 1803859200";
  if (notation.since_1970 == Notation::milliseconds)
    return "a number of milliseconds since 1970 like 1803859200000";
  std::string date;
  for (const char part : notation.order)
    date += part == 'y'   ? "2027"
            : part == 'm' ? (notation.wide ? "03" : "3")
            : part == 'd' ? (notation.wide ? "01" : "1")
                          : std::string(1, part);
  if (date.empty()) date = "2027-03-01";
  return "a date like " + date + (notation.zone.empty() ? "" : ", which a time may follow");
}

std::string CellReader::malformed() const {
  switch (field_->type) {
    case Type::yes_no:
      return field_->stored_yes.empty()
                 ? "is neither yes nor no"
                 : "is neither " + listed(field_->stored_yes) + " nor " + listed(field_->stored_no);
    case Type::whole:
      return "is not a whole number like 12";
    case Type::decimal:
      return "is not a number like " + with_point("12.5");
    case Type::percentage:
      return "is not a percentage written like " +
             with_point(field_->stored_in == StoredIn::fractions ? "0.125" : "12.5");
    case Type::money:
      return field_->in_minor_units()
                 ? "is not a whole number of minor units like 1250"
                 : "is not an amount written like " + with_point(format_scaled(1250, field_->places));
    case Type::date:
      return "is not " + example_date();
    case Type::months:
      return field_->stored_in == StoredIn::years ? "is not a number of years like 2"
                                                  : "is not a whole number of months";
    case Type::days:
      return "is not a whole number of days";
    case Type::choice:
      return "is none of the values of this choice";
    case Type::text:
      return "is not a text";
  }
  return {};
}

std::string CellReader::written(std::int64_t value) const {
  switch (field_->type) {
    case Type::date:
      return format_day(static_cast<Day>(value));
    case Type::money:
      return write_money(value, currency_);
    case Type::percentage:
      return format_rate(value);
    case Type::decimal:
      return format_scaled(value, field_->places);
    default:
      return std::to_string(value);
  }
}

}  // namespace trouw
