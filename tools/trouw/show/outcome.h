// What offers did, for people and for machines.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>

#include "shell/console.h"
#include "trouw/outcome.h"

namespace trouw::cli {

// Everything that an outcome has to tell. Refers to what it was made from.
struct OutcomeReport {
  const Programme& programme;
  const Outcomes& found;
  const OutcomeOptions& options;
  std::string rejects_file;  // empty: none was asked for
};

// At most 80 columns wide but for long words.
std::string outcome_text(const OutcomeReport& report, const Console& console);

// {programme, fingerprint, on, currency, records, rejected, offers[{title, hold_out, awarded{contracts,
// stayed, left, missing, unread, share, low, high}, held_out{the same}, in_both, finding, difference, low,
// high, needed, granted, handed, cost, kept{contracts, low, high}, cost_each{money, low, high}}]}. Shares and
// differences in percent and percentage points; null where there is none. Money in minor units.
nlohmann::ordered_json outcome_json(const OutcomeReport& report);

// "nobody held out", "too few", …
const char* finding_name(Finding finding);

}  // namespace trouw::cli
