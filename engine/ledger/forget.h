// A customer's data taken out: id, records and messages. Their seals stay.
#pragma once

#include "ledger/file.h"

namespace trouw {

Status forget(LedgerFile& file, const std::string& id, Day booked, Forgotten& forgotten);

}  // namespace trouw
