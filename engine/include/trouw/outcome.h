// What offers did: of those who were awarded them and those who were held out, how many stayed.
//
//   trouw::Outcomes found;
//   status = trouw::outcome(engine, *later_records, *ledger, {day}, {}, found);
//
// A contract that was held out of an offer is one that the ledger would have granted it, had the offer's
// `hold out` not kept it back; grant() writes it down. Shares are rates (1/1,000,000), rounded.
#pragma once

#include <functional>

#include "trouw/engine.h"
#include "trouw/ledger.h"

namespace trouw {

// Two numbers that the true one lies between, 95 times in 100.
struct Interval {
  std::int64_t low = 0, high = 0;
};

struct OutcomeGroup {
  std::uint64_t contracts = 0;  // stayed + left + missing + unread
  std::uint64_t stayed = 0, left = 0;
  std::uint64_t missing = 0;  // not in the later records; counted with those who left, unless put aside
  std::uint64_t unread = 0;   // their later record was rejected: never counted

  std::uint64_t known = 0;  // that the share is of
  std::int64_t share = 0;   // who stayed; 0 where `known` is
  Interval between;         // Wilson's score interval
};

enum class Finding : std::uint8_t {
  nobody_awarded,
  nobody_held_out,  // nothing to compare with
  too_few,          // fewer than outcome_fewest known in a group
  by_chance,        // the interval of the difference has 0 in it
  stayed_more,      // who was awarded it
  stayed_less
};

inline constexpr std::uint64_t outcome_fewest = 30;

struct OfferOutcome {
  std::uint32_t offer = 0;  // of Programme::offers
  OutcomeGroup awarded, held_out;
  std::uint64_t in_both = 0;  // contracts awarded once and held out another time: in neither group
  Finding finding = Finding::nobody_awarded;
  std::int64_t difference = 0;  // share of the awarded less share of the held out
  Interval difference_between;  // Newcombe's hybrid score interval
  // How many known contracts a group of each would need to tell a difference as large as this one (one
  // percentage point at least) from chance, four times out of five.
  std::uint64_t needed = 0;
  std::int64_t granted = 0, handed = 0;  // money: as it was decided over the horizon; on bills so far
  bool billed = false;                   // any of the awards was ever on a bill
  std::int64_t cost = 0;                 // of the awards in `awarded`: handed where billed, else granted
  // Contracts that stayed and would have left: difference × known, rounded; what each cost. Findings
  // stayed_more only; `kept_between.low` is then at least 1, and costs are rounded to the minor unit.
  std::int64_t kept = 0, cost_each = 0;
  Interval kept_between, cost_between;
};

struct Outcomes {
  std::uint64_t records = 0, rejected = 0;  // of the later source
  std::vector<OfferOutcome> offers;         // that were awarded or held out, in declaration order
};

struct OutcomeOptions {
  Day on = 0;                      // the day of the later records
  std::optional<Day> from, until;  // days of the awards, both in; otherwise all of them
  bool missing_aside = false;      // who is not in the later records counts as neither
};

struct OutcomeSinks {
  std::function<Status(const Reject&)> reject;
  std::function<void(double progress, std::uint64_t records)> progress;
};

// Reads all of `records`, as they are on `options.on`, and changes nothing; the ledger may be open for
// reading. A contract stayed if its standing is customer then, or newcomer without having left; its first
// award within the days counts. Memory: some 100 bytes a contract that was awarded or held out.
Status outcome(const Engine& engine, RecordReader& records, Ledger& ledger, const OutcomeOptions& options,
               const OutcomeSinks& sinks, Outcomes& outcome);

}  // namespace trouw
