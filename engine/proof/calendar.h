// What a problem has to do with the calendar: the places on the axis of each date field where conditions
// change. Fields that are compared with each other share an axis.
#pragma once

#include "proof/problem.h"

namespace trouw {

// A step from one day to another: months first, then days.
struct DateStep {
  bool months = false;
  std::int64_t by = 0;
};

// A place on the axis of one date field: a condition changes after it.
struct Landmark {
  std::vector<DateStep> of_today;  // worked out from the day of evaluation, or
  std::int64_t fixed = 0;          // from this day
  bool from_today = false;
  std::vector<DateStep> of_field = {};  // outermost first; undone on the way to the field
  std::int64_t before = 0;              // 1: the place is the last before the day reached
  bool simple = false;                  // some months before the day, and no more
};

struct Axis {
  std::int64_t from = first_day, to = last_day;
  std::vector<Landmark> places;
  bool month = false;       // its calendar month is compared with the day's
  std::int64_t fields = 1;  // that lie on it: so many days between two places are as good as more
};

// The months of all years that a day may lie in, so that a day is found without a division.
class Months {
 public:
  Months() {
    for (Day day = first_day; day <= last_day; day += days_in_month(civil_of(day).year, civil_of(day).month))
      starts_.push_back(day);
    starts_.push_back(last_day + 1);
  }

  // As latest_with_months, or first_day - 1 where that lies before the first day. `month` is the month of
  // `to`.
  Day latest(std::int64_t months, Day to, std::size_t month) const {
    const std::int64_t at = static_cast<std::int64_t>(month) - months;
    if (at < 0) return first_day - 1;
    if (at + 1 >= static_cast<std::int64_t>(starts_.size())) return last_day;
    const auto there = static_cast<std::size_t>(at);
    if (to + 1 == starts_[month + 1]) return starts_[there + 1] - 1;
    return std::min(starts_[there] + (to - starts_[month]), starts_[there + 1] - 1);
  }

  std::size_t of(Day day) const {
    return static_cast<std::size_t>(std::upper_bound(starts_.begin(), starts_.end(), day) - starts_.begin()) -
           1;
  }

 private:
  std::vector<Day> starts_;
};

struct Calendar {
  std::vector<Axis> axes;
  std::vector<NodeId> windows;  // read the day alone, and are read by what reads more
  std::vector<bool> of_day;     // of each node: it reads the day alone
  bool exact = true;            // false: dates are used in a way that the places do not tell
};

// Of a problem posed without a day.
Calendar calendar_of(const Problem& problem);

// Where a place lies on a day of a month (of `months`).
std::int64_t place_on(const Months& months, const Landmark& place, Day day, std::size_t month);

}  // namespace trouw
