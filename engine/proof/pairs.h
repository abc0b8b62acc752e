// Two tenures at a time: "staying longer" as many small problems.
#pragma once

#include <functional>

#include "proof/decide.h"

namespace trouw {

using TenurePair = std::pair<std::int64_t, std::int64_t>;  // the tenure field of both records, longer first

// The tenures to compare, one of each stretch in which nothing changes, for a problem of two records whose
// costs may differ by `within`; nothing where no role says the tenure, or
// there are no such stretches, or too many. Neighbours are enough
// where a cost that never rises from one to the next never rises at all.
std::optional<std::vector<TenurePair>> pairs_of(const Problem& problem, std::int64_t within);

struct PairOutcome {
  Outcome outcome;
  std::unique_ptr<const Problem> problem;  // exists: of the record
};

// Whether any pair has a record. `pose` may be called from any thread. Uses two threads.
PairOutcome decide_pairs(const std::vector<TenurePair>& pairs,
                         const std::function<std::unique_ptr<Problem>(const TenurePair&)>& pose,
                         const Budget& budget, Deciders deciders);

}  // namespace trouw
