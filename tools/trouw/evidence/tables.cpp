#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "evidence/report.h"
#include "trouw/version.h"

namespace trouw::cli {

namespace {

using nlohmann::ordered_json;

std::string points(std::int64_t rate) {
  return format_scaled(rate, rate_places);
}

void add_group(const EvidenceReport& report, const PenaltyGroup& group,
               std::vector<std::vector<std::string>>& rows) {
  for (std::size_t band = 0; band < penalty_bands; ++band) {
    const PenaltyCell& cell = group.bands[band];
    if (cell.customers == 0) continue;
    std::vector<std::string> row = group.values;
    row.resize(penalty_heading(report).size() - 10, "all");
    row.push_back(group.closed ? "yes" : "no");
    row.emplace_back(penalty_band_name(band));
    row.push_back(std::to_string(cell.customers));
    row.emplace_back(cell.small() ? "yes" : "no");
    row.push_back(std::to_string(cell.net));
    row.push_back(std::to_string(cell.reference));
    row.push_back(cell.ratio() ? points(*cell.ratio()) : "");
    row.push_back(std::to_string(cell.worse_off));
    row.push_back(band == band_of_old && group.gap() ? points(*group.gap()) : "");
    row.emplace_back(band == band_of_old && group.flagged() ? "yes" : "no");
    rows.push_back(std::move(row));
  }
}

}  // namespace

std::vector<std::string> penalty_heading(const EvidenceReport& report) {
  std::vector<std::string> heading;
  const Schema& schema = report.programme.schema;
  if (schema.products) heading.push_back(schema.fields[schema.products->field].name);
  for (const std::string& field : report.by)
    if (std::ranges::find(heading, field) == heading.end()) heading.push_back(field);
  for (const char* name : {"closed", "tenure", "customers", "small", "net", "reference", "ratio_percent",
                           "worse_off", "gap_points", "flagged"})
    heading.emplace_back(name);
  return heading;
}

std::vector<std::vector<std::string>> penalty_rows(const EvidenceReport& report) {
  std::vector<std::vector<std::string>> rows;
  add_group(report, report.found.penalty.all(), rows);
  if (penalty_heading(report).size() == 10) return rows;  // there are no groups
  for (const PenaltyGroup* group : report.found.penalty.groups()) add_group(report, *group, rows);
  return rows;
}

ordered_json about_json(const EvidenceReport& report) {
  const auto or_null = [](const std::string& text) {
    return text.empty() ? ordered_json(nullptr) : ordered_json(text);
  };
  return {{"trouw", version()},
          {"programme", report.programme.schema.programme},
          {"fingerprint", report.programme.fingerprint},
          {"on", format_day(report.dry_run.on)},
          {"currency", report.programme.schema.currency},
          {"customers", {{"name", report.source}, {"sha256", or_null(report.source_hash)}}},
          {"ledger", report.ledger ? ordered_json{{"head", report.ledger->head}} : ordered_json(nullptr)},
          {"technical_price", or_null(report.technical_price)},
          {"by", report.by},
          {"ids", report.hashed_ids ? "hashed" : "as they are"},
          {"records", report.found.records},
          {"decided", report.found.decided},
          {"rejected", report.found.rejected},
          {"breaches", report.found.breaches}};
}

ordered_json controls_json(const EvidenceReport& report) {
  ordered_json failed = ordered_json::array(), facts = ordered_json::array();
  for (const ExampleResult& example : report.examples)
    if (!example.unmet.empty()) failed.push_back(example.title);
  for (const FactSummary& fact : report.dry_run.summary.facts)
    facts.push_back({{"text", fact.text}, {"broken", fact.broken_count}});
  ordered_json json = {{"examples", {{"run", report.examples.size()}, {"failed", std::move(failed)}}},
                       {"facts", std::move(facts)},
                       {"ledger", nullptr},
                       {"replay", nullptr}};
  if (report.ledger) json["ledger"] = {{"entries", report.ledger->entries}, {"wrong", report.ledger->wrong}};
  if (report.replay)
    json["replay"] = {{"decisions", report.replay->decisions},
                      {"alike", report.replay->alike},
                      {"forgotten", report.replay->forgotten},
                      {"different", report.replay->different}};
  return json;
}

bool evidence_is_clean(const EvidenceReport& report) {
  const bool proved =
      std::ranges::none_of(report.proofs, [](const Proof& one) { return one.verdict == Verdict::broken; });
  const bool examples =
      std::ranges::all_of(report.examples, [](const ExampleResult& one) { return one.unmet.empty(); });
  return report.found.breaches == 0 && report.found.decided > 0 && guarantees_hold(report.dry_run.summary) &&
         proved && examples && (!report.ledger || report.ledger->wrong.empty()) &&
         (!report.replay || report.replay->different.empty());
}

}  // namespace trouw::cli
