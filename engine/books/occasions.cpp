#include "books/occasions.h"

#include <algorithm>

namespace trouw {

namespace {

// Billing periods until the last reward of the offer is billed; none: never.
std::optional<int> periods_of(const Offer& offer) {
  int last = 1;
  for (const Reward& reward : offer.rewards) {
    if (reward.open_ended) return std::nullopt;
    last = std::max(last, reward.first + reward.periods);
  }
  return last;
}

}  // namespace

bool is_beyond_window(const Offer& offer, Day last, Day day) {
  for (const Limit& limit : offer.limits) {
    if (limit.kind != LimitKind::once) continue;
    if (limit.window_months > 0) return day >= add_months(last, limit.window_months);
    if (limit.window_days > 0) return day >= last + limit.window_days;
    return false;
  }
  return false;
}

Day after_periods(const Period& billing, Day day, int periods) {
  if (billing.weeks) return day + 7 * billing.count * periods;
  return add_months(day, std::int64_t{billing.count} * periods);
}

std::int64_t milestone_at(const Offer& offer, std::int64_t tenure_months) {
  std::int64_t reached = 0;
  for (const std::int64_t months : offer.reaches)
    if (months <= tenure_months) reached = std::max(reached, months);
  if (const auto every = offer.reaches_every; every && tenure_months > 0)
    reached = std::max(reached, tenure_months / *every * *every);
  return reached;
}

bool is_new_occasion(const Programme& programme, const Offer& offer, const LastGrant& last, Day day,
                     std::int64_t milestone) {
  switch (offer.occasion) {
    case Occasion::milestone:
      return milestone != last.milestone;
    case Occasion::anniversary:
      return civil_of(day).year != civil_of(last.day).year;
    case Occasion::limit:
      return is_beyond_window(offer, last.day, day);
    case Occasion::promised:
    case Occasion::living: {
      const std::optional<int> periods = periods_of(offer);
      return periods && day >= after_periods(programme.schema.billing, last.day, *periods);
    }
    case Occasion::once_for_good:
      return false;
  }
  return false;
}

}  // namespace trouw
