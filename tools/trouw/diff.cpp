// trouw diff: who gains, who loses, what does it cost?

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <thread>

#include "command.h"
#include "report/pages.h"
#include "shell/arguments.h"
#include "shell/opening.h"
#include "shell/progress.h"
#include "shell/words.h"
#include "show/difference.h"
#include "show/dry_run.h"
#include "show/json.h"

namespace trouw::cli {

namespace {

struct DiffRequest {
  std::string before, after, customers, on, html;
  Format format = Format::text;
  bool quiet = false;
};

std::optional<int> read(const Command& command, const Words& words, Console& console, DiffRequest& request) {
  Arguments arguments(command);
  arguments.operand("OLD", request.before, "the folder of the programme as it is");
  arguments.operand("NEW", request.after, "the folder of the programme as it would be");
  arguments.option("--customers", "SOURCE", request.customers,
                   "the records: file.csv, file.ndjson, file.db or file.db#table; read twice", true);
  arguments.option("--on", "DATE", request.on, "the day that is decided for, like 2027-03-01", true);
  arguments.option("--html", "FILE", request.html, "the same as a page for a browser or a printer");
  arguments.format(request.format);
  arguments.quiet(request.quiet);
  return arguments.read(words, console);
}

int run(const DiffRequest& request, Day day, std::shared_ptr<const Programme> before,
        std::shared_ptr<const Programme> after, Console& console) {
  const Engine old_engine(before), new_engine(after);
  const auto old_records = open_customers(request.customers, old_engine.shape(day), console);
  if (!old_records) return unusable;
  const auto new_records = open_customers(request.customers, new_engine.shape(day), console);
  if (!new_records) return unusable;
  Progress progress(console, request.quiet);
  DifferenceOptions options;
  options.on = day;
  options.threads = std::clamp(std::thread::hardware_concurrency(), 2U, 256U);
  options.progress = [&progress](double part, std::uint64_t records) { progress.show(part, records); };
  Difference found;
  if (const Status status = differ(old_engine, new_engine, *old_records, *new_records, options, found);
      !status)
    return fail(status.message, console);
  const DifferenceReport report{*before, *after, found, day, progress.seconds()};
  if (!request.html.empty())
    if (const Status written = write_page(request.html, difference_page(report)); !written)
      return fail(written.message, console);
  if (request.format == Format::json)
    print_json(difference_json(report), console);
  else
    console.out(difference_text(report, console));
  const bool unseen = all_rejected(found.before) || all_rejected(found.after);
  return guarantees_hold(found.after) && !unseen ? fine : answer_is_no;
}

}  // namespace

int run_diff(const Command& command, const Words& words, Console& console) {
  DiffRequest request;
  if (const auto code = read(command, words, console, request)) return *code;
  const std::optional<Day> day = read_day("--on", request.on, console);
  if (!day) return unusable;
  if (request.customers == "-")
    return fail("The customers are read twice, which standard input cannot be: name a file.", console);
  Opened before = open_programme(request.before, request.quiet, console);
  if (!before.programme) return before.code;
  Opened after = open_programme(request.after, request.quiet, console);
  if (!after.programme) return after.code;
  if (before.programme->schema.currency != after.programme->schema.currency)
    return fail("The two programmes have different currencies, so their amounts cannot be compared.",
                console);
  return run(request, *day, std::move(before.programme), std::move(after.programme), console);
}

}  // namespace trouw::cli
