#include "trouw/dry_run.h"

#include <algorithm>
#include <optional>
#include <unordered_map>

#include "api/counting.h"
#include "api/pipeline.h"
#include "api/surveying.h"
#include "books/granting.h"
#include "plan/plan.h"

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

// Totals of records with their pasts.
class Remembering {
 public:
  Remembering(const Engine& engine, Ledger& ledger, Day day, Status& status)
      : programme_(engine.programme()), granting_(engine, ledger, day, status), plain_(engine.on(day)) {}

  // Whom the limits turn away, once all have been seen.
  Status refuse(const Engine& engine, RecordReader& records, Ledger& ledger, Day day) {
    GrantSinks sinks;
    sinks.refused = [this](std::string_view id, std::uint32_t offer) {
      refused_[std::string(id)].push_back(offer);
    };
    GrantSummary summary;
    return grant_dry(engine, records, ledger, {day, day, false}, sinks, summary);
  }

  // Of the ledger, and not of a record: it ends the run.
  const Status& failed() const { return failed_; }

  Status totals(const Batch& batch, std::size_t row, Totals& totals) {
    if (const Status status = plain_.totals(batch, row, alone_); !status) return status;
    if (alone_.standing == Standing::rejected) {
      totals = alone_;
      return {};
    }
    failed_ = granting_.past(batch, row, granting_.keys(batch, row), past_);
    if (!failed_) return failed_;
    if (const auto found = refused_.find(std::string(batch.id(row))); found != refused_.end())
      for (const std::uint32_t offer : found->second) past_.closed[offer] = Closed::no_room;
    if (const Status status = granting_.totals(batch, row, past_, totals); !status) return status;
    if (past_.none()) return {};
    // What runs of offers that are no longer written stands after the programme's own.
    std::erase_if(totals.offers, [&](const auto& offer) { return offer.offer >= programme_.offers.size(); });
    totals.guarantees = alone_.guarantees;
    for (std::size_t i = 0; i < totals.guarantees.size(); ++i) {
      const Guarantee& stated = programme_.guarantees[i];
      if (stated.kind == GuaranteeKind::newcomer && !has_options(stated) && totals.guarantees[i].applies)
        totals.guarantees[i].gap = std::max<std::int64_t>(0, totals.worse_off - stated.within);
    }
    return {};
  }

 private:
  static bool has_options(const Guarantee& stated) {
    return stated.over != 0 || stated.counting_perks || stated.at_every_bill;
  }

  const Programme& programme_;
  Granting granting_;
  Decider plain_;
  Totals alone_;
  Past past_;
  Status failed_;
  std::unordered_map<std::string, std::vector<std::uint32_t>> refused_;
};

Status read_all(RecordReader& records, Deciding& deciding, Remembering& remembering, Telling& telling) {
  Decided decided;
  for (;;) {
    decided.rejects.clear();
    if (Status status = records.next(decided.batch, decided.rejects); !status) return status;
    if (decided.batch.size == 0 && decided.rejects.empty()) return {};
    decided.unreadable = decided.rejects.size();
    deciding.decide_by(decided, [&](std::size_t row, Totals& totals) {
      return remembering.totals(decided.batch, row, totals);
    });
    if (!remembering.failed()) return remembering.failed();
    if (Status status = telling.take(decided); !status) return status;
    if (Status status = telling.go_on(records.progress()); !status) return status;
  }
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
  Deciding deciding(engine.shared_programme(), std::make_shared<const ColumnProgram>(plan),
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
