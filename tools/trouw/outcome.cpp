// trouw outcome: of those who were awarded an offer and those held out of it, how many stayed?

#include "show/outcome.h"

#include <optional>

#include "command.h"
#include "ledger/actions.h"
#include "shell/arguments.h"
#include "shell/opening.h"
#include "shell/progress.h"
#include "show/json.h"
#include "trouw/results.h"

namespace trouw::cli {

namespace {

struct OutcomeRequest {
  std::string folder, ledger, customers, on, from, until, rejects;
  bool missing_aside = false;
  Format format = Format::text;
  bool quiet = false;
};

std::optional<int> read(const Command& command, const Words& words, Console& console,
                        OutcomeRequest& request) {
  Arguments arguments(command);
  arguments.operand("PROGRAMME", request.folder, "a folder with programme.yaml and offers in *.trouw files");
  arguments.option("--ledger", "FILE", request.ledger, "the ledger that granted the offers", true);
  arguments.option("--customers", "SOURCE", request.customers,
                   "the later records: file.csv, file.ndjson, file.db, file.db#table, or -", true);
  arguments.option("--on", "DATE", request.on, "the day of the later records, like 2028-03-01", true);
  arguments.option("--from", "DATE", request.from, "only what was granted from this day");
  arguments.option("--until", "DATE", request.until, "only what was granted until this day, itself included");
  arguments.flag("--missing-aside", request.missing_aside,
                 "who is not in the later records counts as neither; otherwise as gone");
  arguments.option("--rejects", "FILE.csv", request.rejects, "the records that do not fit, with the reason");
  arguments.format(request.format);
  arguments.quiet(request.quiet);
  return arguments.read(words, console);
}

// The days of a request; false after a message.
bool read_days(const OutcomeRequest& request, OutcomeOptions& options, Console& console) {
  const auto on = read_day("--on", request.on, console);
  if (!on) return false;
  options.on = *on;
  options.missing_aside = request.missing_aside;
  if (!request.from.empty() && !(options.from = read_day("--from", request.from, console))) return false;
  if (!request.until.empty() && !(options.until = read_day("--until", request.until, console))) return false;
  if (options.from && options.until && *options.until < *options.from) {
    fail("--until lies before --from.", console);
    return false;
  }
  return true;
}

Status run(const OutcomeRequest& request, const Engine& engine, RecordReader& records, Ledger& ledger,
           const OutcomeOptions& options, Progress& progress, Outcomes& found) {
  std::unique_ptr<RejectsWriter> rejects;
  Status status;
  if (!request.rejects.empty()) rejects = create_rejects(request.rejects, status);
  if (!status) return status;
  OutcomeSinks sinks;
  if (rejects) sinks.reject = [&](const Reject& reject) { return rejects->add(reject); };
  sinks.progress = [&progress](double part, std::uint64_t count) { progress.show(part, count); };
  status = outcome(engine, records, ledger, options, sinks, found);
  return status && rejects ? rejects->finish() : status;
}

}  // namespace

int run_outcome(const Command& command, const Words& words, Console& console) {
  OutcomeRequest request;
  if (const auto code = read(command, words, console, request)) return *code;
  OutcomeOptions options;
  if (!read_days(request, options, console)) return unusable;
  Opened opened = open_programme(request.folder, request.quiet, console);
  if (!opened.programme) return opened.code;
  const auto ledger = open_ledger(request.ledger, LedgerAccess::read, console);
  if (!ledger) return unusable;
  const Engine engine(opened.programme);
  const auto records = open_customers(request.customers, engine.shape(options.on), console);
  if (!records) return unusable;
  Progress progress(console, request.quiet);
  Outcomes found;
  if (const Status status = run(request, engine, *records, *ledger, options, progress, found); !status)
    return fail(status.message, console);
  const OutcomeReport report{*opened.programme, found, options, request.rejects};
  if (request.format == Format::json)
    print_json(outcome_json(report), console);
  else
    console.out(outcome_text(report, console));
  return found.records > 0 && found.rejected == found.records ? answer_is_no : fine;
}

}  // namespace trouw::cli
