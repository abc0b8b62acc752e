#include <nlohmann/json.hpp>

#include "show/dry_run.h"

namespace trouw::cli {

namespace {

using nlohmann::ordered_json;

ordered_json standings(const DryRunSummary& summary) {
  const auto count = [&](Standing standing) { return summary.standings[static_cast<int>(standing)]; };
  return {{"customer", count(Standing::customer)},
          {"newcomer", count(Standing::newcomer)},
          {"returner", count(Standing::returner)},
          {"nobody", count(Standing::nobody)}};
}

ordered_json worse_off(const DryRunSummary& summary) {
  const auto part = [](const DryRunSummary::WorseOff& worse) {
    return ordered_json{{"count", worse.count}, {"total", worse.total}};
  };
  return {{"before", part(summary.before)}, {"after", part(summary.after)}};
}

ordered_json not_covered(const DryRunSummary& summary) {
  return {{"rejected", summary.rejected},
          {"facts_broken", summary.facts_broken},
          {"nobody", summary.standings[static_cast<int>(Standing::nobody)]}};
}

ordered_json offers(const DryRunReport& report) {
  ordered_json list = ordered_json::array();
  for (std::size_t number = 0; number < report.programme.offers.size(); ++number) {
    const Offer& offer = report.programme.offers[number];
    const OfferSummary& counts = report.summary.offers[number];
    list.push_back({{"title", offer.title},
                    {"audience", audience_name(offer.audience)},
                    {"open", counts.open},
                    {"counted", counts.counted},
                    {"value", counts.value},
                    {"paid", counts.paid}});
  }
  return list;
}

ordered_json guarantees(const DryRunReport& report) {
  ordered_json list = ordered_json::array();
  for (std::size_t number = 0; number < report.programme.guarantees.size(); ++number) {
    const GuaranteeSummary& found = report.summary.guarantees[number];
    list.push_back({{"text", report.programme.guarantees[number].text},
                    {"holds", all_rejected(report.summary) ? ordered_json() : ordered_json(found.holds)},
                    {"broken_count", found.broken_count},
                    {"worst_id", found.worst_id.empty() ? ordered_json() : ordered_json(found.worst_id)}});
  }
  return list;
}

// The most frequent first.
ordered_json rejects(const DryRunReport& report) {
  ordered_json list = ordered_json::array();
  for (const auto* kind : report.rejects.by_frequency()) {
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

ordered_json dry_run_json(const DryRunReport& report) {
  const DryRunSummary& summary = report.summary;
  return {{"programme", report.programme.schema.programme},
          {"fingerprint", report.programme.fingerprint},
          {"on", format_day(report.on)},
          {"currency", report.programme.schema.currency},
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
          {"offers", offers(report)},
          {"guarantees", guarantees(report)},
          {"blank_lines", summary.blank_lines},
          {"rejects", rejects(report)},
          {"seconds", report.seconds}};
}

}  // namespace trouw::cli
