// Counts a dry run's batches into groups. In input order or not: the outcome is the same.
#pragma once

#include <map>

#include "api/deciding.h"
#include "trouw/population.h"

namespace trouw {

class Surveying {
 public:
  Surveying(const Programme& programme, Day on);

  // A failure: a sum that leaves 64 bits.
  Status add(const Decided& decided);

  Population finish();

 private:
  struct Record {
    std::size_t row = 0;
    Standing standing = Standing::nobody;
    std::int64_t price = 0;
  };

  void choose_segments();
  std::int64_t price_of(const Batch& batch, std::size_t row, Standing standing);
  bool knows_tenure(const Batch& batch, std::size_t row) const;
  std::size_t year_of(const Batch& batch, std::size_t row) const;
  void add_to(Group& group, const ColumnTotals& totals, const Record& record);
  void add_counted(std::vector<std::uint64_t>& counted, const ColumnTotals& totals, std::size_t row) const;
  void add_segments(const Decided& decided, const Record& record);
  void add_worse(const ColumnTotals& totals, std::size_t row);
  void sum(std::int64_t& total, std::int64_t amount) {
    overflow_ |= __builtin_add_overflow(total, amount, &total);
  }

  const Programme& programme_;
  Day on_;
  Population population_;
  std::vector<std::int64_t> edges_;             // of the bands of worse-off amounts
  std::vector<Day> year_edges_;                 // the latest day of joining for so many years
  std::map<std::int64_t, PriceBand> by_price_;  // by the first digits of the price
  bool overflow_ = false;
};

}  // namespace trouw
