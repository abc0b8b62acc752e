// Awards that run on and are on no bill any more: a larger one of the same offer takes each of them.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "trouw/ledger.h"

namespace trouw {

// The award of the same contract that an award gives way to on all its bills to come, by the terms of the two
// alone; none: it may be on a bill yet. `all`: the contract's awards. It stays granted, so that it is there
// again where the larger one is taken back.
std::optional<std::int64_t> replaced_by(const HeldAward& award, const std::vector<HeldAward>& all);

// The same, with the contract's awards from the ledger.
Status replaced_by(Ledger& ledger, const HeldAward& award, std::optional<std::int64_t>& replaced);

}  // namespace trouw
