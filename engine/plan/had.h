// What may have been had before, for proofs over a customer's life.
//
// An offer that is granted once for good, or less often than once a horizon, may have been had longer ago
// than a horizon: what it paid then is nothing that was received, and it is used up. A proof asks about
// everybody, so about those too.
#pragma once

#include <memory>
#include <vector>

#include "trouw/programme.h"

namespace trouw {

struct HadBefore {
  struct One {
    FieldId field = 0;  // yes/no: it was had before
    std::uint32_t offer = 0;
    bool one_off_alone = false;  // its one-off rewards are used up; the others go on
  };
  // The programme, with a field more for each of `all`, behind its own.
  std::shared_ptr<const Programme> programme;
  std::vector<One> all;
};

HadBefore had_before(const Programme& programme);

// Whether others, or chance, may close an offer: a limit on customers or money, or a hold-out.
bool is_scarce(const Offer& offer);

}  // namespace trouw
