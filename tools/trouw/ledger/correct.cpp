#include <fmt/format.h>

#include "ledger/actions.h"
#include "shell/opening.h"
#include "shell/search.h"
#include "shell/words.h"
#include "show/json.h"
#include "trouw/answers.h"

namespace trouw::cli {

namespace {

struct CorrectRequest {
  std::string id, customers, day, on, ledger;
  Format format = Format::text;
};

std::optional<int> read(const Command& command, const Words& words, Console& console,
                        CorrectRequest& request) {
  Arguments arguments(command);
  arguments.operand("ID", request.id, "the contract, as records have it");
  arguments.option("--customers", "SOURCE", request.customers,
                   "where its record is, as it should have been on that day", true);
  arguments.option("--day", "DATE", request.day, "the day that is decided again, like 2027-03-01", true);
  arguments.option("--on", "DATE", request.on, "the day it is booked on", true);
  arguments.option("--ledger", "FILE", request.ledger, "the ledger", true);
  arguments.format(request.format);
  return arguments.read(words, console);
}

std::string change_text(const Correction::Change& change, const std::string& currency) {
  std::string text = "“" + printable(change.offer) + "”: ";
  if (change.award == 0)
    return text + "granted, " + format_money(change.paid, currency) + " over the horizon.\n";
  text += fmt::format("award {} ended, {} to be charged on the next bill", change.award,
                      format_money(change.back, currency));
  if (change.paid != 0)
    text += "; granted anew, " + format_money(change.paid, currency) + " over the horizon";
  return text + ".\n";
}

int show(const Correction& correction, const CorrectRequest& request, const Programme& programme, Day day,
         const std::string& head, Console& console) {
  if (request.format == Format::json) {
    console.out(corrected_json(programme, day, correction, head, indented) + "\n");
    return fine;
  }
  if (correction.changes.empty()) console.out("The day comes out as it did; nothing was booked.\n");
  for (const Correction::Change& change : correction.changes)
    console.out(change_text(change, programme.schema.currency));
  if (!correction.changes.empty()) console.out(head_text(head));
  return fine;
}

}  // namespace

int run_ledger_correct(const Command& command, const Words& words, Console& console) {
  CorrectRequest request;
  if (const auto code = read(command, words, console, request)) return *code;
  const std::optional<Day> day = read_day("--day", request.day, console);
  const std::optional<Day> on = day ? read_day("--on", request.on, console) : std::nullopt;
  if (!day || !on) return unusable;
  if (*on < *day) return fail("--on lies before --day.", console);
  const auto ledger = open_ledger(request.ledger, LedgerAccess::write, console);
  if (!ledger) return unusable;
  Status status;
  const auto programme = programme_on(*ledger, request.id, *day, status);
  if (!programme) return fail(status.message, console);
  const Engine engine(programme);
  const auto reader = open_customers(request.customers, engine.shape(*day, true), console);
  if (!reader) return unusable;
  Batch batch;
  const Search found = search(*reader, batch, request.id, nullptr);
  if (!found.status || !found.row) return not_found(found, request.id, request.customers, console);
  Correction correction;
  status = correct(engine, *ledger, batch, *found.row, *day, *on, correction);
  return status ? show(correction, request, *programme, *day, ledger->head(), console)
                : fail(status.message, console);
}

}  // namespace trouw::cli
