// Two programmes over the same records: who gains, who loses, what does it cost?
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "trouw/dry_run.h"

namespace trouw {

// How many gain and lose by the new programme, and how much together. Money in minor units over the horizon.
struct Shift {
  std::uint64_t gaining = 0, losing = 0, unchanged = 0;
  std::int64_t gained = 0, lost = 0;  // neither is negative
};

// A field of the new programme with few values, and who gains and loses by each.
struct ShiftedSegment {
  FieldId field = 0;
  std::vector<std::string> values;  // as in Segment
  std::vector<Shift> shifts;        // a value each
};

// One who loses, with both decisions; looked ahead.
struct Loser {
  std::int64_t by = 0;
  Decision before, after;
};

struct Difference {
  DryRunSummary before, after;                    // each as a dry run of its own would tell
  Shift all;                                      // of the records that both decided
  std::uint64_t only_before = 0, only_after = 0;  // records that one of them decided and the other rejected
  std::uint64_t standing_changed = 0;
  std::uint64_t newly_worse_off = 0, no_longer_worse_off = 0;  // than a newcomer, after matches
  std::vector<std::uint64_t> newly_counted;      // by offer of the new programme: counts now and did not
  std::vector<std::uint64_t> no_longer_counted;  // by offer of the old one
  std::vector<ShiftedSegment> segments;
  std::vector<Loser> worst;  // who lose most, the most first; those that tie in input order
  // Who is worse off than a newcomer and was not, `by` how much; the most first.
  std::vector<Loser> worse_off;
};

// The offer of `programme` that this one of another programme became or was: by title, or by what either was
// formerly called.
std::optional<std::uint32_t> same_offer(const Programme& programme, const Offer& other);

struct DifferenceOptions {
  Day on = 0;
  unsigned threads = 2;  // what comes out is the same for any number
  std::size_t losers = 10;
  std::function<void(double progress, std::uint64_t records)> progress;  // now and then
};

// Reads one source twice, side by side: `old_records` and `new_records` are two readers of it, each with its
// programme's shape. A failure of the source ends it; so does a sum that leaves 64 bits.
Status differ(const Engine& before, const Engine& after, RecordReader& old_records, RecordReader& new_records,
              const DifferenceOptions& options, Difference& found);

}  // namespace trouw
