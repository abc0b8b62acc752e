#include "trouw/dry_run.h"

#include <algorithm>
#include <optional>

#include "api/counting.h"
#include "api/pipeline.h"
#include "api/remembering.h"
#include "api/surveying.h"
#include "columns/past_figures.h"

namespace trouw {

namespace {

// Where decided batches go: into the sums, the groups and the sinks, in input order.
class Telling {
 public:
  Telling(const Engine& engine, const Plan& plan, const DryRunOptions& options, const DryRunSinks& sinks,
          DryRunSummary& summary)
      : options_(options), sinks_(sinks), summary_(summary), counting_(plan, summary) {
    if (options.population) surveying_.emplace(engine.programme(), options.on);
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

  // Tells how far it is, and whether to go on.
  Status go_on(double progress) {
    if (sinks_.progress) sinks_.progress(progress, summary_.records);
    if (summary_.rejected > options_.max_rejects)
      return Status::failure("stopped: more than " + std::to_string(options_.max_rejects) +
                             " records were rejected");
    return {};
  }

  void finish() {
    counting_.finish();
    if (surveying_) summary_.population = surveying_->finish();
  }

 private:
  const DryRunOptions& options_;
  const DryRunSinks& sinks_;
  DryRunSummary& summary_;
  Counting counting_;
  std::optional<Surveying> surveying_;
};

Status read_all(RecordReader& records, Deciding& deciding, Remembering& remembering, Telling& telling) {
  Decided decided;
  for (;;) {
    decided.rejects.clear();
    if (Status status = records.next(decided.batch, decided.rejects); !status) return status;
    if (decided.batch.size == 0 && decided.rejects.empty()) return {};
    decided.unreadable = decided.rejects.size();
    if (Status status = remembering.read(decided.batch); !status) return status;
    const bool by_columns = deciding.decide_with(decided, [&] { return remembering.figures(decided.batch); });
    if (!by_columns)
      deciding.decide_by(decided, [&](std::size_t row, Totals& totals) {
        return remembering.totals(decided.batch, row, totals);
      });
    if (Status status = telling.take(decided); !status) return status;
    if (Status status = telling.go_on(records.progress()); !status) return status;
  }
}

// A plan whose guarantees about what follows from being worse off only tell where they apply.
std::shared_ptr<const Plan> plan_beside_a_past(const Plan& plan) {
  std::vector<bool> scopes;
  for (const Guarantee& stated : plan.programme->guarantees) scopes.push_back(follows_worse_off(stated));
  return std::make_shared<const Plan>(columns::plan_of_scopes(plan, scopes));
}

}  // namespace

Status dry_run(const Engine& engine, RecordReader& records, const DryRunOptions& options,
               const DryRunSinks& sinks, DryRunSummary& summary) {
  const auto plan = engine.plan(options.on);
  Telling telling(engine, *plan, options, sinks, summary);
  const auto columns = std::make_shared<const ColumnProgram>(plan);
  const auto programme = engine.shared_programme();
  const bool results = static_cast<bool>(sinks.results);
  Pipeline pipeline(records, options.threads, [programme, columns, results, &sinks] {
    return std::make_unique<Deciding>(programme, columns, results, sinks.format);
  });
  Status read;
  while (const Decided* decided = pipeline.next(read)) {
    if (Status status = telling.take(*decided); !status) return status;
    if (!read) return read;
    if (Status status = telling.go_on(decided->progress); !status) return status;
  }
  summary.blank_lines = pipeline.blank_lines();
  telling.finish();
  return {};
}

Status dry_run(const Engine& engine, RecordReader& records, RecordReader* again, Ledger& ledger,
               const DryRunOptions& options, const DryRunSinks& sinks, DryRunSummary& summary) {
  const auto plan = engine.plan(options.on);
  Telling telling(engine, *plan, options, sinks, summary);
  Status status;
  Remembering remembering(engine, ledger, options.on, status);
  if (status && again != nullptr) status = remembering.refuse(engine, *again, ledger, options.on);
  if (!status) return status;
  Deciding deciding(engine.shared_programme(),
                    std::make_shared<const ColumnProgram>(plan_beside_a_past(*plan)),
                    static_cast<bool>(sinks.results), sinks.format);
  status = read_all(records, deciding, remembering, telling);
  summary.blank_lines = records.blank_lines();
  if (status) telling.finish();
  return status;
}

bool has_limits(const Programme& programme) {
  return std::ranges::any_of(programme.offers, [](const Offer& offer) { return !offer.limits.empty(); });
}

std::string counted_titles(const Programme& programme, const Totals& totals) {
  std::string titles;
  for (const Totals::OfferTotals& offer : totals.offers)
    if (offer.counted) titles += (titles.empty() ? "" : "|") + programme.offers[offer.offer].title;
  return titles;
}

}  // namespace trouw
