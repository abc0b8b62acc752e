#include <fmt/format.h>

#include "approval/approval.h"
#include "ledger/actions.h"
#include "shell/opening.h"
#include "shell/progress.h"
#include "shell/table.h"
#include "shell/words.h"
#include "show/json.h"
#include "trouw/answers.h"
#include "trouw/results.h"

namespace trouw::cli {

namespace {

struct GrantRequest {
  std::string folder, customers, on, booked, ledger, rejects, approved;
  Format format = Format::text;
  bool reserve = false, dry = false, quiet = false;
};

std::optional<int> read(const Command& command, const Words& words, Console& console, GrantRequest& request) {
  Arguments arguments(command);
  arguments.operand("PROGRAMME", request.folder, "a folder with programme.yaml and offers in *.trouw files");
  arguments.option(
      "--customers", "SOURCE", request.customers,
      "the records: file.csv, file.ndjson, file.db, file.db#table, or - for ndjson on standard input", true);
  arguments.option("--on", "DATE", request.on, "the day that is granted for, like 2027-03-01", true);
  arguments.option("--ledger", "FILE", request.ledger, "the ledger; made where it is not there", true);
  arguments.option("--booked", "DATE", request.booked, "the day it is booked on, where that is another");
  arguments.option("--rejects", "FILE", request.rejects, "a CSV of the records that were rejected, and why");
  arguments.option("--approved-only", "FILE", request.approved,
                   "grant only where two of these allowed signers approved the programme as it is");
  arguments.flag("--reserve", request.reserve, "reserve the awards, to be confirmed or released one by one");
  arguments.flag("--dry-run", request.dry, "say what would be granted, and change nothing");
  arguments.format(request.format);
  arguments.quiet(request.quiet);
  return arguments.read(words, console);
}

std::string grant_text(const GrantRequest& request, const Programme& programme, const GrantSummary& summary,
                       const std::string& head, const Console& console) {
  std::string text = fmt::format(
      "{}: {} {}{}, {} already running.\n", counted(summary.decided, "record decided", "records decided"),
      counted(summary.granted, "award", "awards"), request.dry ? "would be " : "",
      request.reserve ? "reserved" : "granted", counted(summary.running, "award", "awards"));
  if (summary.refused > 0)
    text += fmt::format("{} turned away where a limit had no room left.\n",
                        counted(summary.refused, "wish was", "wishes were"));
  if (summary.held_out > 0)
    text += fmt::format("{} held out, to measure later who stayed; `trouw outcome` tells.\n",
                        counted(summary.held_out, "award was", "awards were"));
  if (summary.rejected > 0)
    text += fmt::format("{}{}.\n", counted(summary.rejected, "record was rejected", "records were rejected"),
                        request.rejects.empty() ? "; --rejects FILE lists them" : "");
  if (!request.dry) text += head_text(head);
  if (summary.offers.empty()) return text;
  Table table({"Offer", "Granted", "Worth over the horizon"}, {Table::left, Table::right, Table::right});
  for (const GrantSummary::Offer& offer : summary.offers)
    table.add({printable(offer.title), format_count(static_cast<std::int64_t>(offer.granted)),
               format_money(offer.paid, programme.schema.currency)});
  return text + "\n" + table.text(console);
}

// Why the programme is not approved, or empty.
Status approved(const GrantRequest& request, const Programme& programme) {
  if (request.approved.empty()) return {};
  std::vector<Approval> all;
  if (const Status status = approvals(programme, request.folder, request.approved, all); !status)
    return status;
  if (agreed(all) >= signatures_needed) return {};
  return Status::failure(fmt::format(
      "{} agreed to this programme as it is; {} have to. `trouw approve {} --signers {}` "
      "says who did.",
      counted(agreed(all), "person", "people"), signatures_needed, request.folder, request.approved));
}

}  // namespace

std::optional<Day> day_or(const std::string& option, const std::string& text, Day otherwise,
                          Console& console) {
  return text.empty() ? std::optional(otherwise) : read_day(option, text, console);
}

int run_ledger_grant(const Command& command, const Words& words, Console& console) {
  GrantRequest request;
  if (const auto code = read(command, words, console, request)) return *code;
  const std::optional<Day> day = read_day("--on", request.on, console);
  if (!day) return unusable;
  const std::optional<Day> booked = day_or("--booked", request.booked, *day, console);
  if (!booked) return unusable;
  Opened opened = open_programme(request.folder, request.quiet, console);
  if (!opened.programme) return opened.code;
  if (const Status agreed_to = approved(request, *opened.programme); !agreed_to) {
    fail(agreed_to.message, console);
    return answer_is_no;
  }
  const Engine engine(opened.programme);
  const auto reader = open_customers(request.customers, engine.shape(*day, true), console);
  if (!reader) return unusable;
  Status status;
  std::unique_ptr<RejectsWriter> rejects;
  if (!request.rejects.empty()) rejects = create_rejects(request.rejects, status);
  if (!status) return fail(status.message, console);
  const auto ledger =
      open_ledger(request.ledger, request.dry ? LedgerAccess::read : LedgerAccess::make, console);
  if (!ledger) return unusable;

  Progress progress(console, request.quiet);
  GrantSinks sinks;
  sinks.reject = [&](const Reject& reject) { return rejects ? rejects->add(reject) : Status(); };
  sinks.progress = [&](double part, std::uint64_t records) { progress.show(part, records); };
  GrantSummary summary;
  const GrantOptions options{*day, *booked, request.reserve};
  status = request.dry ? grant_dry(engine, *reader, *ledger, options, sinks, summary)
                       : grant(engine, *reader, *ledger, options, sinks, summary);
  if (rejects)
    if (const Status finished = rejects->finish(); status && !finished) status = finished;
  if (!status) return fail(status.message + " Nothing was granted.", console);
  if (request.format == Format::json)
    console.out(grant_json(*opened.programme, *day, summary, ledger->head(), indented) + "\n");
  else
    console.out(grant_text(request, *opened.programme, summary, ledger->head(), console));
  return summary.decided == 0 && summary.rejected > 0 ? answer_is_no : fine;
}

}  // namespace trouw::cli
