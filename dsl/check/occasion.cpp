#include "trouw/occasion.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "check/context.h"

namespace trouw {

namespace {

std::string length_text(std::int64_t months, std::int64_t days) {
  const std::int64_t count =
      days > 0 ? (days % 7 == 0 ? days / 7 : days) : (months % 12 == 0 ? months / 12 : months);
  const char* unit = days > 0 ? (days % 7 == 0 ? "week" : "day") : months % 12 == 0 ? "year" : "month";
  return fmt::format("{} {}{}", count, unit, count == 1 ? "" : "s");
}

// "once per 12 months per customer"
std::string limit_words(const Schema& schema, const Offer& offer) {
  for (const Limit& limit : offer.limits) {
    if (limit.kind != LimitKind::once) continue;
    const std::string per = limit.per == Limit::customer ? "customer"
                            : limit.per == Limit::field  ? schema.fields[limit.per_field].name
                                                         : "contract";
    if (limit.window_months == 0 && limit.window_days == 0) return "once per " + per + ", for good";
    return fmt::format("at most once in {} per {}", length_text(limit.window_months, limit.window_days), per);
  }
  return "";
}

// Billing periods after which a promise comes again.
int comes_again(const Schema& schema, const Offer& offer) {
  int periods = schema.horizon;
  for (const Reward& reward : offer.rewards) periods = std::max(periods, reward.first + reward.periods);
  return periods;
}

}  // namespace

std::string occasion_words(const Schema& schema, const Offer& offer) {
  if (offer.match) return "on any day on which something is missing";
  switch (offer.occasion) {
    case Occasion::milestone:
      return offer.reaches.size() == 1 && !offer.reaches_every ? "once, at its milestone"
                                                               : "once at each milestone";
    case Occasion::anniversary:
      return "once in a calendar year";
    case Occasion::limit:
      return limit_words(schema, offer);
    case Occasion::promised: {
      const Period billing = schema.billing;
      return "again every " + billing_text({comes_again(schema, offer) * billing.count, billing.weeks});
    }
    case Occasion::living:
      return "once, and it goes on";
    case Occasion::once_for_good:
      return "once for good";
  }
  return "";
}

std::string occasions_text(const Programme& programme) {
  std::vector<std::pair<std::string, std::vector<std::string>>> groups;
  for (const Offer& offer : programme.offers) {
    const std::string words = occasion_words(programme.schema, offer);
    const auto known =
        std::find_if(groups.begin(), groups.end(), [&](const auto& g) { return g.first == words; });
    if (known == groups.end())
      groups.push_back({words, {quoted(offer.title)}});
    else
      known->second.push_back(quoted(offer.title));
  }
  std::stable_sort(groups.begin(), groups.end(),
                   [](const auto& a, const auto& b) { return a.second.size() > b.second.size(); });
  std::string text;
  for (const auto& [words, titles] : groups)
    text += fmt::format("{}{}: granted {}.", text.empty() ? "" : " ", fmt::join(titles, ", "), words);
  return text;
}

}  // namespace trouw
