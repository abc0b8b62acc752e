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
#include "trouw/ledger.h"

namespace trouw {

// An award that runs, on a record.
struct RunningAward {
  HeldAward award;           // offer, promises and billed are read
  std::vector<bool> paused;  // a promise each: its `while` does not hold on this record; those not there: no
};

struct Past {
  std::vector<Closed> closed;          // an offer each
  std::vector<std::string> occasions;  // an offer each: the occasion that it would be granted on
  std::vector<RunningAward> runs;
  // Money on bills so far, by awards of the past horizon; what is still to come of them is in `runs`.
  std::int64_t received = 0;

  bool none() const;
};

// What an award promises, to be kept: names where it has numbers of its programme.
std::vector<HeldPromise> held_promises(const Programme& programme, const Award& award);

// Decides records with their pasts; records with like pasts share a plan. What runs of an offer that is no
// longer written stands after the programme's offers, in the order of Past::runs. A promise of a field or
// perk that the programme no longer has is a failure. What was received is taken off what they are worse
// off by. Not thread-safe; the engine outlives it.
class PastDecider {
 public:
  PastDecider(const Engine& engine, Day day);

  Status decide(const Batch& batch, std::size_t row, const Past& past, Decision& decision);

  // The programme as the past leaves its offers: what the numbers of a decision are of.
  Status programme(const Past& past, std::shared_ptr<const Programme>& own);

  // The figures alone; where there is a past, nothing is asked of guarantees.
  Status totals(const Batch& batch, std::size_t row, const Past& past, Totals& totals);

  const Plan& plan() const { return *plain_; }

 private:
  struct Made {
    std::shared_ptr<const Programme> own;
    Decider decider;
  };
  Made* made(const Past& past, Status& status);

  const Engine& engine_;
  Day day_;
  std::shared_ptr<const Plan> plain_;
  Decider decider_;
  std::unordered_map<std::string, Made> made_;
};

}  // namespace trouw
