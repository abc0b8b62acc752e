// One record's way through the ledger: its past, its decision, and what of it is new.
#pragma once

#include "books/frozen.h"
#include "books/limits.h"
#include "ledger/awards.h"
#include "ledger/grants.h"
#include "row/occasion.h"
#include "trouw/granting.h"

namespace trouw {

// Looks a record's past up, and turns a decision into what the ledger keeps. Not thread-safe.
class Granting {
 public:
  Granting(const Engine& engine, Ledger& ledger, Day day, Status& status);

  std::string customer(const Batch& batch,
                       std::size_t row) const;  // its id; the record's own without the role
  void keys(const Batch& batch, std::size_t row, LimitKeys& keys) const;
  LimitKeys keys(const Batch& batch, std::size_t row) const;
  // The same for the limits of one offer.
  LimitKeys keys_for(const OfferLimits& limits, const LimitKeys& keys, const Batch& batch,
                     std::size_t row) const;

  // What the record was granted before, and what that and the limits close to it today.
  Status past(const Batch& batch, std::size_t row, const LimitKeys& keys, Past& past);
  // The same, of these awards.
  Status past(const Batch& batch, std::size_t row, const LimitKeys& keys, std::vector<HeldAward> awards,
              Past& past);

  // The keys and pasts of all records of a batch, into memory that is used again.
  Status pasts(const Batch& batch, std::vector<LimitKeys>& keys, std::vector<Past>& pasts);

  Status decide(const Batch& batch, std::size_t row, const Past& past, Decision& decision);

  // Whether a decision would grant anything, or has to be told of; who is held out has to be asked.
  Status any_new(const Batch& batch, std::size_t row, const Past& past, bool& any);

  PastDecider& decider() { return decider_; }

  Status totals(const Batch& batch, std::size_t row, const Past& past, Totals& totals) {
    return decider_.totals(batch, row, past, totals);
  }

  // The programme that the numbers of such a decision are of.
  Status programme(const Past& past, std::shared_ptr<const Programme>& own) {
    return decider_.programme(past, own);
  }

  // The awards of a decision that are new.
  std::vector<Award> granted(const Decision& decision) const;

  // What the record would have been granted today had nobody been held out, limits aside; what the ledger has
  // of it already is left out. One decision more for those who are held out of something.
  Status held_out(const Batch& batch, std::size_t row, const LimitKeys& keys, const Past& past,
                  std::vector<HeldOut>& missed);

  // What the ledger keeps of a decision: all that is needed to take it again.
  NewDecision kept(const Batch& batch, std::size_t row, const LimitKeys& keys, const Past& past,
                   const Decision& decision, const std::vector<Award>& granted) const;

  std::vector<OfferLimits>& limits() { return limits_; }
  OfferLimits* limits_of(std::uint32_t offer);
  const Programme& programme() const { return engine_.programme(); }

 private:
  Status make_past(const Batch& batch, std::size_t row, const LimitKeys& keys, std::vector<HeldAward>& awards,
                   Past& past);
  Status take_runs(std::vector<HeldAward>& awards, Past& past);
  std::int64_t received(const std::vector<HeldAward>& awards, bool matches) const;
  std::optional<Day> counts_since(const HeldAward& award) const;
  Day present_horizon(const HeldAward& award) const;
  bool is_in_play(const HeldAward& award) const;
  struct Counting {
    int since = 0;
    int until = RunningAward().until;
    std::vector<std::pair<std::uint32_t, int>> idle;
  };
  Counting counting(const HeldAward& award) const;
  void note_had(std::uint32_t offer, const std::vector<const HeldAward*>& awards, Past& past) const;
  void note_given(std::uint32_t offer, const std::vector<const HeldAward*>& awards, Past& past) const;
  void own_awards(std::uint32_t offer, const std::vector<HeldAward>& awards);
  bool is_new_place(const Offer& offer, const std::vector<const HeldAward*>& awards) const;
  void close(const Batch& batch, std::size_t row, const LimitKeys& keys, const std::vector<HeldAward>& awards,
             Past& past);
  bool keeps_its_occasion(const HeldAward& award, const Offer& offer) const;
  bool is_held_out(std::uint32_t offer, const LimitKeys& keys) const;
  std::string value_text(const Batch& batch, std::size_t row, FieldId field) const;
  std::string value_kept(const Batch& batch, std::size_t row, FieldId field) const;

  const Engine& engine_;
  Ledger& ledger_;
  Day day_;
  bool fresh_;  // nothing was ever granted
  Day horizon_ago_;
  PastDecider decider_;
  FrozenProgrammes frozen_;
  std::vector<OfferLimits> limits_;
  std::vector<FieldId> read_;  // fields that the plan reads
  AwardReader reader_;
  std::vector<const HeldAward*> own_;           // of the offer in work
  std::vector<std::string> contracts_;          // of the batch in work: keys, and
  std::vector<std::vector<HeldAward>> awards_;  // what they were granted
};

// The awards of a decision that are new, but for what a cap cut to nothing: nothing of it is promised.
std::vector<Award> newly_granted(const Decision& decision);

// The awards of a decision as the ledger keeps them; `occasions`: an offer each.
std::vector<NewAward> new_awards(const Programme& programme, const Decision& decision,
                                 const std::vector<Award>& granted,
                                 const std::vector<std::string>& occasions);

// What follows an occasion that was granted anew by a correction, before the number of the award that it
// stands for.
inline constexpr const char* corrected_mark = ", instead of award ";

// A record as the ledger keeps it: the values of its fields, in the order of programme.yaml; unknown ones,
// and those that no offer reads, are none.
std::string kept_record(const std::vector<std::optional<std::string>>& values);
std::vector<std::optional<std::string>> read_record(const std::string& kept, const Schema& schema);

// What a decision knew of before. The awards that run are read from the ledger again.
std::string kept_past(const Past& past);
Status read_past(const std::string& kept, Ledger& ledger, FrozenProgrammes& frozen, Past& past);

}  // namespace trouw
