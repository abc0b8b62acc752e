// Terms of a programme that was, in a programme of today.
#pragma once

#include <unordered_map>

#include "trouw/programme.h"
#include "trouw/status.h"

namespace trouw {

// Fields, choices and texts go by their names. Not thread-safe.
class CarriedTerms {
 public:
  // Both outlive it; terms are added to `now`.
  CarriedTerms(const Programme& then, Programme& now) : then_(then), now_(now) {}

  // A failure where a field that the term reads is no longer there, or of another type.
  Status carry(TermId term, TermId& carried);
  Status carry_field(FieldId field, FieldId& carried) const;

 private:
  Status carry_one(TermId id);
  std::int64_t value_of(FieldId field, std::int64_t value);

  const Programme& then_;
  Programme& now_;
  std::unordered_map<TermId, TermId> done_;
};

}  // namespace trouw
