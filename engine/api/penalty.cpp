#include "trouw/penalty.h"

namespace trouw {

namespace {

constexpr std::array<std::string_view, penalty_bands> names = {"less than one year",  "one or two years",
                                                               "three or four years", "five to eight years",
                                                               "nine years or more",  "tenure unknown"};
constexpr std::array<std::int64_t, 4> first_years = {1, 3, 5, 9};

bool add_to(PenaltyCell& cell, const PenaltyEntry& entry) {
  ++cell.customers;
  cell.worse_off += entry.worse_off > 0 ? 1 : 0;
  return !__builtin_add_overflow(cell.net, entry.net, &cell.net) &&
         !__builtin_add_overflow(cell.reference, entry.reference, &cell.reference);
}

}  // namespace

std::string_view penalty_band_name(std::size_t band) {
  return names[band];
}

std::size_t penalty_band(std::optional<std::int64_t> tenure_months) {
  if (!tenure_months) return penalty_bands - 1;
  std::size_t band = 0;
  for (const std::int64_t years : first_years) band += *tenure_months >= 12 * years ? 1U : 0U;
  return band;
}

std::optional<std::int64_t> PenaltyCell::ratio() const {
  if (customers == 0 || reference <= 0) return std::nullopt;
  return multiply_divide(net, rate_one, reference, Rounding::half_away);
}

std::optional<std::int64_t> PenaltyGroup::gap() const {
  const auto old = bands[band_of_old].ratio(), young = bands[band_of_new].ratio();
  std::int64_t difference = 0;
  if (!old || !young || __builtin_sub_overflow(*old, *young, &difference)) return std::nullopt;
  return difference;
}

bool PenaltyGroup::flagged() const {
  return !bands[band_of_old].small() && !bands[band_of_new].small() && gap().value_or(0) >= penalty_flag;
}

bool PenaltyTable::add(const std::vector<std::string>& values, bool closed, const PenaltyEntry& entry) {
  PenaltyGroup& group = groups_[{closed, values}];
  group.values = values;
  group.closed = closed;
  const std::size_t band = penalty_band(entry.tenure_months);
  return add_to(group.bands[band], entry) && add_to(all_.bands[band], entry);
}

std::vector<const PenaltyGroup*> PenaltyTable::groups() const {
  std::vector<const PenaltyGroup*> all;
  for (const auto& [key, group] : groups_) all.push_back(&group);
  return all;
}

}  // namespace trouw
