// Records with their pasts, a batch at a time: their columns are filled, and one plan decides for all of
// them. What columns cannot settle is left to PastDecider, which yields the same, record by record.
#pragma once

#include <memory>
#include <vector>

#include "books/held_offers.h"
#include "columns/columns.h"
#include "trouw/past.h"

namespace trouw {

class PastBatch {
 public:
  // `decider` outlives it.
  explicit PastBatch(PastDecider& decider);
  ~PastBatch();

  enum class News : std::uint8_t { none, some, unsure };

  // Whether anything new is granted to each record of a batch, or has to be told of it; unsure: it has to be
  // asked by rows. `pasts`: a record each.
  const std::vector<News>& news(const Batch& batch, const std::vector<Past>& pasts);

  // The figures of those records of a batch that have a past, as PastDecider::totals has them, but for
  // guarantees, of which nothing is asked. Nothing where rows have to yield them. Valid until the next call.
  struct Figures {
    std::vector<std::uint32_t> rows;  // of the batch, ascending
    ColumnTotals totals;              // of them, one after another
    ColumnSums sums;
  };
  const Figures* figures(const Batch& batch, const std::vector<Past>& pasts);
  // The same of the records that news() was last asked for.
  const Figures* figures();

 private:
  struct Reading;

  // Fills the columns of figures_.rows; one that has no place there is told by `fits_`.
  void fill(const Batch& batch, const std::vector<Past>& pasts);
  Reading& reading(std::unique_ptr<Reading>& one, Plan (*of)(const Plan&)) const;

  PastDecider& decider_;
  Batch with_;  // the records, with their pasts beside them
  std::vector<Placed> placed_;
  std::vector<std::uint8_t> fits_;
  std::vector<News> news_;
  Figures figures_;
  std::unique_ptr<Reading> for_news_, for_totals_;
};

}  // namespace trouw
