// Writing what was granted, and who was held out.
#pragma once

#include "ledger/file.h"

namespace trouw {

// One award of a decision, to be written.
struct NewAward {
  std::string offer, occasion;
  Standing standing = Standing::customer;
  bool match = false;
  std::int64_t paid = 0;
  std::optional<std::int64_t> ceiling;
  int horizon = 0;
  std::vector<HeldPromise> promises;
  std::vector<std::pair<std::string, std::string>> counted;  // field of a limit, key of its value
  Messages messages;
};

// A decision that grants something.
struct NewDecision {
  std::string id, customer;            // as records have them
  std::string contract, customer_key;  // their keys
  Day day = 0, booked = 0;
  std::string fingerprint, record, context;
  std::vector<NewAward> awards;
};

// An award that a contract would have been granted, had it not been held out to measure the offer.
struct HeldOut {
  std::string contract;  // key
  std::string offer, occasion;
  std::int64_t paid = 0;  // as it would have been decided
  Day day = 0, booked = 0;
  std::string fingerprint;
};

// All of these REQUIRE an open Change.
Status keep(LedgerFile& file, const Programme& programme, Day booked);
Status add(LedgerFile& file, const NewDecision& decision, AwardState state);
Status add(LedgerFile& file, const HeldOut& held_out);

// Whether two awards promise the same, for the same occasion.
bool alike(const NewAward& award, const HeldAward& held);

}  // namespace trouw
