// What a dry run found, for people and for machines.
#pragma once

#include <cstdint>
#include <map>
#include <nlohmann/json_fwd.hpp>
#include <string>
#include <utility>
#include <vector>

#include "shell/console.h"
#include "trouw/dry_run.h"

namespace trouw::cli {

// What is wrong with rejected records, by field and reason: a bounded number of kinds, the rest together. A
// record counts for each thing that is wrong with it.
class RejectTally {
 public:
  void add(const Reject& reject);

  using Kind = std::pair<std::string, std::string>;  // field, reason
  struct Cases {
    std::uint64_t count = 0;
    std::string value, advice;  // of the first
    std::uint64_t line = 0;
  };
  using Kinds = std::map<Kind, Cases>;
  const Kinds& kinds() const { return kinds_; }
  // The same, the most frequent first.
  std::vector<const Kinds::value_type*> by_frequency() const;
  std::uint64_t others() const { return others_; }

 private:
  void add(const Misfit& misfit, std::uint64_t line);

  Kinds kinds_;
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
