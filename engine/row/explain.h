// From evaluated nodes to a Decision: lines, reasons, and the twin's deal beside it.
#pragma once

#include "row/evaluate.h"
#include "trouw/decision.h"

namespace trouw {

// Fills in everything of a decision but id, day and fingerprint. REQUIRES every node of the plan evaluated.
void explain(const Plan& plan, const Evaluation& evaluation, const Batch& batch, Decision& decision);

// The nodes of the deal that a standing gets, or nullptr.
const AudienceNodes* audience_of(const Plan& plan, Standing standing);

}  // namespace trouw
