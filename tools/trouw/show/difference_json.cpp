#include <nlohmann/json.hpp>

#include "show/difference.h"

namespace trouw::cli {

namespace {

using nlohmann::ordered_json;

ordered_json shift_json(const Shift& shift) {
  return {{"gaining", shift.gaining},
          {"losing", shift.losing},
          {"unchanged", shift.unchanged},
          {"gained", shift.gained},
          {"lost", shift.lost}};
}

ordered_json offers_json(const DifferenceReport& report) {
  ordered_json list = ordered_json::array();
  for (const OfferChange& change : offer_changes(report))
    list.push_back({{"title", change.title},
                    {"was", change.was},
                    {"counted",
                     {{"before", change.counted_before},
                      {"after", change.counted_after},
                      {"newly", change.newly},
                      {"no_longer", change.no_longer}}},
                    {"paid", {{"before", change.paid_before}, {"after", change.paid_after}}}});
  return list;
}

ordered_json guarantees_json(const DifferenceReport& report) {
  ordered_json list = ordered_json::array();
  for (const GuaranteeChange& change : guarantee_changes(report))
    list.push_back({{"text", change.text},
                    {"before", change.before},
                    {"after", change.after},
                    {"verdict", change.verdict}});
  return list;
}

ordered_json segments_json(const DifferenceReport& report) {
  ordered_json list = ordered_json::array();
  for (const ShiftedSegment& segment : report.found.segments) {
    ordered_json values = ordered_json::array();
    for (std::size_t i = 0; i < segment.values.size(); ++i) {
      ordered_json value = {{"value", segment.values[i]}};
      value.update(shift_json(segment.shifts[i]));
      values.push_back(std::move(value));
    }
    list.push_back(
        {{"field", report.after.schema.fields[segment.field].name}, {"values", std::move(values)}});
  }
  return list;
}

ordered_json losers_json(const DifferenceReport& report) {
  ordered_json list = ordered_json::array();
  for (const Loser& loser : report.found.worst)
    list.push_back({{"id", loser.after.id},
                    {"by", loser.by},
                    {"before", loser.before.value},
                    {"after", loser.after.value},
                    {"reasons", loss_reasons(report, loser)}});
  return list;
}

}  // namespace

ordered_json difference_json(const DifferenceReport& report) {
  const Difference& found = report.found;
  return {{"programme", report.after.schema.programme},
          {"fingerprints", {{"before", report.before.fingerprint}, {"after", report.after.fingerprint}}},
          {"on", format_day(report.on)},
          {"currency", report.after.schema.currency},
          {"compared", found.all.gaining + found.all.losing + found.all.unchanged},
          {"only_before", found.only_before},
          {"only_after", found.only_after},
          {"standing_changed", found.standing_changed},
          {"shift", shift_json(found.all)},
          {"value", {{"before", found.before.value}, {"after", found.after.value}}},
          {"worse_off",
           {{"before", found.before.after.count},
            {"after", found.after.after.count},
            {"newly", found.newly_worse_off},
            {"no_longer", found.no_longer_worse_off}}},
          {"guarantees", guarantees_json(report)},
          {"offers", offers_json(report)},
          {"segments", segments_json(report)},
          {"losers", losers_json(report)},
          {"seconds", report.seconds}};
}

}  // namespace trouw::cli
