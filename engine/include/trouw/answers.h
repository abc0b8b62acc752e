// What the engine and the ledger say, as JSON: the same text from the command, from C and over HTTP.
//
// Keys and their order are a contract. Money is in minor units, days are written like 2027-03-01. `indent`:
// spaces a level; below zero everything stands on one line. Texts end without a newline; bytes that are no
// UTF-8 become U+FFFD. `head` is that of the ledger after what is told.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "trouw/decision.h"
#include "trouw/granting.h"
#include "trouw/ledger.h"
#include "trouw/proof.h"
#include "trouw/tally.h"

namespace trouw {

inline constexpr int one_line = -1;

// A decision, as `trouw explain` has it; a record that could not be decided, and the day it was asked for.
std::string decision_json(const Programme& programme, const Decision& decision, int indent = one_line);
std::string rejected_json(const Programme& programme, const Reject& reject, Day on, int indent = one_line);

// The language that a message of an award is in, where it goes without saying too.
const std::string& language_of(const Programme& programme, const Award& award, const std::string& language);

// A dry run of so many seconds, and verdicts.
std::string dry_run_json(const Programme& programme, const DryRunSummary& summary, const RejectTally& tally,
                         Day on, double seconds, int indent = one_line);
std::string proofs_json(const Programme& programme, const std::vector<Proof>& proofs, int indent = one_line);

std::string grant_json(const Programme& programme, Day on, const GrantSummary& summary,
                       const std::string& head, int indent = one_line);
// A reserved award that is `state` now.
std::string settled_json(std::int64_t award, AwardState state, const std::string& head,
                         int indent = one_line);
std::string reversed_json(std::int64_t award, const TakenBack& back, const std::string& head,
                          int indent = one_line);
std::string voided_json(const std::string& id, const std::string& invoice, const Voided& voided,
                        const std::string& head, int indent = one_line);
std::string left_json(const Left& left, const std::string& head, int indent = one_line);
std::string corrected_json(const Programme& programme, Day day, const Correction& correction,
                           const std::string& head, int indent = one_line);
std::string forgotten_json(const Forgotten& forgotten, const std::string& head, int indent = one_line);
std::string checked_json(const LedgerCheck& check, int indent = one_line);
std::string why_json(const WhyGiven& why, int indent = one_line);
// What a contract was granted, and every entry of it.
Status contract_json(Ledger& ledger, const std::string& id, std::string& json, int indent = one_line);

// Periods in millionths, as people read them: "1", "0.5".
std::string periods_text(std::int64_t millionths);

// Why a bill has less of its billing period than it was to have. REQUIRES Due::within.
std::string shortened_text(const Bill& bill, const Due& due);

// The lines of bill after bill, as a list with a line each; one of the kind `note` bills nothing, and says
// why a bill has less than it was to have.
class BillsJson {
 public:
  void add(std::string_view id, const Bill& bill, const Due& due, const std::string& currency);
  std::string text(const std::string& head) const;

 private:
  std::vector<std::string> rows_;  // but for their end
};

// The awards of a time, as a list with a line each.
class AwardsJson {
 public:
  // `replaced`: by which award, as replaced_by() says.
  void add(const HeldAward& award, const Messages& messages, std::optional<std::int64_t> replaced);
  std::string text() const { return text_ + "\n]"; }

 private:
  std::string text_ = "[";
};

}  // namespace trouw
