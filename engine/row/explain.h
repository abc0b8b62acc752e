// From evaluated nodes to a Decision: lines, reasons, and the twin's deal beside it.
#pragma once

#include "row/lines.h"

namespace trouw {

// Fills decisions in, again and again in the same memory. Not thread-safe.
class Explainer {
 public:
  // The plan outlives it.
  explicit Explainer(const Plan& plan);

  // Makes a decision as good as new.
  void clear(Decision& decision) { spare_.clear(decision); }

  // Fills in everything of a decision but id, day and fingerprint; the day it has. REQUIRES it cleared and
  // every node of the plan evaluated on this record.
  void explain(const Evaluation& evaluation, const Batch& batch, std::size_t row, Decision& decision);

 private:
  friend class Explaining;

  // What the amount of an offer depends on.
  const Condition& amount_of(std::uint32_t offer);

  const Plan& plan_;
  Spare spare_;
  Lines lines_;
  std::vector<std::optional<Condition>> amounts_;  // an offer each, made when first asked for
};

// The nodes of the deal that a standing gets, or nullptr.
const AudienceNodes* audience_of(const Plan& plan, Standing standing);

}  // namespace trouw
