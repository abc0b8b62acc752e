#include <fmt/format.h>

#include "ledger/actions.h"
#include "shell/opening.h"
#include "shell/words.h"
#include "show/json.h"
#include "trouw/granting.h"

namespace trouw::cli {

namespace {

using Json = nlohmann::ordered_json;

struct DueRequest {
  std::string folder, customers, id, invoice, starts, booked, share, ledger;
  Format format = Format::text;
  bool quiet = false;
};

std::optional<int> read(const Command& command, const Words& words, Console& console, DueRequest& request) {
  Arguments arguments(command);
  arguments.operand("PROGRAMME", request.folder, "a folder with programme.yaml and offers in *.trouw files");
  arguments.option("--customers", "SOURCE", request.customers,
                   "the records, with the amounts of this bill: file.csv, file.ndjson, file.db, or -", true);
  arguments.option("--invoice", "NAME", request.invoice, "the bill, like 2027-04; one of each contract",
                   true);
  arguments.option("--starts", "DATE", request.starts, "the first day that the bill is for", true);
  arguments.option("--ledger", "FILE", request.ledger, "the ledger", true);
  arguments.option("--id", "ID", request.id, "only this contract");
  arguments.option("--booked", "DATE", request.booked, "the day it is booked on, where that is another");
  arguments.option("--share", "PART", request.share, "the part of the period that was supplied, like 0.5");
  arguments.format(request.format);
  arguments.quiet(request.quiet);
  return arguments.read(words, console);
}

struct Bills {
  std::string currency;
  std::uint64_t bills = 0, again = 0, lines = 0;
  std::int64_t total = 0;
  std::string text;
  Json json = Json::array();
};

void show(Bills& bills, const std::string& id, const Due& due) {
  ++bills.bills;
  bills.again += due.again ? 1 : 0;
  for (const DueLine& line : due.lines) {
    ++bills.lines;
    const bool money = line.kind == "discount" || line.kind == "credit";
    if (money) bills.total += line.amount;
    const std::string of =
        line.of ? fmt::format("bill {} of {}", line.period, *line.of) : fmt::format("bill {}", line.period);
    bills.text += fmt::format("{}  {}{}  {}: {} ({})\n", printable(id), money ? "" : "worth ",
                              format_money(line.amount, bills.currency), printable(line.offer),
                              printable(line.text), of);
    Json row{{"id", id},          {"award", line.award},   {"offer", line.offer},   {"kind", line.kind},
             {"text", line.text}, {"amount", line.amount}, {"points", line.number}, {"period", line.period}};
    row["of"] = line.of ? Json(*line.of) : Json();
    row["remaining"] = line.remaining ? Json(*line.remaining) : Json();
    row["key"] = line.key;
    row["again"] = due.again;
    bills.json.push_back(std::move(row));
  }
}

int run(const DueRequest& request, const Bill& bill, std::shared_ptr<const Programme> programme,
        Console& console) {
  const Engine engine(programme);
  const auto reader = open_customers(request.customers, engine.shape(true), console);
  if (!reader) return unusable;
  const auto ledger = open_ledger(request.ledger, LedgerAccess::write, console);
  if (!ledger) return unusable;
  Bills bills;
  bills.currency = programme->schema.currency;
  Batch batch;
  std::vector<Reject> rejects;
  Status status;
  while (status = reader->next(batch, rejects), status && (batch.size > 0 || !rejects.empty())) {
    for (const Reject& reject : rejects)
      if (request.id.empty() || reject.id == request.id)
        console.error(fmt::format("Record {} was rejected: {} {}.\n", printable(reject.id),
                                  printable(reject.field), printable(reject.reason)));
    rejects.clear();
    for (std::size_t row = 0; row < batch.size && status; ++row) {
      if (!request.id.empty() && batch.id(row) != request.id) continue;
      Due lines;
      status = due(engine, *ledger, batch, row, bill, lines);
      if (status) show(bills, std::string(batch.id(row)), lines);
    }
    if (!status) break;
  }
  if (!status) return fail(status.message, console);
  if (!request.id.empty() && bills.bills == 0)
    return fail(fmt::format("There is no record “{}” in {}.", request.id, request.customers), console);
  if (request.format == Format::json)
    print_json(bills.json, console);
  else
    console.out(bills.text +
                fmt::format("{} on {}, {} in all{}.\n", counted(bills.lines, "line", "lines"),
                            counted(bills.bills, "bill", "bills"), format_money(bills.total, bills.currency),
                            bills.again > 0
                                ? fmt::format("; {} had theirs before", counted(bills.again, "bill", "bills"))
                                : ""));
  return fine;
}

}  // namespace

int run_ledger_due(const Command& command, const Words& words, Console& console) {
  DueRequest request;
  if (const auto code = read(command, words, console, request)) return *code;
  const std::optional<Day> starts = read_day("--starts", request.starts, console);
  if (!starts) return unusable;
  const std::optional<Day> booked = day_or("--booked", request.booked, *starts, console);
  if (!booked) return unusable;
  Bill bill{request.invoice, *starts, *booked, rate_one};
  if (!request.share.empty()) {
    const auto decimal = parse_decimal(request.share);
    const auto share = decimal ? scaled(*decimal, 6) : std::nullopt;
    if (!share || *share <= 0 || *share > rate_one)
      return fail("--share takes a part like 0.5, above 0 and at most 1.", console);
    bill.share = *share;
  }
  Opened opened = open_programme(request.folder, request.quiet, console);
  if (!opened.programme) return opened.code;
  return run(request, bill, std::move(opened.programme), console);
}

}  // namespace trouw::cli
