// What a folder of evidence says in words and tables.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>
#include <vector>

#include "report/html.h"
#include "show/dry_run.h"
#include "trouw/evidence.h"
#include "trouw/examples.h"
#include "trouw/granting.h"
#include "trouw/proof.h"

namespace trouw::cli {

// Everything that the page and the files are made of. Refers to what it was made from.
struct EvidenceReport {
  const Programme& programme;
  const DryRunReport& dry_run;
  const EvidenceSummary& found;
  const std::vector<Proof>& proofs;
  const std::vector<ExampleResult>& examples;
  std::string source;                 // the customers' file, without its folders
  std::string source_hash;            // empty: it is no file
  std::optional<LedgerCheck> ledger;  // where there is one
  std::optional<Replay> replay;
  std::vector<std::string> by;  // fields that groups are made by
  std::string technical_price;  // the field, or empty
  bool hashed_ids = false;
};

// {trouw, programme, fingerprint, on, currency, customers{name, sha256}, ledger{head}, technical_price, by[],
// ids, records, decided, rejected, breaches}
nlohmann::ordered_json about_json(const EvidenceReport& report);

// {examples{run, failed[]}, facts[{text, broken}], ledger{entries, wrong[]}, replay{decisions, alike,
// different[]}}
nlohmann::ordered_json controls_json(const EvidenceReport& report);

// product…, closed, tenure, customers, small, net, reference, ratio_percent, worse_off, gap_points, flagged
std::vector<std::vector<std::string>> penalty_rows(const EvidenceReport& report);
std::vector<std::string> penalty_heading(const EvidenceReport& report);

// Nobody worse off, no control failed, no guarantee broken.
bool evidence_is_clean(const EvidenceReport& report);

Page evidence_page(const EvidenceReport& report);

}  // namespace trouw::cli
