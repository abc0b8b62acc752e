// What the batches of a dry run come to together, in input order.
#pragma once

#include "api/deciding.h"
#include "trouw/dry_run.h"

namespace trouw {

class Counting {
 public:
  // `plan`: what decides; its programme outlives this.
  Counting(const Plan& plan, DryRunSummary& summary);

  // The next batch. A failure: a sum that leaves 64 bits.
  Status add(const Decided& decided);

  // A record that was turned away.
  void turn_away() {
    ++summary_.records;
    ++summary_.rejected;
  }

  // What only the whole population can tell.
  void finish();

 private:
  Status write_sums();

  const Programme& programme_;
  DryRunSummary& summary_;
  ColumnSums sums_;
};

}  // namespace trouw
