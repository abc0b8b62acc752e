#include "plan/had.h"

#include <fmt/format.h>

#include <algorithm>

namespace trouw {

namespace {

// Days of the shortest such stretch of months that there is.
std::int64_t fewest_days(std::int64_t months) {
  std::int64_t fewest = INT64_MAX;
  const Day first = day_of({2096, 1, 1});  // a leap year near, and one that is none
  for (Day day = first; day < first + 9 * 366; ++day)
    fewest = std::min<std::int64_t>(fewest, add_months(day, months) - day);
  return fewest;
}

// Whether what is granted once in that time is granted once a horizon, whichever day it begins.
bool within_horizon(const Limit& limit, const Schema& schema) {
  const std::int64_t periods = std::int64_t{schema.horizon} * schema.billing.count;
  if (limit.window_days > 0)
    return limit.window_days <= (schema.billing.weeks ? periods * 7 : fewest_days(periods));
  if (limit.window_months == 0) return false;  // for good
  if (!schema.billing.weeks) return limit.window_months <= periods;
  return limit.window_months * 31 <= periods * 7;
}

// Whether its bills go beyond the horizon, so that it is not granted again within one.
bool is_long(const Offer& offer, const Schema& schema) {
  return std::any_of(offer.rewards.begin(), offer.rewards.end(),
                     [&](const Reward& reward) { return reward.first + reward.periods > schema.horizon; });
}

bool of_one_offs_alone(const Offer& offer) {
  return std::all_of(offer.rewards.begin(), offer.rewards.end(),
                     [](const Reward& reward) { return reward.one_off; });
}

// A customer's, which comes less often than once a horizon.
bool may_be_used_up(const Offer& offer, const Schema& schema) {
  if (std::any_of(offer.limits.begin(), offer.limits.end(), [&](const Limit& limit) {
        return limit.kind == LimitKind::once && !within_horizon(limit, schema);
      }))
    return true;
  if (offer.match) return false;
  return (offer.occasion == Occasion::once_for_good && of_one_offs_alone(offer)) ||
         (offer.occasion == Occasion::promised && is_long(offer, schema));
}

bool goes_on_without(const Offer& offer) {
  return offer.occasion == Occasion::living &&
         std::any_of(offer.rewards.begin(), offer.rewards.end(),
                     [](const Reward& reward) { return reward.one_off; });
}

}  // namespace

HadBefore had_before(const Programme& programme) {
  HadBefore had;
  Programme longer = programme;
  for (std::uint32_t number = 0; number < programme.offers.size(); ++number) {
    const Offer& offer = programme.offers[number];
    if (offer.audience != Audience::customers && offer.audience != Audience::everyone) continue;
    const bool whole = may_be_used_up(offer, programme.schema);
    if (!whole && !goes_on_without(offer)) continue;
    Field field;
    field.name = fmt::format("had “{}” before", offer.title);
    field.column = field.name;
    field.type = Type::yes_no;
    field.from = 0;
    field.to = 1;
    field.typical = 0;
    had.all.push_back({static_cast<FieldId>(longer.schema.fields.size()), number, !whole});
    longer.schema.fields.push_back(std::move(field));
  }
  had.programme = std::make_shared<const Programme>(std::move(longer));
  return had;
}

bool is_scarce(const Offer& offer) {
  return offer.hold_out || std::any_of(offer.limits.begin(), offer.limits.end(),
                                       [](const Limit& limit) { return limit.kind != LimitKind::once; });
}

}  // namespace trouw
