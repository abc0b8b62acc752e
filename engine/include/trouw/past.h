// A record's past, as a decision takes it: what runs, what is closed, what was received. The ledger knows it;
// a program with books of its own states it.
//
//   trouw::PastDecider decider(engine, day);
//   past.runs.push_back({award, {}});   // an award of before: its offer, its promises, how many bills it was
//   on status = decider.decide(batch, row, past, decision);
#pragma once

#include <memory>
#include <string>
#include <unordered_map>
#include <vector>

#include "trouw/engine.h"
#include "trouw/had.h"
#include "trouw/ledger.h"

namespace trouw {

// An award in play: it runs, or was granted within the past horizon.
struct RunningAward {
  HeldAward award;  // offer, promises and used are read, and what a cap left of it
  // The programme that granted it: what its living rewards and its whiles say. None: they are as the promises
  // say, and
  std::shared_ptr<const Programme> then = nullptr;
  // A promise each: its `while` does not hold on this record; those not there: no.
  std::vector<bool> paused = {};
  int since = 0;        // the first of its bills that counts for what it comes to, and
  int until = 100'000;  // the first after them that does not
  // A promise's place, and one of the award's periods on which its `while` did not hold.
  std::vector<std::pair<std::uint32_t, int>> idle = {};
};

struct Past {
  std::vector<Closed> closed;          // an offer each
  std::vector<std::string> occasions;  // an offer each: the occasion that it would be granted on
  std::vector<RunningAward> runs;      // the first granted first
  // Money on bills so far, by awards of the past horizon; what is still to come of them is in `runs`.
  std::int64_t received = 0;
  std::int64_t counted = 0;                // of it, what is no match's: a cap of the deal counts it
  std::vector<std::vector<Had>> had = {};  // an offer's reward each; those not there: no
  std::vector<std::int64_t> given =
      {};  // an offer each: what a match with a limit gave within the past horizon

  bool none() const;
};

// What an award promises, to be kept: names where it has numbers of its programme.
std::vector<HeldPromise> held_promises(const Programme& programme, const Award& award);

// Decides records with their pasts. The past is data: one plan serves records whose awards are of like shape,
// and is made again where one with more comes. What runs stands after the programme's offers, a slot each
// (see programme()). A promise of a field or perk that the programme no longer has is a failure. What was
// received is taken off what they are worse off by. Not thread-safe; the engine outlives it.
class PastDecider {
 public:
  PastDecider(const Engine& engine, Day day);
  PastDecider(PastDecider&&) noexcept;
  ~PastDecider();

  Status decide(const Batch& batch, std::size_t row, const Past& past, Decision& decision);

  // Whether anything new is granted: less work than a decision. Always so where there is no past.
  Status any_new(const Batch& batch, std::size_t row, const Past& past, bool& any);

  // The programme with a slot for each award that runs: what the numbers of a decision are of.
  Status programme(const Past& past, std::shared_ptr<const Programme>& own);

  // The figures alone; where there is a past, nothing is asked of guarantees.
  Status totals(const Batch& batch, std::size_t row, const Past& past, Totals& totals);

  const Plan& plan() const;

 private:
  friend class PastBatch;
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace trouw
