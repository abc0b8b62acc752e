// What all actions on an existing ledger begin with.
#pragma once

#include "ledger/actions.h"

namespace trouw::cli {

struct Keeping {
  std::string subject, ledger, on, amount, points, reference, why, head;
  Format format = Format::text;
  Day day = 0;
  std::int64_t award = 0;
  std::unique_ptr<Ledger> opened;
};

enum class Needs { nothing, id, award, head };

// Reads the words and opens the ledger; an exit code where that is all. `part`: with the options of a
// reversal.
std::optional<int> begin(const Command& command, const Words& words, Console& console, Needs needs,
                         bool writes, Keeping& keeping, bool part = false);

// What the award's programme says of money.
Status schema_of(Ledger& ledger, std::int64_t number, Schema& schema);

}  // namespace trouw::cli
