// Numbers and dates as files write them.
#pragma once

#include <cstdint>
#include <string_view>

#include "records/zone.h"
#include "trouw/notation.h"
#include "trouw/value.h"

namespace trouw {

// What is wrong with a cell.
enum class Fault : std::uint8_t {
  none,
  missing,
  malformed,
  decimal_comma,  // "50,00"
  idle_zeros,     // "1.500", for a field of two places
  day_first,      // "31-12-2027", or the month first
  too_fine,
  exponent,  // "9.3e-05"
  too_large,
  out_of_range,
  no_choice,
  point_in_time,
  no_zone,
  other_currency,
  badly_grouped,  // "1.23" where points stand between thousands
  binary,
  nested,
  repeated,
  not_utf8,
  uncomputed,  // a formula without a value
  failed,      // one that came to a mistake
  unsettled    // computed out of 64 bits
};

// -?(0|[1-9][0-9]*)(\.[0-9]+)? as a count of 10^-places. `zeros`: zeros beyond the places are fine.
Fault parse_number(std::string_view text, int places, bool zeros, std::int64_t& value);

// The same as the notation has it, of an amount in `currency` where there is one. REQUIRES a text without
// blanks around it.
Fault parse_written_number(std::string_view text, const Notation& notation, std::string_view currency,
                           int places, bool zeros, std::int64_t& value);

// A date, a timestamp or a count since 1970. REQUIRES a zone where the notation has one, or counts.
Fault parse_written_date(std::string_view text, const Notation& notation, const Zone* zone, Day& day);

// Without blanks around it: spaces, tabs and no-break spaces.
std::string_view without_blanks(std::string_view text);

}  // namespace trouw
