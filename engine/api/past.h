// A record's past, as a decision takes it: what runs, what is closed, what was received.
#pragma once

#include <unordered_map>

#include "trouw/engine.h"
#include "trouw/ledger.h"

namespace trouw {

// An award that runs, on a record.
struct RunningAward {
  HeldAward award;
  std::vector<bool> paused;  // a promise each: its `while` does not hold on this record
};

struct Past {
  std::vector<Closed> closed;          // an offer each
  std::vector<std::string> occasions;  // an offer each: the occasion that it would be granted on
  std::vector<RunningAward> runs;
  std::int64_t received = 0;  // within the past horizon, as a newcomer or by matches

  bool none() const;
};

// The programme as a past leaves its offers: closed ones closed, running ones with what is left of their
// promises and nothing else; what runs of an offer that is no longer written stands after the others. A
// promise of a field or perk that the programme does not have is a failure.
std::shared_ptr<const Programme> with_past(const Programme& programme, const Past& past, Status& status);

// What is left of a promise after so many bills, as a reward; none: nothing.
std::optional<Reward> left_of(const HeldPromise& held, int billed, const Schema& schema, Status& status);

// All titles that an offer has and formerly had, today's first.
std::vector<std::string> titles_of(const Offer& offer);

// The number of the offer that has, or formerly had, this title.
std::optional<std::uint32_t> offer_titled(const Programme& programme, const std::string& title);

// Decides records with their pasts; records with like pasts share a plan. Not thread-safe.
class PastDecider {
 public:
  PastDecider(const Engine& engine, Day day);

  Status decide(const Batch& batch, std::size_t row, const Past& past, Decision& decision);

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
