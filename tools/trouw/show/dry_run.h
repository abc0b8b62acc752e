// What a dry run found, for people and for machines.
#pragma once

#include <cstdint>
#include <map>
#include <nlohmann/json_fwd.hpp>
#include <string>
#include <utility>

#include "shell/console.h"
#include "trouw/dry_run.h"

namespace trouw::cli {

// Rejected records by field and reason: a bounded number of kinds, the rest together.
class RejectTally {
 public:
  void add(const Reject& reject);

  using Kind = std::pair<std::string, std::string>;  // field, reason
  const std::map<Kind, std::uint64_t>& kinds() const { return kinds_; }
  std::uint64_t others() const { return others_; }

 private:
  std::map<Kind, std::uint64_t> kinds_;
  std::uint64_t others_ = 0;
};

// Everything that a dry run has to tell. Refers to what it was made from.
struct DryRunReport {
  const Programme& programme;
  const DryRunSummary& summary;
  const RejectTally& rejects;
  Day on = 0;
  std::string rejects_file;  // empty: none was asked for
  std::string ledger_file;   // likewise
  double seconds = 0;
};

// Nothing broken; of what was not checked it says nothing.
bool guarantees_hold(const DryRunSummary& summary);
// There were records, and none could be decided.
bool all_rejected(const DryRunSummary& summary);
const char* verdict_of(const GuaranteeSummary& found);  // "holds", "broken", "not checked"

// The answer first; at most 80 columns wide but for long words.
std::string dry_run_text(const DryRunReport& report, const Console& console);

// The keys and their order are a contract.
nlohmann::ordered_json dry_run_json(const DryRunReport& report);

const char* audience_name(Audience audience);  // "newcomers"

}  // namespace trouw::cli
