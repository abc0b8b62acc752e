// Conditions of programmes that were: an award's `while` and claims, asked of today's record.
#pragma once

#include <map>

#include "trouw/engine.h"
#include "trouw/ledger.h"

namespace trouw {

// Not thread-safe; loads each programme once.
class FrozenProgrammes {
 public:
  explicit FrozenProgrammes(Ledger& ledger) : ledger_(ledger) {}

  // The programme that was, or nothing with a failure.
  std::shared_ptr<const Programme> programme(const std::string& fingerprint, Status& status);

  // The offer of an award as it was when it was granted, or nothing.
  const Offer* offer(const HeldAward& award, Status& status);

  // Whether a condition of the award's programme holds on a record of `now` on a day. Fields go by their
  // names, choices too; what the record no longer has is unknown.
  bool holds(const HeldAward& award, const Condition& condition, const Programme& now, const Batch& batch,
             std::size_t row, Day day, Status& status);

  // The same of an amount; nothing where it is unknown.
  std::optional<std::int64_t> amount(const HeldAward& award, TermId term, const Programme& now,
                                     const Batch& batch, std::size_t row, Day day, Status& status);

 private:
  Ledger& ledger_;
  std::map<std::string, std::shared_ptr<const Programme>> loaded_;
};

}  // namespace trouw
