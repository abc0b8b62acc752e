// How a contract stood on a day that has passed.
#pragma once

#include "ledger/file.h"

namespace trouw {

// By which programme the contract was decided on a day; otherwise anybody, then or last before. Empty: none.
Status programme_on(LedgerFile& file, const std::string& contract_key, Day day, std::string& fingerprint);

// Takes back from what an award's bills used and had what those had that start after the day.
Status as_of(LedgerFile& file, HeldAward& award, Day day);

}  // namespace trouw
