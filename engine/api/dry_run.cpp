#include "trouw/dry_run.h"

namespace trouw {

namespace {

bool add(std::int64_t& sum, std::int64_t amount) { return !__builtin_add_overflow(sum, amount, &sum); }

class Counting {
 public:
  Counting(const Programme& programme, DryRunSummary& summary) : programme_(programme), summary_(summary) {
    summary_ = {};
    summary_.offers.resize(programme.offers.size());
    summary_.guarantees.resize(programme.guarantees.size());
  }

  // False where a sum leaves 64 bits.
  bool count(std::string_view id, const Totals& totals) {
    ++summary_.decided;
    ++summary_.standings[static_cast<std::size_t>(totals.standing)];
    if (totals.facts_broken) ++summary_.facts_broken;
    bool fits = add(summary_.newcomer_value, totals.newcomer_value) && add(summary_.value_before_match, totals.value_before_match) &&
                add(summary_.top_up, totals.top_up) && add(summary_.value, totals.value) &&
                worse_off(summary_.before, totals.worse_off_before, id) && worse_off(summary_.after, totals.worse_off, id);
    if (totals.standing == Standing::customer) fits = fits && add(to_customers_, totals.value);
    for (const Totals::OfferTotals& offer : totals.offers) {
      OfferSummary& sum = summary_.offers[offer.offer];
      sum.open += offer.open;
      sum.counted += offer.counted;
      fits = fits && add(sum.value, offer.value) && add(sum.paid, offer.paid);
    }
    for (std::size_t i = 0; i < totals.guarantees.size(); ++i) guarantee(summary_.guarantees[i], totals.guarantees[i], id);
    return fits;
  }

  // What only the whole population can tell.
  void finish() {
    for (std::size_t i = 0; i < programme_.guarantees.size(); ++i) {
      const Guarantee& stated = programme_.guarantees[i];
      GuaranteeSummary& sum = summary_.guarantees[i];
      if (stated.kind != GuaranteeKind::share || summary_.value <= 0) continue;
      sum.covered = summary_.decided;
      sum.share = multiply_divide(to_customers_, rate_one, summary_.value, Rounding::down).value_or(0);
      sum.holds = sum.share >= stated.share;
    }
  }

 private:
  static bool worse_off(DryRunSummary::WorseOff& sum, std::int64_t amount, std::string_view id) {
    if (amount <= 0) return true;
    ++sum.count;
    if (amount > sum.worst) {
      sum.worst = amount;
      sum.worst_id = std::string(id);
    }
    return add(sum.total, amount);
  }

  static void guarantee(GuaranteeSummary& sum, const Totals::GuaranteeTotals& one, std::string_view id) {
    sum.covered += one.applies;
    sum.left_out += one.left_out;
    if (one.gap <= 0) return;
    sum.holds = false;
    ++sum.broken_count;
    if (one.gap <= sum.worst) return;
    sum.worst = one.gap;
    sum.worst_id = std::string(id);
  }

  const Programme& programme_;
  DryRunSummary& summary_;
  std::int64_t to_customers_ = 0;
};

class DryRun {
 public:
  DryRun(const Engine& engine, RecordReader& records, const DryRunOptions& options, const DryRunSinks& sinks, DryRunSummary& summary)
      : programme_(engine.programme()), records_(records), options_(options), sinks_(sinks), summary_(summary),
        decider_(engine.on(options.on)), counting_(engine.programme(), summary) {}

  Status run() {
    for (;;) {
      rejects_.clear();
      Status read = records_.next(batch_, rejects_);
      for (const Reject& reject : rejects_)
        if (Status status = turn_away(reject); !status) return status;
      if (!read) return read;
      for (std::size_t row = 0; row < batch_.size; ++row)
        if (Status status = decide(row); !status) return status;
      if (sinks_.progress) sinks_.progress(records_.progress(), summary_.records);
      if (batch_.size == 0 && rejects_.empty()) break;
      if (summary_.rejected > options_.max_rejects)
        return Status::failure("stopped: more than " + std::to_string(options_.max_rejects) + " records were rejected");
    }
    counting_.finish();
    if (summary_.rejected > options_.max_rejects)
      return Status::failure("stopped: more than " + std::to_string(options_.max_rejects) + " records were rejected");
    return {};
  }

 private:
  Status turn_away(const Reject& reject) {
    ++summary_.records;
    ++summary_.rejected;
    return sinks_.reject ? sinks_.reject(reject) : Status{};
  }

  Status decide(std::size_t row) {
    const Status status = decider_.totals(batch_, row, totals_);
    const std::string_view id = batch_.id(row);
    if (!status) return turn_away({batch_.lines[row], std::string(id), "", "", status.message});
    if (totals_.standing == Standing::rejected)
      return turn_away({batch_.lines[row], std::string(id), "", "", "is no newcomer, customer or former customer by programme.yaml"});
    ++summary_.records;
    if (!counting_.count(id, totals_)) return Status::failure("the sums of this run come to more than 64 bits can hold");
    return sinks_.result ? sinks_.result(id, totals_) : Status{};
  }

  const Programme& programme_;
  RecordReader& records_;
  const DryRunOptions& options_;
  const DryRunSinks& sinks_;
  DryRunSummary& summary_;
  Decider decider_;
  Counting counting_;
  Batch batch_;
  std::vector<Reject> rejects_;
  Totals totals_;
};

}  // namespace

Status dry_run(const Engine& engine, RecordReader& records, const DryRunOptions& options, const DryRunSinks& sinks,
               DryRunSummary& summary) {
  return DryRun(engine, records, options, sinks, summary).run();
}

std::string counted_titles(const Programme& programme, const Totals& totals) {
  std::string titles;
  for (const Totals::OfferTotals& offer : totals.offers)
    if (offer.counted) titles += (titles.empty() ? "" : "|") + programme.offers[offer.offer].title;
  return titles;
}

}  // namespace trouw
