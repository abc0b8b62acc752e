#include "proof/day_shape.h"

#include <algorithm>
#include <set>

namespace trouw {

namespace {

// Each stretch as the set of places that it lies at or before, in order of days.
std::vector<std::pair<std::uint32_t, std::set<std::uint32_t>>> cells(const std::vector<std::uint32_t>& axis) {
  std::set<std::uint32_t> ahead;
  for (const std::uint32_t token : axis)
    if (token < stretch_end) ahead.insert(token);
  std::vector<std::pair<std::uint32_t, std::set<std::uint32_t>>> all;
  for (const std::uint32_t token : axis) {
    if (token >= stretch_end)
      all.emplace_back(token, ahead);
    else
      ahead.erase(token);
  }
  return all;
}

// Whether what can be in a stretch of the one can be in one of the other.
bool holds_as_much(std::uint32_t more, std::uint32_t less) {
  if (more >= counted && less >= counted) return more >= less;
  return more == less || more == stretch_end + 3;
}

}  // namespace

std::size_t width(const DayShape& shape) {
  std::size_t stretches = 0;
  for (const auto& axis : shape.axes)
    stretches += static_cast<std::size_t>(
        std::count_if(axis.begin(), axis.end(), [](std::uint32_t t) { return t >= stretch_end; }));
  return stretches;
}

bool covers(const DayShape& more, const DayShape& less) {
  if (more.windows != less.windows) return false;
  for (std::size_t i = 0; i < more.axes.size(); ++i) {
    const auto big = cells(more.axes[i]), small = cells(less.axes[i]);
    std::size_t at = 0;
    for (const auto& [seen, ahead] : small) {
      while (at < big.size() && !(big[at].second == ahead && holds_as_much(big[at].first, seen))) ++at;
      if (at++ == big.size()) return false;
    }
  }
  return true;
}

}  // namespace trouw
