// trouw explain: why does this customer get this, and why not that?

#include "show/explain.h"

#include <fmt/format.h>

#include <optional>

#include "command.h"
#include "report/pages.h"
#include "shell/arguments.h"
#include "shell/opening.h"
#include "shell/progress.h"
#include "shell/search.h"
#include "shell/words.h"
#include "show/json.h"
#include "trouw/answers.h"

namespace trouw::cli {

namespace {

struct ExplainRequest {
  std::string folder, customers, id, on, html, ledger;
  Format format = Format::text;
  bool quiet = false;
};

std::optional<int> read(const Command& command, const Words& words, Console& console,
                        ExplainRequest& request) {
  Arguments arguments(command);
  arguments.operand("PROGRAMME", request.folder, "a folder with programme.yaml and offers in *.trouw files");
  arguments.option(
      "--customers", "SOURCE", request.customers,
      "the records: file.csv, file.ndjson, file.db, file.db#table, or - for ndjson on standard input", true);
  arguments.option("--id", "ID", request.id, "whose decision it is", true);
  arguments.option("--on", "DATE", request.on, "the day that is decided for, like 2027-03-01", true);
  arguments.option("--ledger", "FILE", request.ledger,
                   "what was granted before, as `trouw ledger` keeps it; nothing is changed");
  arguments.option("--html", "FILE", request.html, "the same as a page for a browser or a printer");
  arguments.format(request.format);
  arguments.quiet(request.quiet);
  return arguments.read(words, console);
}

int show_reject(const ExplainRequest& request, const Programme& programme, const Reject& reject, Day day,
                Console& console) {
  if (request.format == Format::json)
    console.out(rejected_json(programme, reject, day, indented) + "\n");
  else
    console.out(rejected_text(reject));
  return answer_is_no;
}

// A record that could be read, but is no business of the programme's, or whose arithmetic leaves 64 bits.
Reject undecided(const Batch& batch, std::size_t row, std::string reason) {
  return {batch.lines[row], std::string(batch.id(row)), "", "", std::move(reason)};
}

int decide(const ExplainRequest& request, const Engine& engine, Day day, const Batch& batch, std::size_t row,
           Console& console) {
  Explained explained{engine.shared_programme(), {}};
  Status status;
  if (!request.ledger.empty()) {
    const auto ledger = Ledger::open(request.ledger, LedgerAccess::read, status);
    if (status) status = explain(engine, *ledger, batch, row, day, explained);
    if (!status) return fail(status.message, console);
  } else {
    Decider decider = engine.on(day);
    status = decider.decide(batch, row, explained.decision);
    if (status && explained.decision.standing != Standing::rejected)
      decider.look_ahead(batch, row, explained.decision);
  }
  const Decision& decision = explained.decision;
  const Programme& programme = *explained.programme;
  if (!status) return show_reject(request, programme, undecided(batch, row, status.message), day, console);
  if (decision.standing == Standing::rejected)
    return show_reject(request, programme,
                       undecided(batch, row, "is neither a customer, a former customer nor a newcomer"), day,
                       console);
  if (!request.html.empty())
    if (const Status written = write_page(request.html, explain_page(programme, decision)); !written) {
      console.error(written.message + "\n");
      return unusable;
    }
  if (request.format == Format::json)
    console.out(decision_json(programme, decision, indented) + "\n");
  else
    console.out(explain_text(programme, decision, console));
  return fine;
}

int run(const ExplainRequest& request, Day day, std::shared_ptr<const Programme> programme,
        Console& console) {
  const Engine engine(programme);
  const auto reader = open_customers(request.customers, engine.shape(day, true), console);
  if (!reader) return unusable;
  Progress progress(console, request.quiet);
  Batch batch;
  const Search found = search(*reader, batch, request.id, &progress);
  if (found.row && found.status) return decide(request, engine, day, batch, *found.row, console);
  if (found.reject && found.status) return show_reject(request, *programme, *found.reject, day, console);
  return not_found(found, request.id, request.customers, console);
}

}  // namespace

int run_explain(const Command& command, const Words& words, Console& console) {
  ExplainRequest request;
  if (const auto code = read(command, words, console, request)) return *code;
  const std::optional<Day> day = read_day("--on", request.on, console);
  if (!day) return unusable;
  Opened opened = open_programme(request.folder, request.quiet, console);
  if (!opened.programme) return opened.code;
  return run(request, *day, std::move(opened.programme), console);
}

}  // namespace trouw::cli
