// What one bill has of the awards that run, before what is open of them from before.
#pragma once

#include <unordered_map>

#include "books/frozen.h"
#include "books/periods.h"
#include "plan/plan.h"

namespace trouw {

// The record of a bill.
struct BillRecord {
  const Batch& batch;
  std::size_t row;
  Day starts;
  std::int64_t share;  // that the bill has of its period
};

// Lines for bill after bill; bills on which promises are alike share a plan. Not thread-safe.
class BillLines {
 public:
  BillLines(const Programme& now, Ledger& ledger);
  ~BillLines();

  // Appends the lines of these awards, each of which uses up what it says, and says which of them competed
  // and which of those count. Credits are whole; keys are not yet made, `period` is.
  Status add(const BillRecord& record, std::vector<BilledAward>& awards, std::vector<NewLine>& lines);

 private:
  struct Made;
  struct Part;

  Status parts_of(const BillRecord& record, const BilledAward& billed, std::uint32_t number,
                  std::vector<Part>& parts);
  Status reward_of(const BillRecord& record, Part& part);
  Made* made(Day day, std::size_t awards, const std::vector<Part>& parts);

  const Programme& now_;
  FrozenProgrammes frozen_;
  std::unordered_map<std::string, std::unique_ptr<Made>> made_;
};

}  // namespace trouw
