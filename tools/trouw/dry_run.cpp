// trouw dry-run: what would happen? Decides for every record; changes nothing.

#include "show/dry_run.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <thread>
#include <utility>
#include <vector>

#include "command.h"
#include "ledger/actions.h"
#include "report/pages.h"
#include "shell/arguments.h"
#include "shell/opening.h"
#include "shell/progress.h"
#include "shell/words.h"
#include "show/json.h"
#include "trouw/answers.h"
#include "trouw/dry_run.h"
#include "trouw/results.h"

namespace trouw::cli {

namespace {

struct DryRunRequest {
  std::string folder, customers, on, results, rejects, report, ledger;
  std::optional<std::uint64_t> max_rejects, threads;
  Format format = Format::text;
  bool strict = false;
  bool quiet = false;
};

std::optional<int> read(const Command& command, const Words& words, Console& console,
                        DryRunRequest& request) {
  Arguments arguments(command);
  arguments.operand("PROGRAMME", request.folder, "a folder with programme.yaml and offers in *.trouw files");
  arguments.option(
      "--customers", "SOURCE", request.customers,
      "the records: file.csv, file.ndjson, file.db, file.db#table, or - for ndjson on standard input", true);
  arguments.option("--on", "DATE", request.on, "the day that is decided for, like 2027-03-01", true);
  arguments.option("--results", "FILE", request.results,
                   "a row for each record: FILE.csv, FILE.db, FILE.ndjson or postgresql://…#table");
  arguments.option("--rejects", "FILE", request.rejects, "a CSV of the records that were rejected, and why");
  arguments.option("--report", "FILE.html", request.report,
                   "a page with pictures, for a browser or a printer");
  arguments.option("--ledger", "FILE", request.ledger,
                   "on top of what this ledger says was given before; it is not changed");
  arguments.flag("--strict", request.strict, "exit code 1 where a record was rejected");
  arguments.number("--max-rejects", request.max_rejects, "stop once more than N records were rejected");
  arguments.number("--threads", request.threads, "threads to use; the results are the same for any number");
  arguments.format(request.format);
  arguments.quiet(request.quiet);
  return arguments.read(words, console);
}

// The files that were asked for.
struct Files {
  std::unique_ptr<ResultsWriter> results;
  std::unique_ptr<RejectsWriter> rejects;
};

Status open_files(const DryRunRequest& request, const Programme& programme, Files& files) {
  Status status;
  if (!request.results.empty()) files.results = create_results(request.results, programme, status);
  if (status && !request.rejects.empty()) files.rejects = create_rejects(request.rejects, status);
  return status;
}

DryRunSinks sinks(const Files& files, RejectTally& tally, Progress& progress) {
  DryRunSinks made;
  if (files.results) {
    made.format = [&files](std::span<const ResultRow> rows, std::string& text) {
      files.results->format(rows, text);
    };
    made.results = [&files](std::span<const ResultRow> rows, std::string_view text) {
      return files.results->add(rows, text);
    };
  }
  made.reject = [&files, &tally](const Reject& reject) {
    tally.add(reject);
    return files.rejects ? files.rejects->add(reject) : Status();
  };
  made.progress = [&progress](double part, std::uint64_t records) { progress.show(part, records); };
  return made;
}

// Rejects are finished even after a failure: they say what went wrong.
Status finish(const Files& files, Status run) {
  if (files.rejects) {
    const Status rejects = files.rejects->finish();
    if (run && !rejects) run = rejects;
  }
  return run && files.results ? files.results->finish() : run;
}

int exit_code(const DryRunSummary& summary, bool strict) {
  return !guarantees_hold(summary) || all_rejected(summary) || (strict && summary.rejected > 0) ? answer_is_no
                                                                                                : fine;
}

int run(const DryRunRequest& request, Day day, std::shared_ptr<const Programme> programme, Console& console) {
  const Engine engine(programme);
  const auto reader = open_customers(request.customers, engine.shape(day, !request.ledger.empty()), console);
  if (!reader) return unusable;
  Files files;
  if (const Status opened = open_files(request, *programme, files); !opened)
    return fail(opened.message, console);

  std::unique_ptr<Ledger> ledger;
  std::unique_ptr<RecordReader> again;
  if (!request.ledger.empty()) {
    ledger = open_ledger(request.ledger, LedgerAccess::read, console);
    if (!ledger) return unusable;
    if (has_limits(*programme)) {
      if (request.customers == "-")
        return fail(
            "offers with limits are dry-run with a ledger in two readings; standard input can be read once.",
            console);
      again = open_customers(request.customers, engine.shape(day, true), console);
      if (!again) return unusable;
    }
  }
  Progress progress(console, request.quiet);
  RejectTally rejects;
  DryRunSummary summary;
  DryRunOptions options;
  options.on = day;
  options.threads = static_cast<unsigned>(std::min<std::uint64_t>(
      request.threads.value_or(std::max(1U, std::thread::hardware_concurrency())), 256));
  options.population = !request.report.empty();
  if (request.max_rejects) options.max_rejects = *request.max_rejects;
  const DryRunSinks into = sinks(files, rejects, progress);
  const Status status =
      finish(files, ledger ? dry_run(engine, *reader, again.get(), *ledger, options, into, summary)
                           : dry_run(engine, *reader, options, into, summary));
  if (!status) return fail(status.message, console);

  const DryRunReport report{*programme,      summary,        rejects,           day,
                            request.rejects, request.ledger, progress.seconds()};
  if (!request.report.empty())
    if (const Status written = write_page(request.report, dry_run_page(report)); !written)
      return fail(written.message, console);
  if (request.format == Format::json)
    console.out(dry_run_json(*programme, summary, rejects, day, report.seconds, indented) + "\n");
  else
    console.out(dry_run_text(report, console));
  return exit_code(summary, request.strict);
}

}  // namespace

int run_dry_run(const Command& command, const Words& words, Console& console) {
  DryRunRequest request;
  if (const auto code = read(command, words, console, request)) return *code;
  const std::optional<Day> day = read_day("--on", request.on, console);
  if (!day) return unusable;
  if (request.threads == 0u) return fail("--threads takes a number from 1.", console);
  Opened opened = open_programme(request.folder, request.quiet, console);
  if (!opened.programme) return opened.code;
  return run(request, *day, std::move(opened.programme), console);
}

}  // namespace trouw::cli
