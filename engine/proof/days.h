// Every day at once: days on which a problem is the same problem.
//
// A date matters through the places where conditions change: joined at most N months ago, a contract that
// ends within 90 days. On most days these places lie in the same order, so that whatever can be on one day
// can be on the other, with the same amounts. Days are of one kind where the windows of all offers agree, and
// the stretches between such places are the same, in the same order, for each date field.
#pragma once

#include "proof/problem.h"

namespace trouw {

struct DayKind {
  Day day = 0;             // one of them, the nearest to what was asked for
  std::uint64_t days = 0;  // how many there are, those covered by this kind included
};

struct DayKinds {
  std::vector<DayKind> kinds;  // what can be on any day asked about can be on one of these
  bool exact =
      true;  // false: the problem compares dates in a way that is not covered; the kinds are a sample
};

// The kinds of day from `from` through `through` of a problem posed without a day; `near` chooses among
// equals.
DayKinds kinds_of_day(const Problem& problem, Day from, Day through, Day near);

}  // namespace trouw
