// Small drafts for the tests of the language service.
#pragma once

#include <algorithm>
#include <string>
#include <vector>

#include "trouw/service.h"

namespace trouw::service {

inline constexpr const char* small_yaml = R"(programme: Test
currency: EUR
prices: including tax
horizon: 12 months
billing period: 1 month
fields:
  number:        {type: text, column: id}
  status:        {type: choice, values: [active, former], typical: active, for newcomers: kept}
  joined:        {type: date, for newcomers: today, typical: 2020-01-15}
  monthly price: {type: money, from: EUR 0, to: EUR 500, for newcomers: kept, typical: EUR 60}
  region:        {type: choice, values: [NH, ZH, UT], for newcomers: kept, typical: NH}
  usage:         {type: whole number, unit: kWh, from: 0, to: 100000, for newcomers: kept, typical: 2500}
  contract end:  {type: date, optional: true, for newcomers: unknown}
  autopay:       {type: yes/no, for newcomers: no, typical: no}
roles:
  id: number
  joined: joined
  price: monthly price
  newcomer price: same as price
  customer when: status is active
  others: newcomer
perks:
  priority line: {worth: EUR 2, per: month}
)";

inline Draft draft_of(std::string offers) {
  Draft draft;
  draft.put("programme.yaml", small_yaml);
  draft.put("offers.trouw", std::move(offers));
  return draft;
}

// A text with a bar where the cursor stands.
struct Pointed {
  std::string text;
  std::uint32_t at = 0;
};
inline Pointed pointed(std::string text) {
  const std::size_t at = text.find('|');
  text.erase(at, 1);
  return {std::move(text), static_cast<std::uint32_t>(at)};
}

inline std::vector<std::string> labels(const std::vector<Completion>& all) {
  std::vector<std::string> found;
  for (const Completion& one : all) found.push_back(one.label);
  return found;
}
inline bool has(const std::vector<std::string>& all, const std::string& one) {
  return std::find(all.begin(), all.end(), one) != all.end();
}

inline std::string applied(std::string text, std::vector<Edit> edits) {
  std::sort(edits.begin(), edits.end(), [](const Edit& a, const Edit& b) { return a.at.begin > b.at.begin; });
  for (const Edit& edit : edits) text.replace(edit.at.begin, edit.at.end - edit.at.begin, edit.text);
  return text;
}

}  // namespace trouw::service
