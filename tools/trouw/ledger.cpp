// trouw ledger: what has been given, and what is due.

#include <fmt/format.h>

#include <algorithm>

#include "ledger/actions.h"
#include "shell/opening.h"
#include "shell/words.h"

namespace trouw::cli {

namespace {

constexpr Command actions[] = {
    {"ledger grant", "Grants what is new on a day; safe to repeat.",
     "PROGRAMME --customers SOURCE --on DATE --ledger FILE",
     "reads PROGRAMME --customers --approved-only; writes --ledger --rejects",
     "trouw ledger grant rules-examples/01-energy \\\n"
     "    --customers rules-examples/01-energy/customers.db --on 2027-03-01 --ledger ledger.db",
     run_ledger_grant},
    {"ledger due", "Hands a bill its lines, once an invoice.",
     "PROGRAMME --customers SOURCE (--invoice NAME --starts DATE | --batch FILE) --ledger FILE",
     "reads PROGRAMME --customers --batch; writes --ledger",
     "trouw ledger due rules-examples/01-energy \\\n"
     "    --customers rules-examples/01-energy/customers.db --id 100003 \\\n"
     "    --invoice 2027-04 --starts 2027-04-01 --ledger ledger.db",
     run_ledger_due},
    {"ledger void", "A bill counts no more: its lines and periods come back.",
     "ID --invoice NAME --on DATE --ledger FILE", "writes --ledger",
     "trouw ledger void 100003 --invoice 2027-04 --on 2027-04-12 --ledger ledger.db", run_ledger_void},
    {"ledger open", "What the next bills have to charge, or to carry on.", "--ledger FILE", "reads --ledger",
     "trouw ledger open --ledger ledger.db", run_ledger_open},
    {"ledger awards", "Who was granted what, for letters and for other systems.",
     "--since DATE --ledger FILE", "reads --ledger",
     "trouw ledger awards --since 2027-03-01 --format csv --ledger ledger.db", run_ledger_awards},
    {"ledger confirm", "A reserved award is granted for good.", "AWARD --on DATE --ledger FILE",
     "writes --ledger", "trouw ledger confirm 12 --on 2027-03-02 --ledger ledger.db", run_ledger_confirm},
    {"ledger release", "A reserved award is none; its room is free again.", "AWARD --on DATE --ledger FILE",
     "writes --ledger", "trouw ledger release 12 --on 2027-03-02 --ledger ledger.db", run_ledger_release},
    {"ledger reverse", "Takes an award back, or a part of it.", "AWARD --on DATE --ledger FILE",
     "writes --ledger",
     "trouw ledger reverse 12 --amount 10.00 --reference credit-881 --why \"granted by mistake\" --on "
     "2027-05-01 --ledger ledger.db",
     run_ledger_reverse},
    {"ledger correct", "Late data: decides a past day again, and books the difference.",
     "ID --customers SOURCE --day DATE --on DATE --ledger FILE", "reads --customers; writes --ledger",
     "trouw ledger correct 100003 --customers mended.csv --day 2027-03-01 --on 2027-05-01 --ledger ledger.db",
     run_ledger_correct},
    {"ledger left", "A contract ends: its awards stop, and what offers reclaim is taken back.",
     "ID --on DATE --ledger FILE", "writes --ledger",
     "trouw ledger left 100003 --on 2027-09-30 --ledger ledger.db", run_ledger_left},
    {"ledger show", "What a contract was granted, and every entry of it.", "ID --ledger FILE",
     "reads --ledger", "trouw ledger show 100003 --ledger ledger.db", run_ledger_show},
    {"ledger why", "Why an award was given: its decision, taken again from what was kept.",
     "AWARD --ledger FILE", "reads --ledger", "trouw ledger why 12 --ledger ledger.db", run_ledger_why},
    {"ledger forget", "Takes a customer's id and records out; totals and the chain of entries stay.",
     "ID --on DATE --ledger FILE", "writes --ledger",
     "trouw ledger forget 100003 --on 2027-12-01 --ledger ledger.db", run_ledger_forget},
    {"ledger verify", "Is the file whole, and was nothing changed?", "--ledger FILE", "reads --ledger",
     "trouw ledger verify --ledger ledger.db", run_ledger_verify},
    {"ledger replay", "Decides everything again, and says what comes out otherwise.", "--ledger FILE",
     "reads --ledger", "trouw ledger replay --ledger ledger.db", run_ledger_replay}};

std::string short_name(const Command& action) {
  return std::string(action.name).substr(std::string_view("ledger ").size());
}

std::vector<std::string> action_names() {
  std::vector<std::string> names;
  for (const Command& action : actions) names.push_back(short_name(action));
  return names;
}

std::string overview(const Command& command) {
  std::string text = fmt::format("trouw {} {}\n{}\n\n  ACTION …  one of these:\n", command.name, command.form,
                                 command.question);
  for (const Command& action : actions)
    text += fmt::format("  {:<9}{}\n", short_name(action), action.question);
  return text + fmt::format("\n`trouw ledger ACTION --help` lists the options of one.\n\nExample:\n  {}\n",
                            command.example);
}

int no_such_action(const std::string& word, Console& console) {
  const std::string near = nearest_name(word, action_names());
  console.error(fmt::format("There is no action “{}” of the ledger.\n   help: {}\n", printable(word),
                            near.empty() ? "`trouw ledger --help` lists the actions."
                                         : "did you mean `trouw ledger " + near + "`?"));
  return unusable;
}

}  // namespace

std::span<const Command> ledger_actions() {
  return actions;
}

int run_ledger(const Command& command, const Words& words, Console& console) {
  if (words.empty()) {
    console.error(
        "ACTION is missing.\n   usage: trouw ledger ACTION …\n   `trouw ledger --help` says more.\n");
    return unusable;
  }
  if (words == Words{"--help", "json"}) {  // for its manual page
    std::string action;
    Arguments arguments(command);
    arguments.operand("ACTION", action, fmt::format("one of {}", fmt::join(action_names(), ", ")));
    return arguments.read(words, console).value_or(fine);
  }
  if (words.front() == "--help" || words.front() == "-h") {
    console.out(overview(command));
    return fine;
  }
  const auto action =
      std::ranges::find_if(actions, [&](const Command& one) { return short_name(one) == words.front(); });
  if (action == std::end(actions)) return no_such_action(words.front(), console);
  return action->run(*action, Words(words.begin() + 1, words.end()), console);
}

std::string head_text(const std::string& head) {
  return "Head of the ledger: " + head + "\n";
}

std::unique_ptr<Ledger> open_ledger(const std::string& path, LedgerAccess access, Console& console) {
  Status status;
  auto ledger = Ledger::open(path, access, status);
  if (!status) {
    fail(status.message, console);
    return nullptr;
  }
  return ledger;
}

}  // namespace trouw::cli
