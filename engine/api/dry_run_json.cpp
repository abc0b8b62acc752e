#include "api/json.h"
#include "trouw/answers.h"

namespace trouw {

namespace {

Json standings(const DryRunSummary& summary) {
  const auto count = [&](Standing standing) { return summary.standings[static_cast<int>(standing)]; };
  return {{"customer", count(Standing::customer)},
          {"newcomer", count(Standing::newcomer)},
          {"returner", count(Standing::returner)},
          {"nobody", count(Standing::nobody)}};
}

Json worse_off(const DryRunSummary& summary) {
  const auto part = [](const DryRunSummary::WorseOff& worse) {
    return Json{{"count", worse.count}, {"total", worse.total}};
  };
  return {{"before", part(summary.before)}, {"after", part(summary.after)}};
}

Json not_covered(const DryRunSummary& summary) {
  return {{"rejected", summary.rejected},
          {"facts_broken", summary.facts_broken},
          {"nobody", summary.standings[static_cast<int>(Standing::nobody)]}};
}

Json offers(const Programme& programme, const DryRunSummary& summary) {
  Json list = Json::array();
  for (std::size_t number = 0; number < programme.offers.size(); ++number) {
    const Offer& offer = programme.offers[number];
    const OfferSummary& counts = summary.offers[number];
    list.push_back({{"title", offer.title},
                    {"audience", audience_name(offer.audience)},
                    {"open", counts.open},
                    {"counted", counts.counted},
                    {"value", counts.value},
                    {"paid", counts.paid}});
  }
  return list;
}

Json guarantees(const Programme& programme, const DryRunSummary& summary) {
  Json list = Json::array();
  for (std::size_t number = 0; number < programme.guarantees.size(); ++number) {
    const GuaranteeSummary& found = summary.guarantees[number];
    list.push_back({{"text", programme.guarantees[number].text},
                    {"holds", all_rejected(summary) ? Json() : Json(found.holds)},
                    {"broken_count", found.broken_count},
                    {"worst_id", found.worst_id.empty() ? Json() : Json(found.worst_id)}});
  }
  return list;
}

// The most frequent first.
Json rejects(const RejectTally& tally) {
  Json list = Json::array();
  for (const auto* kind : tally.by_frequency()) {
    const RejectTally::Cases& cases = kind->second;
    list.push_back({{"field", kind->first.first},
                    {"reason", kind->first.second},
                    {"count", cases.count},
                    {"line", cases.line},
                    {"value", cases.value},
                    {"add", cases.advice}});
  }
  return list;
}

}  // namespace

std::string dry_run_json(const Programme& programme, const DryRunSummary& summary, const RejectTally& tally,
                         Day on, double seconds, int indent) {
  const Json json = {{"programme", programme.schema.programme},
                     {"fingerprint", programme.fingerprint},
                     {"on", format_day(on)},
                     {"currency", programme.schema.currency},
                     {"records", summary.records},
                     {"decided", summary.decided},
                     {"rejected", summary.rejected},
                     {"standings", standings(summary)},
                     {"newcomer_value", summary.newcomer_value},
                     {"value_before_match", summary.value_before_match},
                     {"top_up", summary.top_up},
                     {"value", summary.value},
                     {"worse_off", worse_off(summary)},
                     {"not_covered", not_covered(summary)},
                     {"offers", offers(programme, summary)},
                     {"guarantees", guarantees(programme, summary)},
                     {"blank_lines", summary.blank_lines},
                     {"rejects", rejects(tally)},
                     {"seconds", seconds}};
  return written(json, indent);
}

}  // namespace trouw
