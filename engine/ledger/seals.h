// What stands beside the entries, as a text of which an entry keeps the SHA-256: it cannot be changed unseen.
#pragma once

#include "ledger/file.h"

namespace trouw {

// A decision, but for what can be forgotten.
struct SealedDecision {
  std::int64_t number = 0;
  std::string contract, customer;  // keys; customer empty: the contract's own
  Day day = 0;
  std::string fingerprint, context;
  std::string sealed;  // the seal of its record and messages
};

// What never changes of an award.
struct SealedAward {
  std::string offer, occasion;
  Standing standing = Standing::customer;
  bool match = false;
  std::int64_t paid = 0;
  std::optional<std::int64_t> ceiling;
  int horizon = 0;
  std::vector<std::pair<std::int64_t, std::string>> promises;  // amount and terms
  std::vector<std::pair<std::string, std::string>> counted;    // field and key, in order
};

std::string rows_of(const SealedDecision& decision, const SealedAward& award);

// The record and messages of a decision. They can be taken out; their seal stays, and tells nothing of them:
// the nonce goes with them.
class DecisionSeal {
 public:
  DecisionSeal(std::string_view nonce, std::string_view record);
  void add(std::int64_t award, const Messages& messages);
  std::string text() const;  // its SHA-256

 private:
  void add(std::string_view part);
  std::string rows_;
};

// What an entry wrote beside itself, as the file has it now: an award with its decision, a bill with its
// lines, a programme. Empty for other entries. `award`, `invoice`: what the entry names.
Status stored_award(LedgerFile& file, std::int64_t award, std::string& rows);
Status stored_invoice(LedgerFile& file, std::int64_t invoice, std::string& rows);
Status stored_programme(LedgerFile& file, std::int64_t programme, std::string& rows);
// The seal of a decision's record and messages, as the file has them now.
Status stored_seal(LedgerFile& file, std::int64_t decision, std::string& seal);

Status append_programme(LedgerFile& file, std::int64_t programme, Day booked);

}  // namespace trouw
