#include <nlohmann/json.hpp>

#include "show/what_if.h"

namespace trouw::cli {

namespace {

using nlohmann::ordered_json;

ordered_json worse_off_json(const DryRunSummary::WorseOff& worse) {
  return {{"count", worse.count}, {"total", worse.total}};
}

ordered_json people_json(const std::vector<Loser>& worse) {
  ordered_json list = ordered_json::array();
  for (const Loser& one : worse)
    list.push_back({{"id", one.after.id},
                    {"worse_off", one.by},
                    {"before", {{"pays", one.before.deal.net}, {"newcomer_pays", one.before.twin.net}}},
                    {"after", {{"pays", one.after.deal.net}, {"newcomer_pays", one.after.twin.net}}}});
  return list;
}

ordered_json breaking_json(const Breaking& found) {
  if (!found.rate)
    return {{"breaks_at", nullptr},
            {"id", nullptr},
            {"worse_off", 0},
            {"step", format_rate(found.step)},
            {"records", found.records}};
  return {{"breaks_at", format_rate(*found.rate)},
          {"id", found.id},
          {"worse_off", found.worse_off},
          {"step", format_rate(found.step)},
          {"records", found.records}};
}

ordered_json how_far_json(const HowFar& how_far) {
  return {{"field", how_far.field},
          {"direction", how_far.options.falling ? "down" : "up"},
          {"most", format_rate(how_far.options.most)},
          {"before_match", breaking_json(how_far.found.before_match)},
          {"after_match", breaking_json(how_far.found.after_match)}};
}

}  // namespace

ordered_json what_if_json(const WhatIfReport& report) {
  const Difference& found = report.difference.found;
  ordered_json guarantees = ordered_json::array();
  for (const GuaranteeChange& change : guarantee_changes(report.difference))
    guarantees.push_back({{"text", change.text},
                          {"before", change.before},
                          {"after", change.after},
                          {"verdict", change.verdict}});
  return {{"programme", report.difference.after.schema.programme},
          {"on", format_day(report.difference.on)},
          {"currency", report.difference.after.schema.currency},
          {"changes", report.changes},
          {"compared", found.all.gaining + found.all.losing + found.all.unchanged},
          {"rejected", {{"before", found.before.rejected}, {"after", found.after.rejected}}},
          {"worse_off",
           {{"before", worse_off_json(found.before.after)},
            {"after", worse_off_json(found.after.after)},
            {"newly", found.newly_worse_off},
            {"no_longer", found.no_longer_worse_off}}},
          {"worse_off_before_match",
           {{"before", worse_off_json(found.before.before)}, {"after", worse_off_json(found.after.before)}}},
          {"top_up", {{"before", found.before.top_up}, {"after", found.after.top_up}}},
          {"value", {{"before", found.before.value}, {"after", found.after.value}}},
          {"guarantees", std::move(guarantees)},
          {"people", people_json(found.worse_off)},
          {"how_far", report.how_far ? how_far_json(*report.how_far) : ordered_json(nullptr)},
          {"seconds", report.difference.seconds}};
}

}  // namespace trouw::cli
