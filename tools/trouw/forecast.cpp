// trouw forecast: what will it cost month by month, and who becomes entitled when?

#include "show/forecast.h"

#include <fmt/format.h>

#include <optional>

#include "command.h"
#include "report/pages.h"
#include "shell/arguments.h"
#include "shell/opening.h"
#include "shell/progress.h"
#include "shell/words.h"
#include "show/json.h"
#include "trouw/results.h"

namespace trouw::cli {

namespace {

constexpr std::uint64_t most_months = 120;

struct ForecastRequest {
  std::string folder, customers, from, upcoming, html;
  std::optional<std::uint64_t> months;
  Format format = Format::text;
  bool quiet = false;
};

std::optional<int> read(const Command& command, const Words& words, Console& console,
                        ForecastRequest& request) {
  Arguments arguments(command);
  arguments.operand("PROGRAMME", request.folder, "a folder with programme.yaml and offers in *.trouw files");
  arguments.option(
      "--customers", "SOURCE", request.customers,
      "the records: file.csv, file.ndjson, file.db, file.db#table, or - for ndjson on standard input", true);
  arguments.option("--from", "DATE", request.from, "the day of the first month, like 2027-03-01", true);
  arguments.number("--months", request.months, "how many months, from 1 to 120; 12 unless said otherwise");
  arguments.option("--upcoming", "FILE.csv", request.upcoming,
                   "who becomes entitled after the first day: id, offer, from, amount and why");
  arguments.option("--html", "FILE", request.html, "the same as a page for a browser or a printer");
  arguments.format(request.format);
  arguments.quiet(request.quiet);
  return arguments.read(words, console);
}

Status write_upcoming(TableWriter& file, const Programme& programme, const Upcoming& one) {
  const std::string cells[] = {std::string(one.id), programme.offers[one.offer].title, format_day(one.from),
                               std::to_string(one.amount), std::string(one.why)};
  return file.add(cells);
}

// Runs and finishes the list of the newly entitled, if there is one.
Status run(const ForecastRequest& request, const Engine& engine, RecordReader& records, Day from,
           Progress& progress, Forecast& found) {
  static const std::string heading[] = {"id", "offer", "from", "amount", "why"};
  std::unique_ptr<TableWriter> upcoming;
  Status status;
  if (!request.upcoming.empty()) upcoming = create_table(request.upcoming, heading, status);
  if (!status) return status;
  ForecastSinks sinks;
  if (upcoming)
    sinks.upcoming = [&](const Upcoming& one) { return write_upcoming(*upcoming, engine.programme(), one); };
  sinks.progress = [&progress](double part, std::uint64_t count) { progress.show(part, count); };
  const ForecastOptions options{from, static_cast<int>(request.months.value_or(12))};
  status = forecast(engine, records, options, sinks, found);
  return status && upcoming ? upcoming->finish() : status;
}

}  // namespace

int run_forecast(const Command& command, const Words& words, Console& console) {
  ForecastRequest request;
  if (const auto code = read(command, words, console, request)) return *code;
  const std::optional<Day> from = read_day("--from", request.from, console);
  if (!from) return unusable;
  if (request.months && (*request.months == 0 || *request.months > most_months))
    return fail("--months takes a number from 1 to 120.", console);
  Opened opened = open_programme(request.folder, request.quiet, console);
  if (!opened.programme) return opened.code;
  const Engine engine(opened.programme);
  const auto records = open_customers(request.customers, engine.shape(*from), console);
  if (!records) return unusable;
  Progress progress(console, request.quiet);
  Forecast found;
  if (const Status status = run(request, engine, *records, *from, progress, found); !status)
    return fail(status.message, console);
  const ForecastReport report{*opened.programme, found, request.upcoming, progress.seconds()};
  if (!request.html.empty())
    if (const Status written = write_page(request.html, forecast_page(report)); !written)
      return fail(written.message, console);
  if (request.format == Format::json)
    print_json(forecast_json(report), console);
  else
    console.out(forecast_text(report, console));
  return found.decided == 0 && found.rejected > 0 ? answer_is_no : fine;
}

}  // namespace trouw::cli
