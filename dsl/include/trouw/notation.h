// How records write their values: `reading:` of programme.yaml, for a file and for single fields.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "trouw/value.h"

namespace trouw {

enum class Encoding : std::uint8_t { utf_8, latin_1, windows_1252, utf_16 };

// How the cells of one field are written. As it is made: the strict forms, 12.50 and 2027-03-01.
struct Notation {
  // Of numbers. Said: the mark before the decimals, which may then be any number of zeros too many; the other
  // mark, a space or an apostrophe may stand between groups of three digits before it. 0: not said.
  char point = 0;
  bool currency_sign = false;     // EUR or € may stand before or behind an amount
  bool percent_sign = false;      // % may stand behind a percentage
  std::optional<Rounding> round;  // of decimals beyond the field's, and 9.3e-05 is a number

  // Of dates. `order`: d, m and y once each, two of them before a mark ("d-m-y"); empty: not said. A day or
  // month of `wide` has two digits, else one or two.
  std::string order;
  bool wide = false;
  enum Count : std::uint8_t { none, seconds, milliseconds } since_1970 = none;
  // Timestamps are dates: the civil date in this zone (an IANA name), empty: not said. What is counted since
  // 1970 and has none is counted in UTC.
  std::string zone;

  bool trim = false;                 // blanks around a cell are none of it
  std::vector<std::string> unknown;  // cells that say that nobody knows

  bool operator==(const Notation&) const = default;
};

}  // namespace trouw
