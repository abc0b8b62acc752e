#include "live/live.h"

#include <algorithm>
#include <chrono>
#include <exception>
#include <functional>
#include <string_view>
#include <utility>

#include "trouw/ledger.h"

namespace trouw::cli {

namespace {

using Clock = std::chrono::steady_clock;

double since(Clock::time_point start) {
  return std::chrono::duration<double>(Clock::now() - start).count();
}

unsigned threads() {
  return std::clamp(std::thread::hardware_concurrency(), 1U, 8U);
}

constexpr const char* given_up = "given up";

// Keeps those who are worse off most; of those that tie, the first.
void keep_worst(std::vector<WorseOff>& worst, std::string_view id, std::int64_t by) {
  if (by <= 0 || (worst.size() == most_named && by <= worst.back().by)) return;
  const auto place = std::ranges::upper_bound(worst, by, std::greater<>(), &WorseOff::by);
  worst.insert(place, {std::string(id), by});
  if (worst.size() > most_named) worst.pop_back();
}

}  // namespace

Live::Live(LiveOptions options, std::function<void()> changed)
    : options_(std::move(options)), changed_(std::move(changed)), thread_([this] { work(); }) {}

Live::~Live() {
  {
    const std::lock_guard lock(guard_);
    ending_ = true;
    stop_ = true;
  }
  wake_.notify_all();
  thread_.join();
}

namespace {

// What is quick to work out: money and people.
std::shared_ptr<const Programme> without_guarantees(const Programme& programme) {
  Programme bare = programme;
  bare.guarantees.clear();
  return std::make_shared<const Programme>(std::move(bare));
}

RecordShape shape_for(const Engine& engine, const LiveOptions& options) {
  return engine.shape(*options.on, !options.ledger.empty());
}

Status figures(const Engine& engine, RecordReader& reader, const LiveOptions& options,
               const DryRunOptions& run, const DryRunSinks& sinks, DryRunSummary& summary) {
  if (options.ledger.empty()) return dry_run(engine, reader, run, sinks, summary);
  Status status;
  const auto ledger = Ledger::open(options.ledger, LedgerAccess::read, status);
  if (!status) return status;
  std::unique_ptr<RecordReader> again;
  if (has_limits(engine.programme()))
    again = open_records(options.customers, shape_for(engine, options), status);
  return status ? dry_run(engine, reader, again.get(), *ledger, run, sinks, summary) : status;
}

}  // namespace

void Live::start_anew() {
  found_ = Findings();
  found_.programme = wanted_;
  found_.complete = !wanted_;
  fresh_ = true;
  stop_ = true;
  wake_.notify_all();
}

void Live::look_at(std::shared_ptr<const Programme> programme) {
  const std::lock_guard lock(guard_);
  if (programme == wanted_) return;
  wanted_ = std::move(programme);
  start_anew();
}

void Live::look_at_saved(std::shared_ptr<const Programme> programme) {
  const std::lock_guard lock(guard_);
  if (programme == saved_) return;
  saved_ = std::move(programme);
  if (options_.difference) start_anew();
}

void Live::set_day(Day on) {
  const std::lock_guard lock(guard_);
  options_.on = on;
  start_anew();
}

void Live::set_proof_seconds(double seconds) {
  const std::lock_guard lock(guard_);
  options_.proof_seconds = seconds;
  start_anew();
}

Findings Live::findings() const {
  const std::lock_guard lock(guard_);
  return found_;
}

LiveOptions Live::options() const {
  const std::lock_guard lock(guard_);
  return options_;
}

void Live::work() {
  std::unique_lock lock(guard_);
  while (true) {
    wake_.wait(lock, [this] { return fresh_ || ending_; });
    if (ending_) return;
    fresh_ = false;
    stop_ = false;
    const auto programme = wanted_;
    const auto saved = saved_;
    const LiveOptions options = options_;
    lock.unlock();
    if (programme) work_on(programme, saved, options);
    lock.lock();
  }
}

// Changes the findings, unless they are another programme's by now.
template <typename Change>
void Live::tell(Change change) {
  {
    const std::lock_guard lock(guard_);
    if (stop_) return;
    change(found_);
  }
  changed_();
}

void Live::work_on(std::shared_ptr<const Programme> programme, std::shared_ptr<const Programme> saved,
                   LiveOptions options) {
  try {
    const Engine engine(programme);
    const Engine figures_alone(without_guarantees(*programme));
    add_figures(figures_alone, options);
    std::vector<ExampleResult> examples = run_examples(engine);
    tell([&](Findings& found) { found.examples = std::move(examples); });
    if (!stop_ && options.difference && saved && saved->fingerprint != programme->fingerprint)
      add_difference(figures_alone, *saved, options);
    if (!stop_) add_people(engine, options);
    if (!stop_ && options.proof_seconds > 0) add_proofs(engine, options);
  } catch (const std::exception& mistake) {
    const std::string what = mistake.what();
    tell([&](Findings& found) { found.failure = what; });
  }
  tell([](Findings& found) { found.complete = true; });
}

void Live::add_figures(const Engine& engine, const LiveOptions& options) {
  if (options.customers.empty() || !options.on) return;
  const Clock::time_point start = Clock::now();
  DryRunSummary summary;
  const Status status = run(engine, options, {}, summary);
  tell([&](Findings& found) {
    found.seconds_to_figures = since(start);
    if (status)
      found.figures = std::move(summary);
    else
      found.failure = status.message;
  });
}

// A run of its own, since what each record says of the guarantees, and who they are, takes ten times as long.
void Live::add_people(const Engine& engine, const LiveOptions& options) {
  if (options.customers.empty() || !options.on) return;
  std::vector<WorseOff> before, after;
  DryRunSinks sinks;
  sinks.results = [&](std::span<const ResultRow> rows, std::string_view) {
    for (const ResultRow& row : rows) {
      keep_worst(before, row.id, row.worse_off_before);
      keep_worst(after, row.id, row.worse_off);
    }
    return stop_ ? Status::failure(given_up) : Status();
  };
  DryRunSummary summary;
  if (!run(engine, options, sinks, summary)) return;
  tell([&](Findings& found) {
    found.figures = std::move(summary);
    found.worst_before = std::move(before);
    found.worst_after = std::move(after);
  });
}

Status Live::run(const Engine& engine, const LiveOptions& options, const DryRunSinks& sinks,
                 DryRunSummary& summary) {
  Status status;
  const auto reader = kept_.open(options.customers, shape_for(engine, options), &stop_, status);
  if (!status) return status;
  DryRunOptions run;
  run.on = *options.on;
  run.threads = threads();
  run.population = options.population;
  return figures(engine, *reader, options, run, sinks, summary);
}

void Live::add_difference(const Engine& engine, const Programme& saved, const LiveOptions& options) {
  if (options.customers.empty() || !options.on) return;
  const Engine before(without_guarantees(saved));
  Status status, other;
  const auto old_records = kept_.open(options.customers, before.shape(*options.on), &stop_, status);
  const auto new_records = kept_.open(options.customers, engine.shape(*options.on), &stop_, other);
  if (!status || !other) return;
  DifferenceOptions run;
  run.on = *options.on;
  run.threads = threads();
  run.losers = 5;
  Difference difference;
  if (!differ(before, engine, *old_records, *new_records, run, difference)) return;
  tell([&](Findings& found) { found.difference = std::move(difference); });
}

void Live::add_proofs(const Engine& engine, const LiveOptions& options) {
  Curve curve = tenure_curve(engine, options.on);
  tell([&](Findings& found) { found.curve = std::move(curve); });
  ProveOptions run;
  run.stop = &stop_;
  const std::size_t count = engine.programme().guarantees.size();
  for (std::uint32_t number = 0; number < count && !stop_; ++number) {
    run.only = {number};
    run.seconds = options.proof_seconds / static_cast<double>(count);
    std::vector<Proof> proofs = prove(engine, run);
    tell([&](Findings& found) {
      for (Proof& proof : proofs) found.proofs.push_back(std::move(proof));
    });
  }
  tell([](Findings& found) { found.proved = true; });
}

}  // namespace trouw::cli
