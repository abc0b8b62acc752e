#include "trouw/dry_run.h"

#include <optional>

#include "api/counting.h"
#include "api/pipeline.h"
#include "api/surveying.h"
#include "plan/plan.h"

namespace trouw {

namespace {

class DryRun {
 public:
  DryRun(const Engine& engine, RecordReader& records, const DryRunOptions& options, const DryRunSinks& sinks,
         DryRunSummary& summary)
      : DryRun(engine, engine.plan(options.on), records, options, sinks, summary) {}
  Status run() {
    Status read;
    while (const Decided* decided = pipeline_->next(read)) {
      if (Status status = take(*decided); !status) return status;
      if (!read) return read;
      if (sinks_.progress) sinks_.progress(decided->progress, summary_.records);
      if (summary_.rejected > options_.max_rejects)
        return Status::failure("stopped: more than " + std::to_string(options_.max_rejects) +
                               " records were rejected");
    }
    counting_.finish();
    if (surveying_) summary_.population = surveying_->finish();
    return {};
  }

 private:
  DryRun(const Engine& engine, const std::shared_ptr<const Plan>& plan, RecordReader& records,
         const DryRunOptions& options, const DryRunSinks& sinks, DryRunSummary& summary)
      : options_(options), sinks_(sinks), summary_(summary), counting_(*plan, summary) {
    if (options.population) surveying_.emplace(engine.programme(), options.on);
    const auto columns = std::make_shared<const ColumnProgram>(plan);
    const auto programme = engine.shared_programme();
    const bool results = static_cast<bool>(sinks.results);
    pipeline_.emplace(records, options.threads, [programme, columns, results, &sinks] {
      return std::make_unique<Deciding>(programme, columns, results, sinks.format);
    });
  }

  Status take(const Decided& decided) {
    for (const Reject& reject : decided.rejects) {
      counting_.turn_away();
      if (!sinks_.reject) continue;
      if (Status status = sinks_.reject(reject); !status) return status;
    }
    if (Status status = counting_.add(decided); !status) return status;
    if (surveying_)
      if (Status status = surveying_->add(decided); !status) return status;
    return sinks_.results && !decided.rows.empty() ? sinks_.results(decided.rows, decided.text) : Status();
  }

  const DryRunOptions& options_;
  const DryRunSinks& sinks_;
  DryRunSummary& summary_;
  Counting counting_;
  std::optional<Surveying> surveying_;
  std::optional<Pipeline> pipeline_;
};

}  // namespace

Status dry_run(const Engine& engine, RecordReader& records, const DryRunOptions& options,
               const DryRunSinks& sinks, DryRunSummary& summary) {
  return DryRun(engine, records, options, sinks, summary).run();
}

std::string counted_titles(const Programme& programme, const Totals& totals) {
  std::string titles;
  for (const Totals::OfferTotals& offer : totals.offers)
    if (offer.counted) titles += (titles.empty() ? "" : "|") + programme.offers[offer.offer].title;
  return titles;
}

}  // namespace trouw
