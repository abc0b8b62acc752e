// What a source of records looks like before anybody has described it: its columns, and how their cells are
// written.
#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "trouw/notation.h"
#include "trouw/status.h"

namespace trouw {

// A way in which a cell may be written. A cell may be of several.
enum class CellForm : std::uint8_t {
  whole,              // 12
  decimal_point,      // 12.50, also 1,234.50
  decimal_comma,      // 12,50, also 1.234,50
  scientific,         // 9.3e-05
  iso_date,           // 2027-03-01
  day_month_year,     // 1-3-2027, 13.03.2015
  month_day_year,     // 3/13/2015
  compact_date,       // 20270301
  timestamp,          // a date and a time
  unix_seconds,       // 1425168000
  unix_milliseconds,  // 1425168000123
  count
};

struct SeenColumn {
  std::string name;
  std::uint64_t filled = 0, empty = 0;
  std::uint64_t forms[static_cast<std::size_t>(CellForm::count)] = {};
  std::string currency;  // of most of its signs, or empty
  std::uint64_t currency_signs = 0, percent_signs = 0, blanks_around = 0;
  std::uint64_t grouped = 0;  // numbers with marks between thousands
  int most_decimals = 0;
  char date_mark = '-';        // of the dates that have one
  bool zoned = false;          // a timestamp says how far from UTC it is
  bool two_digits = true;      // days and months all have two
  double least = 0, most = 0;  // of the numbers: only to choose a field's range with room to spare
  bool distinct = false;       // no two filled cells are alike
  // Its values, the most frequent first; all of them where `listed`.
  std::vector<std::pair<std::string, std::uint64_t>> values;
  bool listed = false;
  // Cells that are neither a number nor a date where most are: what may stand for unknown.
  std::vector<std::pair<std::string, std::uint64_t>> strays;

  std::uint64_t of(CellForm form) const { return forms[static_cast<std::size_t>(form)]; }
};

struct SourceLook {
  std::uint64_t records = 0, unreadable = 0;
  char separator = ',';  // of a CSV
  Encoding encoding = Encoding::utf_8;
  std::uint32_t header_line = 0;  // that names the columns, where it is not the first
  std::vector<SeenColumn> columns;
};

// Reads all of a source. A failure names what is wrong with it.
Status look_at(const std::string& source, SourceLook& look);

}  // namespace trouw
