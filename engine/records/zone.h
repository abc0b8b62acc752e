// The civil date in a time zone.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "trouw/status.h"
#include "trouw/value.h"

namespace trouw {

// A zone of the IANA database, read from the machine's own copy; UTC needs none. Const after it is made; any
// number of threads may ask.
class Zone {
 public:
  // REQUIRES a name without ".." or a slash at its beginning. What the machine does not know is a failure.
  Zone(const std::string& name, Status& status);

  // Which day it is there, so many seconds after 1970-01-01 in UTC.
  Day day(std::int64_t seconds) const;

 private:
  // A date of every year on which the clocks change: "M3.5.0/2", "J60" or "59".
  struct Change {
    enum Kind : std::uint8_t { month, day_without_leap, day_of_year } kind = month;
    int month_of_year = 1, week = 1, number = 0;  // number: the weekday, or the day
    std::int64_t time = 7200;                     // of that day, in seconds

    std::int64_t second(int year) const;  // in local time, from 1970 on
  };

  bool read(std::string_view file);
  bool read_rule(std::string_view rule);
  std::int64_t offset(std::int64_t seconds) const;
  std::int64_t offset_by_rule(std::int64_t seconds) const;

  std::vector<std::int64_t> times_;    // of changes, ascending
  std::vector<std::int32_t> offsets_;  // from each of them on
  std::int32_t before_ = 0;            // the first of them, and where there is none
  bool ruled_ = false, changes_ = false;
  std::int64_t standard_ = 0, summer_ = 0;  // of the rule that holds behind the last change
  Change to_summer_, to_standard_;
};

}  // namespace trouw
