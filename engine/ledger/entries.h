// The chain of entries: read, and held against itself.
#pragma once

#include "ledger/file.h"

namespace trouw {

// Every entry, or those of a contract; a bill is followed by its lines, as entries "due".
Status entries_of(LedgerFile& file, const std::string& contract_key,
                  const std::function<void(const LedgerEntry&)>& entry);

// Holds the chain against itself, and against what its entries wrote.
Status check_chain(LedgerFile& file, const std::string& head, LedgerCheck& check);

Status verify(LedgerFile& file, const std::string& head, LedgerCheck& check);

}  // namespace trouw
