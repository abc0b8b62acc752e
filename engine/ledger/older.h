// Ledgers of versions 1 and 2.
#pragma once

#include "ledger/file.h"

namespace trouw {

// Makes an older ledger one of today's, in one transaction, with what it has: numbers of contracts, decisions
// and awards stay, entries are chained anew, and the last of them keeps the hash that the older chain ended
// with. What was taken back before is held to be settled. A chain that was changed is a failure, and the file
// stays as it was.
Status bring_up_to_date(LedgerFile& file);

}  // namespace trouw
