#include "books/occasions.h"

#include <algorithm>

namespace trouw {

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

}  // namespace trouw
