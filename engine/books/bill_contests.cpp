// Who competes on a bill: awards of one offer, and the items of a best-of.
#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "books/bill_lines.h"
#include "books/past.h"

namespace trouw {

// Who competes with whom: each contest has sides, of which the first granted stands first.
std::vector<std::vector<BillLines::Side>> BillLines::contests(const std::vector<BilledAward>& awards,
                                                              const std::optional<Audience>& audience) const {
  std::vector<std::pair<std::string, std::vector<std::pair<std::string, Side>>>> found;
  for (std::uint32_t i = 0; i < awards.size(); ++i) {
    if (awards[i].award->match) continue;
    const std::string& title = awards[i].award->offer;
    const auto offer = offer_titled(now_, title);
    std::string contest = offer ? now_.offers[*offer].title : title, side = contest;
    if (offer && audience) {
      const auto& groups = now_.combine[static_cast<std::size_t>(*audience)].best_of;
      for (std::size_t group = 0; group < groups.size(); ++group)
        for (std::size_t item = 0; item < groups[group].items.size(); ++item)
          if (std::ranges::find(groups[group].items[item], *offer) != groups[group].items[item].end()) {
            contest = fmt::format("best of {}", group);
            side = fmt::format("{}", item);
          }
    }
    auto of = std::ranges::find(found, contest, &decltype(found)::value_type::first);
    if (of == found.end()) of = found.insert(of, {contest, {}});
    auto& sides = of->second;
    auto at = std::ranges::find(sides, side, [](const auto& one) { return one.first; });
    if (at == sides.end()) at = sides.insert(at, {side, {}});
    at->second.push_back(i);
  }
  std::vector<std::vector<Side>> all;
  for (auto& [contest, sides] : found) {
    auto& made = all.emplace_back();
    for (auto& [side, members] : sides) made.push_back(std::move(members));
  }
  return all;
}

// Awards of one offer of which only the largest counts: what recurs. One-off rewards stand beside, and take
// nothing from each other.
std::vector<std::vector<BillLines::Side>> BillLines::rivals(const std::vector<BilledAward>& awards,
                                                            const Side& side) const {
  std::map<std::string, std::vector<Side>> offers;
  for (const std::uint32_t award : side) {
    const HeldAward& held = *awards[award].award;
    if (std::ranges::all_of(held.promises, [](const HeldPromise& one) { return one.promise.one_off; }))
      continue;
    const auto offer = offer_titled(now_, held.offer);
    offers[offer ? now_.offers[*offer].title : held.offer].push_back({award});
  }
  std::vector<std::vector<Side>> found;
  for (auto& [title, own] : offers)
    if (own.size() > 1) found.push_back(std::move(own));
  return found;
}

}  // namespace trouw
