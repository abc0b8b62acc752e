// What an award is: whether it runs, and for how long.
#include <algorithm>

#include "ledger/settling.h"

namespace trouw {

std::optional<int> HeldAward::bills() const {
  int last = 0;
  for (const HeldPromise& held : promises) {
    if (held.promise.open_ended) return std::nullopt;
    last = std::max(last, held.promise.first + held.promise.periods);
  }
  return last;
}

bool HeldAward::taken_back() const {
  return state == AwardState::reversed || (state == AwardState::ended && ended_why.starts_with(lost_words));
}

bool HeldAward::corrected() const {
  return state == AwardState::ended && ended_why.starts_with(corrected_words);
}

namespace {

// Had once, on the first bill of its period, whatever part of that the bill has; what lowers the bill is had
// by parts.
bool stands_whole(const Promise& promise) {
  switch (promise.kind) {
    case RewardKind::percent_of_price:
    case RewardKind::percent_of_field:
    case RewardKind::money_off:
    case RewardKind::price_of:
      return false;
    case RewardKind::credit:
    case RewardKind::credit_rate:
    case RewardKind::credit_periods:
    case RewardKind::perk:
    case RewardKind::points:
      break;
  }
  return promise.one_off;
}

// A reward had once is over when its period has begun.
std::int64_t end_of(const Promise& promise) {
  const bool whole = stands_whole(promise);
  return whole ? promise.first * whole_period + 1
               : (std::int64_t{promise.first} + promise.periods) * whole_period;
}

bool has_periods_left(const HeldAward& award) {
  return std::ranges::any_of(award.promises, [&](const HeldPromise& held) {
    return held.promise.open_ended || award.used < end_of(held.promise);
  });
}

}  // namespace

bool HeldAward::runs() const {
  return (state == AwardState::confirmed || state == AwardState::reserved) && has_periods_left(*this);
}

bool HeldAward::is_due(Day starts) const {
  if (starts < day || !has_periods_left(*this)) return false;
  if (state == AwardState::confirmed) return true;
  return state == AwardState::ended && ended_why.ends_with(left_words) && settled && starts <= *settled;
}

}  // namespace trouw
