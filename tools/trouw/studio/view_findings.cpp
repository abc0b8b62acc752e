// What the programme on the desk comes to.
#include "show/difference.h"
#include "show/dry_run.h"
#include "show/prove.h"
#include "studio/view.h"

namespace trouw::cli {

namespace {

Json worse_json(const DryRunSummary::WorseOff& worse, const std::vector<WorseOff>& named) {
  Json list = Json::array();
  for (const WorseOff& one : named) list.push_back({{"id", one.id}, {"by", one.by}});
  return {{"count", worse.count}, {"total", worse.total}, {"named", std::move(list)}};
}

Json offers_json(const Programme& programme, const DryRunSummary& summary) {
  Json all = Json::array();
  for (std::size_t i = 0; i < programme.offers.size(); ++i) {
    const Offer& offer = programme.offers[i];
    all.push_back({{"title", offer.title},
                   {"audience", audience_name(offer.audience)},
                   {"file", offer.place.file},
                   {"line", offer.place.line},
                   {"counted", summary.offers[i].counted},
                   {"paid", summary.offers[i].paid}});
  }
  return all;
}

Json figures_json(const Findings& found) {
  const Programme& programme = *found.programme;
  const DryRunSummary& summary = *found.figures;
  return {{"records", summary.records},
          {"decided", summary.decided},
          {"rejected", summary.rejected},
          {"customers", summary.standings[static_cast<std::size_t>(Standing::customer)]},
          {"newcomers", summary.standings[static_cast<std::size_t>(Standing::newcomer)]},
          {"returners", summary.standings[static_cast<std::size_t>(Standing::returner)]},
          {"value", summary.value},
          {"top_up", summary.top_up},
          {"facts_broken", summary.facts_broken},
          {"before", worse_json(summary.before, found.worst_before)},
          {"after", worse_json(summary.after, found.worst_after)},
          {"offers", offers_json(programme, summary)}};
}

Json side_json(const ProofSide& side) {
  return {{"who", side.who}, {"bills", side.bills}, {"cost", side.cost}, {"value", side.deal.value}};
}

Json counterexample_json(const Counterexample& found) {
  return {{"on", format_day(found.on)},     {"gap", found.gap},
          {"person", found.person},         {"difference", found.difference},
          {"suggestion", found.suggestion}, {"own", side_json(found.own)},
          {"other", side_json(found.other)}};
}

// How far a guarantee is: "holds", "broken", "unknown", "population"; "looking", "waiting", "stopped".
const char* state_of(const Findings& found, std::size_t number, bool tries) {
  if (number < found.proofs.size()) return verdict_name(found.proofs[number].verdict);
  if (!tries) return "stopped";
  if (found.complete) return "unknown";
  return number == found.proofs.size() ? "looking" : "waiting";
}

Json guarantees_json(const Findings& found, bool tries) {
  const Programme& programme = *found.programme;
  Json all = Json::array();
  for (std::size_t i = 0; i < programme.guarantees.size(); ++i) {
    const Guarantee& guarantee = programme.guarantees[i];
    Json json = {{"text", guarantee.text},
                 {"file", guarantee.place.file},
                 {"line", guarantee.place.line},
                 {"state", state_of(found, i, tries)}};
    if (i < found.proofs.size()) {
      const Proof& proof = found.proofs[i];
      json["seconds"] = proof.seconds;
      if (proof.verdict == Verdict::unknown)
        json["reached"] = {{"cases", proof.reached.cases},
                           {"proved", proof.reached.proved},
                           {"tried", proof.reached.tried},
                           {"reason", proof.reached.reason}};
      if (!proof.nothing_compared.empty()) json["nothing_compared"] = proof.nothing_compared;
      if (proof.counterexample) json["found"] = counterexample_json(*proof.counterexample);
    }
    if (found.figures && i < found.figures->guarantees.size()) {
      const GuaranteeSummary& summary = found.figures->guarantees[i];
      json["records"] = {{"covered", summary.covered},
                         {"broken", summary.broken_count},
                         {"worst_id", summary.worst_id},
                         {"worst", summary.worst},
                         {"holds", summary.holds}};
    }
    all.push_back(std::move(json));
  }
  return all;
}

Json shift_json(const Findings& found) {
  const Difference& difference = *found.difference;
  Json losers = Json::array();
  for (const Loser& loser : difference.worst)
    losers.push_back({{"id", loser.before.id},
                      {"by", loser.by},
                      {"before", loser.before.value},
                      {"after", loser.after.value}});
  return {{"losing", difference.all.losing},
          {"gaining", difference.all.gaining},
          {"unchanged", difference.all.unchanged},
          {"lost", difference.all.lost},
          {"gained", difference.all.gained},
          {"before", difference.before.value},
          {"after", difference.after.value},
          {"newly_worse_off", difference.newly_worse_off},
          {"no_longer_worse_off", difference.no_longer_worse_off},
          {"losers", std::move(losers)}};
}

Json curve_points(const Curve& curve) {
  Json points = Json::array();
  for (const Curve::Point& point : curve.points)
    points.push_back({point.months, point.value, point.newcomer_value});
  return points;
}

}  // namespace

Json findings_json(const Desk& desk) {
  const Findings found = desk.findings();
  const LiveOptions live = desk.live_options();
  Json json = {{"on", live.on ? format_day(*live.on) : std::string()}, {"working", !found.complete}};
  if (!found.programme) return json;
  json["current"] = found.programme == desk.draft().programme();
  json["failure"] = found.failure;
  if (found.figures) json["figures"] = figures_json(found);
  if (found.figures) json["seconds"] = found.seconds_to_figures;
  if (found.difference) json["difference"] = shift_json(found);
  json["guarantees"] = guarantees_json(found, live.proof_seconds > 0);
  json["proof_seconds"] = live.proof_seconds;
  if (found.curve) json["curve"] = curve_points(*found.curve);
  return json;
}

}  // namespace trouw::cli
