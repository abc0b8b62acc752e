// Awards of before as slots of a plan: what their promises are as rewards, which awards are of one shape, and
// the columns that hold what differs between them.
#pragma once

#include <memory>
#include <string>
#include <unordered_map>
#include <vector>

#include "plan/past_columns.h"
#include "trouw/past.h"

namespace trouw {

// What an award promised, as an offer whose amounts are data.
struct HeldShape {
  static constexpr std::size_t of_none = SIZE_MAX;

  std::string title;
  std::vector<Reward> rewards;        // numbers of fields, perks and terms are of the extended programme
  std::vector<bool> living;           // a reward each: its amount is worked out for each bill
  std::vector<std::int64_t> amounts;  // a reward each, of this award; 0 for a living one
  std::vector<std::size_t> promises;  // a reward each: which promise it is of; a living one: of_none
  std::string key;                    // the same for awards that may share a slot
  bool match = false;                 // then its bills are columns, and it has no rewards
  bool limited = false;               // a cap left it less than it promised
};

// A programme as it grows by the slots that pasts need. Not thread-safe.
class HeldOffers {
 public:
  // `programme` outlives it.
  explicit HeldOffers(const Programme& programme);

  // The slots that a past needs, an award each; a new one where those that are there do not do, and then
  // grown() is true until columns() is asked for.
  Status place(const Past& past, std::vector<std::uint32_t>& slots);
  bool grown() const { return columns_ == nullptr; }

  std::shared_ptr<const PastColumns> columns();

  // Writes a past into the columns of a batch of one record, read with the programme; its slots are those
  // that place() gave.
  void write(const Past& past, const std::vector<std::uint32_t>& slots, Batch& batch);

 private:
  Status shape(const RunningAward& running, HeldShape& shape);
  Status make(const RunningAward& running, HeldShape& shape);
  Status promised(const RunningAward& running, const HeldPromise& held, std::size_t number, HeldShape& shape);
  Status living(const RunningAward& running, const Offer& was, HeldShape& shape);
  Status carried(const RunningAward& running, Reward& reward);

  Programme grown_;  // the programme with the terms that promises need
  const Programme& programme_;
  std::unordered_map<std::string, HeldShape> known_;
  std::vector<HeldShape> slots_;
  std::shared_ptr<const PastColumns> columns_;
  std::vector<HeldShape> shapes_;  // of the awards of the past that was placed last
};

// What a deal's cap left for an award's money, of what was promised; what was taken back leaves no more.
std::int64_t room_left(const HeldAward& award);

// What a match's award puts on the n-th bill to come, from 0.
std::int64_t match_on_bill(const HeldAward& award, int bill);

}  // namespace trouw
