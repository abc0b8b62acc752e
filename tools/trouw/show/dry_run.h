// What a dry run found, for people; trouw/answers.h has it for machines.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "shell/console.h"
#include "trouw/tally.h"

namespace trouw::cli {

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

const char* verdict_of(const GuaranteeSummary& found);  // "holds", "broken", "not checked"

// The answer first; at most 80 columns wide but for long words.
std::string dry_run_text(const DryRunReport& report, const Console& console);

}  // namespace trouw::cli
