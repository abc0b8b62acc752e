// trouw evidence: every decision of a day in a folder that one can hand over.

#include <optional>

#include "command.h"
#include "evidence/actions.h"
#include "evidence/making.h"
#include "shell/arguments.h"
#include "shell/opening.h"

namespace trouw::cli {

namespace {

constexpr Command actions[] = {{"evidence verify",
                                "Is evidence as it was made, and do its decisions come out again?",
                                "FOLDER [--customers SOURCE]", "reads FOLDER --customers --ledger --hash-ids",
                                "trouw evidence verify evidence-2027-03 \\\n"
                                "    --customers rules-examples/01-energy/customers.db",
                                run_evidence_verify}};

std::optional<int> read(const Command& command, const Words& words, Console& console,
                        EvidenceRequest& request, std::string& on) {
  Arguments arguments(command);
  arguments.operand("PROGRAMME", request.folder, "a folder with programme.yaml and offers in *.trouw files");
  arguments.option("--customers", "SOURCE", request.customers,
                   "the records: file.csv, file.ndjson, file.db or file.db#table; read more than once", true);
  arguments.option("--on", "DATE", on, "the day that is decided for, like 2027-03-01", true);
  arguments.option("--out", "FOLDER", request.out, "a new folder", true);
  arguments.option(
      "--ledger", "FILE", request.ledger,
      "on top of what this ledger says was given before; it is verified and replayed, not changed");
  arguments.repeated(
      "--by", "FIELD", request.by,
      "groups of the loyalty penalty by this field too, such as the channel; as often as there are");
  arguments.option("--technical-price", "FIELD", request.technical_price,
                   "measure the penalty by this amount a bill, instead of a newcomer's price");
  arguments.option("--hash-ids", "FILE", request.hash_ids,
                   "write ids as SHA-256 hashes with the key in FILE, which stays with you");
  arguments.quiet(request.quiet);
  return arguments.read(words, console);
}

}  // namespace

std::span<const Command> evidence_actions() {
  return actions;
}

int run_evidence(const Command& command, const Words& words, Console& console) {
  if (!words.empty() && words.front() == "verify")
    return actions[0].run(actions[0], Words(words.begin() + 1, words.end()), console);
  EvidenceRequest request;
  std::string on;
  if (const auto code = read(command, words, console, request, on)) return *code;
  const std::optional<Day> day = read_day("--on", on, console);
  if (!day) return unusable;
  request.on = *day;
  if (request.customers == "-")
    return fail("The customers are read more than once, which standard input cannot be: name a file.",
                console);
  Opened opened = open_programme(request.folder, request.quiet, console);
  if (!opened.programme) return opened.code;
  return make_evidence(request, std::move(opened.programme), console);
}

}  // namespace trouw::cli
