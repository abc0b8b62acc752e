// Who was given an offer, who was held out of it, and what limits count.
#pragma once

#include "ledger/grants.h"

namespace trouw {

inline constexpr const char* hold_out_kind = "hold out";
// What an entry says of a hold-out. Titles stand on one line.
std::string hold_out_text(const std::string& title, const std::string& occasion);

// What limits have to count: an award that was not released.
struct Counted {
  std::string contract, customer;  // keys
  std::string field_key;           // of the field asked for, or empty
  Day day = 0;
  std::int64_t paid = 0;
};

// An award as a count of who stayed takes it.
struct GivenAward {
  std::string contract;  // key
  Day day = 0;
  std::int64_t paid = 0, handed = 0;
  bool billed = false;
};

Status counted(LedgerFile& file, const std::vector<std::string>& titles, const std::string& field,
               const std::function<void(const Counted&)>& award);
// Awards of offers with these titles that were given, reversed ones too; the oldest first.
Status given(LedgerFile& file, const std::vector<std::string>& titles,
             const std::function<void(const GivenAward&)>& award);
// Who was held out of them.
Status held_out(LedgerFile& file, const std::vector<std::string>& titles,
                const std::function<void(const HeldOut&)>& one);
// Under one of these titles, on this occasion.
Status was_held_out(LedgerFile& file, const std::string& contract_key, const std::vector<std::string>& titles,
                    const std::string& occasion, bool& there);
bool is_empty(LedgerFile& file);  // nothing was ever granted

}  // namespace trouw
