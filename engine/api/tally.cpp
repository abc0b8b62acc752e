#include "trouw/tally.h"

#include <algorithm>

namespace trouw {

void RejectTally::add(const Reject& reject) {
  add(reject, reject.line);
  for (const Misfit& other : reject.others) add(other, reject.line);
}

void RejectTally::add(const Misfit& misfit, std::uint64_t line) {
  constexpr std::size_t kinds_kept = 1000;
  const auto kind = std::make_pair(misfit.field, misfit.reason);
  const bool known = kinds_.contains(kind);
  if (!known && kinds_.size() >= kinds_kept) {
    ++others_;
    return;
  }
  Cases& cases = kinds_[kind];
  if (!known) cases = {0, misfit.value, misfit.advice, line};
  ++cases.count;
}

std::vector<const RejectTally::Kinds::value_type*> RejectTally::by_frequency() const {
  std::vector<const Kinds::value_type*> kinds;
  for (const auto& kind : kinds_) kinds.push_back(&kind);
  std::ranges::stable_sort(kinds,
                           [](const auto* a, const auto* b) { return a->second.count > b->second.count; });
  return kinds;
}

const char* audience_name(Audience audience) {
  switch (audience) {
    case Audience::newcomers:
      return "newcomers";
    case Audience::customers:
      return "customers";
    case Audience::returners:
      return "returners";
    case Audience::everyone:
      return "everyone";
  }
  return "";
}

bool all_rejected(const DryRunSummary& summary) {
  return summary.records > 0 && summary.decided == 0;
}

bool guarantees_hold(const DryRunSummary& summary) {
  return std::ranges::all_of(summary.guarantees, &GuaranteeSummary::holds);
}

}  // namespace trouw
