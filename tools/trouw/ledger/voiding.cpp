#include <fmt/format.h>

#include "ledger/actions.h"
#include "shell/opening.h"
#include "shell/words.h"
#include "show/json.h"
#include "trouw/answers.h"

namespace trouw::cli {

namespace {

using Json = nlohmann::ordered_json;

struct VoidRequest {
  std::string id, invoice, on, ledger;
  Format format = Format::text;
};

std::optional<int> read(const Command& command, const Words& words, Console& console, VoidRequest& request) {
  Arguments arguments(command);
  arguments.operand("ID", request.id, "the contract, as records have it");
  arguments.option("--invoice", "NAME", request.invoice, "the bill that counts no more", true);
  arguments.option("--on", "DATE", request.on, "the day it is booked on, like 2027-04-12", true);
  arguments.option("--ledger", "FILE", request.ledger, "the ledger", true);
  arguments.format(request.format);
  return arguments.read(words, console);
}

}  // namespace

int run_ledger_void(const Command& command, const Words& words, Console& console) {
  VoidRequest request;
  if (const auto code = read(command, words, console, request)) return *code;
  const std::optional<Day> day = read_day("--on", request.on, console);
  if (!day) return unusable;
  const auto ledger = open_ledger(request.ledger, LedgerAccess::write, console);
  if (!ledger) return unusable;
  Voided voided;
  const Status status = ledger->void_invoice(ledger->key(request.id), request.invoice, *day, voided);
  if (!status) return fail(status.message, console);
  if (request.format == Format::json) {
    console.out(voided_json(request.id, request.invoice, voided, ledger->head(), indented) + "\n");
    return fine;
  }
  console.out(fmt::format(
      "Bill {} of {} {}: its {} no more.\n{}", printable(request.invoice), printable(request.id),
      voided.again ? "was voided before" : "is voided",
      voided.lines.size() == 1 ? "line counts" : counted(voided.lines.size(), "line", "lines") + " count",
      head_text(ledger->head())));
  return fine;
}

}  // namespace trouw::cli
