#include "books/limits.h"

#include <algorithm>

namespace trouw {

namespace {

std::string field_of(const Programme& programme, const Limit& limit) {
  return limit.kind == LimitKind::once && limit.per == Limit::field
             ? programme.schema.fields[limit.per_field].name
             : "";
}

}  // namespace

OfferLimits::OfferLimits(const Programme& programme, std::uint32_t offer, Day day, Ledger& ledger,
                         Status& status)
    : programme_(&programme), offer_(offer), day_(day) {
  const Offer& of = programme.offers[offer];
  const std::vector<std::string> titles = titles_of(of);
  counts_.resize(of.limits.size());
  for (std::size_t i = 0; i < of.limits.size() && status; ++i) {
    const Limit& limit = of.limits[i];
    Count& count = counts_[i];
    status = counted(ledger.file(), titles, field_of(programme, limit), [&](const Counted& award) {
      if (limit.kind != LimitKind::customers && !in_window(limit, award.day)) return;
      LimitKeys keys{award.contract, award.customer, {}};
      keys.fields.assign(of.limits.size(), award.field_key);
      count.keys.insert(key_of(keys, i));
      count.money += award.paid;
    });
  }
}

bool OfferLimits::in_window(const Limit& limit, Day then) const {
  if (limit.kind == LimitKind::money) {
    const Civil a = civil_of(then), b = civil_of(day_);
    if (limit.window_months == 0) return true;
    return a.year == b.year && (limit.window_months == 12 || a.month == b.month);
  }
  if (limit.window_days > 0) return then + limit.window_days > day_;
  return limit.window_months == 0 || add_months(then, limit.window_months) > day_;
}

const std::string& OfferLimits::key_of(const LimitKeys& keys, std::size_t i) const {
  const Limit& limit = programme_->offers[offer_].limits[i];
  if (limit.kind == LimitKind::customers) return keys.customer;
  if (limit.per == Limit::field) return keys.fields[i];
  return limit.per == Limit::contract ? keys.contract : keys.customer;
}

bool OfferLimits::asks_fields() const {
  return std::ranges::any_of(programme_->offers[offer_].limits,
                             [](const Limit& limit) { return limit.per == Limit::field; });
}

bool OfferLimits::longest_tenure_first() const {
  return std::ranges::any_of(programme_->offers[offer_].limits, &Limit::longest_tenure_first);
}

bool OfferLimits::has_room(const LimitKeys& keys, std::int64_t money, bool again) const {
  const auto& limits = programme_->offers[offer_].limits;
  for (std::size_t i = 0; i < limits.size(); ++i) {
    const bool taken = counts_[i].keys.contains(key_of(keys, i));
    switch (limits[i].kind) {
      case LimitKind::once:
        if (taken && !again) return false;
        break;
      case LimitKind::customers:
        if (!taken && !again && static_cast<std::int64_t>(counts_[i].keys.size()) >= limits[i].amount)
          return false;
        break;
      case LimitKind::money:
        if (counts_[i].money + std::max<std::int64_t>(money, 1) > limits[i].amount) return false;
        break;
    }
  }
  return true;
}

void OfferLimits::take(const LimitKeys& keys, std::int64_t money) {
  for (std::size_t i = 0; i < counts_.size(); ++i) {
    counts_[i].keys.insert(key_of(keys, i));
    counts_[i].money += money;
  }
}

}  // namespace trouw
