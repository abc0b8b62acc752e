// Values as programme.yaml writes them: `EUR 75`, `12.5%`, `2027-03-01`, `3 months`, `12 months`.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "trouw/schema.h"

namespace trouw {

// A length of time: months (years are 12) or days (weeks are 7).
struct Duration {
  std::int64_t count = 0;
  bool days = false;
  bool whole_weeks = false;  // written in weeks
};

// "12 months", "1 year", "-3 days". Nothing for anything else.
std::optional<Duration> parse_duration(std::string_view text);

// "month" as "1 month".
std::optional<Duration> parse_unit_of_time(std::string_view text);

// "EUR 75.50" or "€75.50" in the programme's currency (any, where that is empty), as a count of
// 10^-places of it.
std::optional<std::int64_t> parse_money(std::string_view text, std::string_view currency, int places);

// The text as a stored value of the field's type (not `text`, whose values are numbered elsewhere).
std::optional<std::int64_t> parse_value(std::string_view text, const Field& field, const Schema& schema);

// "EUR 75", how a value of the field is written; used in messages.
std::string write_value(std::int64_t stored, const Field& field, const Schema& schema);

// "write an amount like EUR 75": how the field's values are written. Instead of a number that may be a
// thousand, both readings.
std::string how_written(const Field& field, const Schema& schema, std::string_view instead_of = {});

// yes, no, true, false in any case.
std::optional<bool> parse_yes_no(std::string_view text);

}  // namespace trouw
