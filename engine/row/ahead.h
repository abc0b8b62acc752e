// The days ahead of a record: when it would be offered what it is not offered today, by time passing alone.
#pragma once

#include <memory>

#include "row/evaluate.h"
#include "trouw/decision.h"

namespace trouw {

// Stands on a plan without a day. Not thread-safe.
class DaysAhead {
 public:
  explicit DaysAhead(std::shared_ptr<const Programme> programme);

  // Fills in every `from` of the decision on this record, and puts the nearest miss first.
  void look(const Batch& batch, std::size_t row, Decision& decision);

  // The first day of (after, through] on which the conditions of an offer hold within its window for a record
  // of this standing; nothing where they never do.
  std::optional<Day> first_open(const Batch& batch, std::size_t row, Standing standing, std::uint32_t offer,
                                Day after, Day through);

 private:
  const OfferNodes* nodes_of(Standing standing, std::uint32_t offer) const;
  void look(const OfferNodes& nodes, Day on, PassedOver& passed);
  bool all_met(const OfferNodes& nodes) const;
  bool depends_on_today(const std::vector<NodeId>& order) const;

  std::shared_ptr<const Programme> programme_;
  std::unique_ptr<const Plan> plan_;
  Evaluation evaluation_;
};

}  // namespace trouw
