// What a customer is told of an award.
#pragma once

#include "row/evaluate.h"
#include "row/spare.h"

namespace trouw {

// What the slots of a message may name.
struct Told {
  const Programme& programme;
  const Evaluation& evaluation;
  const Batch& batch;
  std::optional<std::int64_t> tenure;  // whole months, where known
};

// Fills in the messages of an award of an offer; its figures are there.
void tell(const Told& told, const Offer& offer, Spare& spare, Award& award);

}  // namespace trouw
