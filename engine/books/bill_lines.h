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

  Status parts_of(const BillRecord& record, BilledAward& billed, std::uint32_t number,
                  std::vector<Part>& parts);
  Status is_idle(const BillRecord& record, const HeldAward& award, const Promise& promise, bool& idle);
  Status amount_on(const BillRecord& record, const HeldAward& award, const Promise& promise,
                   std::optional<std::int64_t>& amount);
  Status reward_of(const BillRecord& record, std::int64_t amount, Part& part);
  bool stands_whole(const HeldPromise& held) const;
  Status settle_base(const BillRecord& record, const HeldAward& award, Part& part);
  static std::vector<std::optional<std::uint32_t>> planned(std::size_t awards,
                                                           const std::vector<Part>& parts);
  Made* made(Day day, std::size_t awards, const std::vector<Part>& parts);
  Status evaluated(const BillRecord& record, std::size_t awards, const std::vector<Part>& parts, Made*& with);
  Status worth(const BillRecord& record, std::size_t awards, const std::vector<Part>& parts,
               std::int64_t& worth);

  static void note(const std::vector<Part>& parts, const Made* with,
                   const std::optional<std::uint32_t>& offer, std::uint32_t award,
                   const std::vector<NewLine>& lines, BilledAward& billed);

  // Leaves the parts that count: of an offer's awards what recurs of the largest, of a best-of's items the
  // largest.
  Status compete(const BillRecord& record, std::vector<BilledAward>& awards, std::vector<Part>& parts);
  static void leave_out(std::uint32_t award, bool recurring, std::vector<BilledAward>& awards,
                        std::vector<Part>& parts);
  Status audience(const BillRecord& record, std::size_t awards, std::optional<Audience>& audience);
  using Side = std::vector<std::uint32_t>;  // awards of one offer, or of one item
  std::vector<std::vector<Side>> contests(const std::vector<BilledAward>& awards,
                                          const std::optional<Audience>& audience) const;
  std::vector<std::vector<Side>> rivals(const std::vector<BilledAward>& awards, const Side& side) const;
  Status largest(const BillRecord& record, const std::vector<BilledAward>& awards,
                 const std::vector<Part>& parts, const std::vector<Side>& sides, bool recurring,
                 std::size_t& largest);

  const Programme& now_;
  FrozenProgrammes frozen_;
  std::unordered_map<std::string, std::unique_ptr<Made>> made_;
};

}  // namespace trouw
