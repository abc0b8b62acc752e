// What would happen: a programme over all records of a source, counted; nothing is changed.
#pragma once

#include <functional>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "trouw/engine.h"
#include "trouw/population.h"
#include "trouw/results.h"

namespace trouw {

struct OfferSummary {
  std::uint64_t open = 0;     // records that it was open to
  std::uint64_t counted = 0;  // records for whom it counted
  std::int64_t value = 0;     // before the deals' caps
  std::int64_t paid = 0;      // after them
};

struct GuaranteeSummary {
  bool holds = true;
  std::uint64_t covered = 0;   // records that it is about
  std::uint64_t left_out = 0;  // by its `when`
  std::uint64_t broken_count = 0;
  std::int64_t worst = 0;  // the largest amount by which it is broken
  std::string worst_id;    // whose; the first read of those that tie
  std::int64_t share = 0;  // GuaranteeKind::share: what customers receive of all rewards, as a rate
};

// Something that was stated of every record.
struct FactSummary {
  std::string text;
  std::uint64_t broken_count = 0;  // records that break it, or leave it undecided
};

// Whole-run figures, money in minor units. `records` = `decided` + `rejected`.
struct DryRunSummary {
  std::uint64_t records = 0;
  std::uint64_t decided = 0;
  std::uint64_t rejected = 0;
  std::uint64_t blank_lines = 0;    // of a text file, passed over; no records
  std::uint64_t standings[4] = {};  // by Standing: customer, newcomer, returner, nobody
  std::int64_t newcomer_value = 0, value_before_match = 0, top_up = 0, value = 0;
  struct WorseOff {
    std::uint64_t count = 0;
    std::int64_t total = 0;
    std::int64_t worst = 0;
    std::string worst_id;
  } before, after;
  std::uint64_t facts_broken = 0;            // records that break any of `facts`
  std::vector<FactSummary> facts;            // Programme::facts, then the built-in ones
  std::vector<OfferSummary> offers;          // as Programme::offers
  std::vector<GuaranteeSummary> guarantees;  // as Programme::guarantees
  std::optional<Population> population;      // where it was asked for
};

struct DryRunOptions {
  Day on = 0;
  std::uint64_t max_rejects = UINT64_MAX;  // stops early beyond it
  unsigned threads = 1;                    // that decide; what comes out is the same for any number
  bool population = false;                 // count groups too
};

// All but `format` are called by the caller's thread, in input order. Returning a failure stops the run.
struct DryRunSinks {
  // Decided records, and what `format` made of them. `format` may be called by several threads at once, and
  // be none.
  std::function<void(std::span<const ResultRow>, std::string& text)> format;
  std::function<Status(std::span<const ResultRow>, std::string_view text)> results;
  std::function<Status(const Reject&)> reject;
  std::function<void(double progress, std::uint64_t records)> progress;  // now and then
};

// Reads all of `records`. A failure of the source or a sink ends it; `summary` then holds what was done so
// far. Sums that leave 64 bits are a failure too.
Status dry_run(const Engine& engine, RecordReader& records, const DryRunOptions& options,
               const DryRunSinks& sinks, DryRunSummary& summary);

class Ledger;

// The same on top of what a ledger says was given before, which may be open for reading: what runs, what is
// closed to whom, what limits have counted, who is held out, what was received. Figures are what is left of
// awards that run, and what is new; worse off is less what was received within the past horizon. Guarantees
// about staying and leaving, and those with options, ask of the programme alone, as if nothing was given.
// `again` is the same source, opened once more; none is needed where no offer has a limit. One thread.
Status dry_run(const Engine& engine, RecordReader& records, RecordReader* again, Ledger& ledger,
               const DryRunOptions& options, const DryRunSinks& sinks, DryRunSummary& summary);

// Whether a dry run with a ledger reads its records twice.
bool has_limits(const Programme& programme);

// The --results columns after `id`: standing … offers (titles joined by |).
std::string counted_titles(const Programme& programme, const Totals& totals);

}  // namespace trouw
