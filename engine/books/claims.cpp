#include "books/claims.h"

#include <algorithm>

namespace trouw {

namespace {

Day until(const HeldAward& award, const Claim& claim) {
  return claim.within_days > 0 ? award.day + claim.within_days : add_months(award.day, claim.within_months);
}

}  // namespace

bool is_within(const HeldAward& award, const Claim& claim, Day day) {
  return day < until(award, claim);
}

bool is_nothing(const TakenBack& back) {
  return back.money == 0 && back.goods.empty();
}

TakenBack reclaimed(const HeldAward& award, const Claim& claim, Day day, Rounding rounding) {
  TakenBack back = all_of(award);
  if (!claim.in_proportion) return back;
  const std::int64_t whole = claim.within_days > 0 ? claim.within_days : claim.within_months;
  const std::int64_t served = claim.within_days > 0 ? day - award.day : months_between(award.day, day);
  const auto part = [&](std::int64_t amount) {
    return multiply_divide(amount, whole - served, whole, rounding).value_or(amount);
  };
  back.money = part(back.money);
  for (auto& [good, number] : back.goods) number = part(number);
  std::erase_if(back.goods, [](const auto& good) { return good.second == 0; });
  return back;
}

Status reclaimed_as_they_leave(FrozenProgrammes& frozen, const HeldAward& award, Day day, TakenBack& back) {
  back = {};
  Status status;
  const Offer* was = frozen.offer(award, status);
  if (was == nullptr) return status;
  const Rounding rounding = frozen.programme(award.fingerprint, status)->schema.rounding;
  for (const Claim& claim : was->claims) {
    if (claim.lost || claim.condition || !is_within(award, claim, day)) continue;
    TakenBack one = reclaimed(award, claim, day, rounding);
    if (is_nothing(back) || one.money > back.money) back = std::move(one);
  }
  return status;
}

}  // namespace trouw
