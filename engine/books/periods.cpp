#include "books/periods.h"

#include <algorithm>

#include "books/occasions.h"

namespace trouw {

namespace {

// Months are of different lengths, and bills move over weekends.
constexpr Day early = 3;

// The days of so much of a period that begins on a day.
Day days_of(const Period& billing, Day opened, std::int64_t share) {
  const std::int64_t days = after_periods(billing, opened, 1) - opened;
  return static_cast<Day>(days * share / whole_period);
}

// How early a bill may be that begins what follows so many days.
Day slack(Day days) {
  return std::min<Day>(early, days / 4);
}

std::int64_t up_to(std::int64_t amount, std::int64_t point, Rounding rounding) {
  const std::int64_t part =
      multiply_divide(amount, point % whole_period, whole_period, rounding).value_or(amount);
  return amount * (point / whole_period) + part;
}

}  // namespace

BillPeriod period_of(const Period& billing, const std::vector<PastInvoice>& past, Day starts,
                     std::int64_t share) {
  if (past.empty()) return {starts, share};
  const Day opened = past.front().opened;
  std::int64_t had = 0;
  for (const PastInvoice& one : past)
    if (one.opened == opened) had += one.share;
  const Day supplied = days_of(billing, opened, had);
  if (starts < opened + supplied - slack(supplied))
    return {opened, std::min(share, std::max<std::int64_t>(0, whole_period - had))};
  const Day whole = days_of(billing, opened, whole_period);
  if (starts < opened + whole - slack(whole) && had + share <= whole_period) return {opened, share};
  return {starts, share};
}

std::vector<Stretch> next_of(const HeldAward& award, std::int64_t length) {
  std::vector<Stretch> next;
  std::int64_t reached = award.used;
  for (const Stretch& gap : award.gaps) {
    reached += gap.length;
    const std::int64_t part = std::min(length, gap.length);
    if (part > 0) next.push_back({gap.from, part});
    length -= part;
  }
  if (const auto bills = award.bills()) length = std::min(length, *bills * whole_period - reached);
  if (length > 0) next.push_back({reached, length});
  return next;
}

Supplied supplied(const Promise& promise, const std::vector<Stretch>& stretches) {
  Supplied found;
  const std::int64_t first = promise.first * whole_period;
  const std::int64_t end = promise.open_ended ? INT64_MAX : first + promise.periods * whole_period;
  for (const Stretch& stretch : stretches) {
    const std::int64_t from = std::max(stretch.from, first);
    const std::int64_t until = std::min(stretch.from + stretch.length, end);
    if (from >= until) continue;
    if (found.length == 0) found.period = static_cast<int>((from - first) / whole_period) + 1;
    found.begins = found.begins || from == first;
    found.length += until - from;
    found.stretches.push_back({from - first, until - from});
  }
  return found;
}

std::int64_t part_of(std::int64_t amount, const Supplied& supplied, Rounding rounding) {
  std::int64_t part = 0;
  for (const Stretch& stretch : supplied.stretches)
    part += up_to(amount, stretch.from + stretch.length, rounding) - up_to(amount, stretch.from, rounding);
  return part;
}

}  // namespace trouw
