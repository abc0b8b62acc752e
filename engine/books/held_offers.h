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
  std::vector<std::size_t> promises;  // a reward each: which promise it is of; a living one: of_none
  // A reward each: the promise that its cap over all bills counts, or of_none.
  std::vector<std::size_t> capped;
  std::string key;       // the same for awards that may share a slot
  std::size_t kind = 0;  // a number for each key
  bool match = false;    // then its bills are columns, and it has no rewards
  bool limited = false;  // a cap left it less than it promised
  bool parted = false;   // bills had a part of its next period

  // Its amount is worked out for each bill.
  bool living(std::size_t reward) const { return promises[reward] == of_none; }
};

// Where the awards of a past stand: an award each.
struct Placed {
  std::vector<std::uint32_t> slots;
  std::vector<std::shared_ptr<const HeldShape>> shapes;
};

// A programme as it grows by the slots that pasts need. Not thread-safe.
class HeldOffers {
 public:
  // `programme` outlives it.
  explicit HeldOffers(const Programme& programme);

  // Where the awards of a past stand; in a new slot where those that are there do not do, and then grown() is
  // true until columns() is asked for.
  Status place(const Past& past, Placed& placed);
  bool grown() const { return columns_ == nullptr; }

  std::shared_ptr<const PastColumns> columns();

  // Gives a batch of records, read with the programme, the columns of a past that is none.
  void write_none(Batch& batch);
  // Writes the past of one of them over that.
  void write(const Past& past, const Placed& placed, Batch& batch, std::size_t row);

 private:
  Status shape(const RunningAward& running, std::shared_ptr<const HeldShape>& shape);
  Status make(const RunningAward& running, HeldShape& shape);
  Status promised(const RunningAward& running, const HeldPromise& held, std::size_t number, HeldShape& shape);
  Status living(const RunningAward& running, const Offer& was, HeldShape& shape);
  Status carried(const RunningAward& running, Reward& reward);

  Programme grown_;  // the programme with the terms that promises need
  const Programme& programme_;
  std::unordered_map<std::string, std::shared_ptr<const HeldShape>> known_;  // by what settles the shape
  std::unordered_map<std::string, std::size_t> kinds_;                       // by HeldShape::key
  std::vector<std::shared_ptr<const HeldShape>> slots_;
  std::shared_ptr<const PastColumns> columns_;
  std::string told_;         // of the award that was asked for last
  std::vector<bool> taken_;  // a slot each, of the past that was placed last
};

// What a deal's cap left for an award's money, of what was promised; what was taken back leaves no more.
std::int64_t room_left(const HeldAward& award);

// What a match's award puts on the n-th bill to come, from 0.
std::int64_t match_on_bill(const HeldAward& award, int bill);

}  // namespace trouw
