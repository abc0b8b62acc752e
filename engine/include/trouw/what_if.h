// What if amounts were others: records as they would be, and how far an amount can go before somebody is
// worse off than a newcomer.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "trouw/changes.h"
#include "trouw/engine.h"
#include "trouw/records.h"

namespace trouw {

// The records of `records` with the changes made, in order; fields that are computed of changed ones follow
// them. Unknown values stay unknown, but that `is` sets them. A record of which a value would leave its
// field's domain is rejected with that reason. `schema` outlives it.
std::unique_ptr<RecordReader> changed_records(std::unique_ptr<RecordReader> records, const Schema& schema,
                                              std::vector<FieldChange> changes);

// How far a field of money or of a number can rise or fall.
struct BreakingOptions {
  Day on = 0;
  FieldId field = 0;
  bool falling = false;
  // Rates (1/1,000,000). Every multiple of `step` up to `most` is tried, until one breaks. Then every
  // multiple of `fine` below it; where that is more than `work` decisions, those since the last multiple of
  // `step` only.
  std::uint64_t work = 300'000'000;
  std::int64_t step = 1'000, fine = 100, most = rate_one;
  std::function<void(double progress, std::uint64_t records)> progress;  // now and then
};

// The least change at which a customer is worse off than a newcomer who is not so as things are.
struct Breaking {
  std::uint64_t records = 0;         // that were tried
  std::uint64_t left_out = 0;        // worse off already, or rejected
  std::optional<std::int64_t> rate;  // none: not up to `most`
  std::string id;                    // the first read of those
  std::int64_t worse_off = 0;        // by so much
  std::int64_t step = 0;             // every multiple of it below `rate`, or up to `most`, was tried
};

struct BreakingPoints {
  Breaking before_match, after_match;
};

// Reads `open()` once, and once more to look finer. One thread. A failure of a source ends it. A record that
// a change takes out of its field's domain is not tried further.
Status find_breaking_points(const Engine& engine,
                            const std::function<std::unique_ptr<RecordReader>(Status&)>& open,
                            const BreakingOptions& options, BreakingPoints& found);

}  // namespace trouw
