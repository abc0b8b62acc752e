// Why a cell does not fit its field, in words.
#include "records/cell.h"
#include "trouw/value.h"

namespace trouw {

std::string CellReader::reason(Fault fault) const {
  switch (fault) {
    case Fault::none:
      return {};
    case Fault::missing:
      return "is missing";
    case Fault::malformed:
      return malformed();
    case Fault::decimal_comma:
      return malformed() + ": the comma has to be a point";
    case Fault::day_first:
      return malformed() + ": the year comes first";
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
    case Fault::empty:
      return "is an empty text, which is neither a value nor unknown";
    case Fault::binary:
      return "is binary data";
    case Fault::nested:
      return "is a list or an object, not a single value";
    case Fault::repeated:
      return "is there twice";
    case Fault::not_utf8:
      return "is not UTF-8 text";
  }
  return {};
}

std::string CellReader::malformed() const {
  switch (field_->type) {
    case Type::yes_no:
      return field_->stored_yes.empty()
                 ? "is neither yes nor no"
                 : "is neither “" + field_->stored_yes + "” nor “" + field_->stored_no + "”";
    case Type::whole:
      return "is not a whole number like 12";
    case Type::decimal:
      return "is not a number like 12.5";
    case Type::percentage:
      return "is not a percentage written like 12.5";
    case Type::money:
      return field_->minor_units ? "is not a whole number of minor units like 1250"
                                 : "is not an amount written like " + format_scaled(1250, field_->places);
    case Type::date:
      return "is not a date like 2027-03-01";
    case Type::months:
      return "is not a whole number of months";
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
