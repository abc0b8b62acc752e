// How far an amount can go before somebody is worse off than a newcomer. Nothing says that more is worse for
// everybody (a cap, a price of EUR 20, a table by price), so every step is tried; but once a step is known to
// break, none behind it is tried again.
#include <algorithm>

#include "api/changing.h"
#include "trouw/batch.h"
#include "trouw/what_if.h"

namespace trouw {

namespace {

// One pass: the steps from `from` on, `step` apart, up to `most`.
struct Steps {
  std::int64_t from = 0, step = 0, most = 0;
};

struct Side {
  Breaking found;
  std::vector<std::int64_t> now, then;  // worse off by, a record each

  // Whether a step may still be the first to break.
  bool open(std::int64_t rate) const { return !found.rate || rate < *found.rate; }
};

class Pass {
 public:
  Pass(const Engine& engine, const BreakingOptions& options, Steps steps)
      : engine_(engine), options_(options), steps_(steps), decider_(engine, options.on) {}

  Status run(RecordReader& records) {
    Batch batch;
    std::vector<Reject> rejects;
    for (;;) {
      rejects.clear();
      if (const Status read = records.next(batch, rejects); !read) return read;
      before.found.left_out += rejects.size();
      after.found.left_out += rejects.size();
      if (batch.size == 0 && rejects.empty()) return {};
      if (batch.size > 0) look_at(batch);
      if (options_.progress) options_.progress(records.progress(), before.found.records);
    }
  }

  Side before, after;

 private:
  void look_at(Batch& batch) {
    decide(batch, before.now, after.now);
    for (Side* side : {&before, &after}) {
      const auto already = std::ranges::count_if(side->now, [](std::int64_t by) { return by != 0; });
      side->found.left_out += static_cast<std::uint64_t>(already);
      side->found.records += batch.size - static_cast<std::uint64_t>(already);
    }
    for (std::int64_t rate = steps_.from; rate <= steps_.most; rate += steps_.step) {
      if (!before.open(rate) && !after.open(rate)) return;
      changed_ = batch;
      std::vector<Reject> fallen;
      const FieldChange change{FieldChange::scale, options_.field, options_.falling ? -rate : rate, {}};
      change_batch(engine_.programme().schema, {&change, 1}, changed_, fallen);
      decide(changed_, before.then, after.then);
      note(batch, rate, before);
      note(batch, rate, after);
    }
  }

  // Worse off by, a record of the batch each; -1 where it cannot be told.
  void decide(Batch& batch, std::vector<std::int64_t>& before_match, std::vector<std::int64_t>& after_match) {
    standing_.resize(batch.size);
    before_match.resize(batch.size);
    after_match.resize(batch.size);
    TotalsColumns totals;
    totals.standing = standing_.data();
    totals.worse_off_before = before_match.data();
    totals.worse_off = after_match.data();
    rejects_.clear();
    decider_.decide(batch, totals, rejects_);
    for (std::size_t row = 0; row < batch.size; ++row)
      if (standing_[row] != static_cast<std::int32_t>(Standing::customer))
        before_match[row] = after_match[row] = -1;
  }

  // The records of `changed_` are those of the batch, in order, without those that fell out.
  void note(const Batch& batch, std::int64_t rate, Side& side) {
    if (!side.open(rate)) return;
    std::size_t row = 0;
    for (std::size_t at = 0; at < changed_.size; ++at, ++row) {
      while (batch.lines[row] != changed_.lines[at]) ++row;
      if (side.now[row] != 0 || side.then[at] <= 0) continue;
      side.found.rate = rate;
      side.found.id = std::string(batch.id(row));
      side.found.worse_off = side.then[at];
      return;
    }
  }

  const Engine& engine_;
  const BreakingOptions& options_;
  Steps steps_;
  BatchDecider decider_;
  Batch changed_;
  std::vector<std::int32_t> standing_;
  std::vector<Reject> rejects_;
};

// Tries the finer steps below the one that broke, or as many of them as `work` allows.
Status look_finer(const Engine& engine, const std::function<std::unique_ptr<RecordReader>(Status&)>& open,
                  const BreakingOptions& options, std::int64_t most, Breaking& found, Side Pass::*which) {
  found.step = options.step;
  if (options.fine >= options.step) return {};
  const std::int64_t last = found.rate ? *found.rate - options.fine : most;
  const auto steps = static_cast<std::uint64_t>(last / options.fine);
  const bool all = steps <= options.work / std::max<std::uint64_t>(1, found.records);
  if (!all && !found.rate) return {};
  Status status;
  const auto records = open(status);
  if (!records) return status;
  const std::int64_t from = all ? options.fine : *found.rate - options.step + options.fine;
  Pass pass(engine, options, {from, options.fine, last});
  if (status = pass.run(*records); !status) return status;
  if ((pass.*which).found.rate) found = (pass.*which).found;
  found.step = all ? options.fine : options.step;
  return {};
}

}  // namespace

Status find_breaking_points(const Engine& engine,
                            const std::function<std::unique_ptr<RecordReader>(Status&)>& open,
                            const BreakingOptions& options, BreakingPoints& found) {
  Status status;
  const auto records = open(status);
  if (!records) return status;
  const std::int64_t most = options.falling ? std::min(options.most, rate_one) : options.most;
  Pass pass(engine, options, {options.step, options.step, most});
  if (status = pass.run(*records); !status) return status;
  found = {pass.before.found, pass.after.found};
  if (status = look_finer(engine, open, options, most, found.before_match, &Pass::before); !status)
    return status;
  return look_finer(engine, open, options, most, found.after_match, &Pass::after);
}

}  // namespace trouw
