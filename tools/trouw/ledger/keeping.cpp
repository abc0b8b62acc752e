#include "ledger/keeping.h"

#include <fmt/format.h>

#include <charconv>

#include "shell/opening.h"
#include "shell/words.h"
#include "show/json.h"
#include "trouw/answers.h"

namespace trouw::cli {

std::optional<int> begin(const Command& command, const Words& words, Console& console, Needs needs,
                         bool writes, Keeping& keeping, bool part) {
  Arguments arguments(command);
  if (needs == Needs::id) arguments.operand("ID", keeping.subject, "the contract, as records have it");
  if (needs == Needs::award)
    arguments.operand("AWARD", keeping.subject, "the award's number, as `show` has it");
  arguments.option("--ledger", "FILE", keeping.ledger, "the ledger", true);
  if (writes) arguments.option("--on", "DATE", keeping.on, "the day it is booked on, like 2027-03-01", true);
  if (part) {
    arguments.option("--amount", "MONEY", keeping.amount,
                     "how much of its money, like 10.00; all of it, points and perks too, where not given");
    arguments.option("--points", "COUNT", keeping.points, "how many of its points, like 200");
    arguments.option("--reference", "NAME", keeping.reference,
                     "its name in billing: asked again with it, nothing is taken back twice");
    arguments.option("--why", "TEXT", keeping.why, "the reason, kept with the entry");
  }
  if (needs == Needs::head)
    arguments.option(
        "--head", "HASH", keeping.head,
        "the head that a command printed, kept outside: nothing that was written before may be missing");
  arguments.format(keeping.format);
  if (const auto code = arguments.read(words, console)) return code;
  if (writes) {
    const auto day = read_day("--on", keeping.on, console);
    if (!day) return unusable;
    keeping.day = *day;
  }
  if (needs == Needs::award) {
    const auto [end, error] = std::from_chars(keeping.subject.data(),
                                              keeping.subject.data() + keeping.subject.size(), keeping.award);
    if (error != std::errc() || end != keeping.subject.data() + keeping.subject.size())
      return fail("AWARD is a number, not “" + keeping.subject + "”.", console);
  }
  Status status;
  keeping.opened = Ledger::open(keeping.ledger, writes ? LedgerAccess::write : LedgerAccess::read, status);
  return status ? std::nullopt : std::optional(fail(status.message, console));
}

Status schema_of(Ledger& ledger, std::int64_t number, Schema& schema) {
  std::optional<HeldAward> award;
  if (const Status status = ledger.award(number, award); !status) return status;
  if (!award) return Status::failure(fmt::format("There is no award {} in the ledger.", number));
  std::string yaml;
  std::vector<SourceFile> files;
  if (const Status status = ledger.programme(award->fingerprint, yaml, files); !status) return status;
  Loaded loaded = load_programme(yaml, files);
  if (!loaded.programme) return Status::failure("the programme of the award can no longer be read.");
  schema = loaded.programme->schema;
  return {};
}

namespace {

int settle(const Command& command, const Words& words, Console& console, bool confirm) {
  Keeping keeping;
  if (const auto code = begin(command, words, console, Needs::award, true, keeping)) return *code;
  const Status status = confirm ? keeping.opened->confirm(keeping.award, keeping.day)
                                : keeping.opened->release(keeping.award, keeping.day);
  if (!status) return fail(status.message, console);
  if (keeping.format == Format::json)
    console.out(settled_json(keeping.award, confirm ? AwardState::confirmed : AwardState::released,
                             keeping.opened->head(), indented) +
                "\n");
  else
    console.out(fmt::format("Award {} is {}.\n{}", keeping.award, confirm ? "confirmed" : "released",
                            head_text(keeping.opened->head())));
  return fine;
}

}  // namespace

int run_ledger_confirm(const Command& command, const Words& words, Console& console) {
  return settle(command, words, console, true);
}

int run_ledger_release(const Command& command, const Words& words, Console& console) {
  return settle(command, words, console, false);
}

namespace {

std::string taken_text(const TakenBack& back, const Schema& schema) {
  std::string text = back.money != 0 || back.goods.empty() ? format_money(back.money, schema.currency) : "";
  for (const auto& [good, number] : back.goods) {
    if (!text.empty()) text += " and ";
    text += good == "points" ? fmt::format("{} points", number)
                             : printable(good) + " worth " + format_money(number, schema.currency);
  }
  return text;
}

// What of the award is to be taken back, of the words of --amount and --points; an exit code where they are
// wrong.
std::optional<int> read_part(const Keeping& keeping, const Schema& schema, Reversal& reversal,
                             Console& console) {
  if (!keeping.amount.empty() && !keeping.points.empty())
    return fail("--amount and --points do not go together.", console);
  if (!keeping.amount.empty()) {
    const auto decimal = parse_decimal(keeping.amount);
    reversal.amount =
        decimal && decimal->places <= schema.digits ? scaled(*decimal, schema.digits) : std::nullopt;
    if (!reversal.amount || *reversal.amount <= 0)
      return fail("--amount takes an amount like 10.00, not “" + keeping.amount + "”.", console);
  }
  if (!keeping.points.empty()) {
    const auto decimal = parse_decimal(keeping.points);
    reversal.points = decimal && decimal->places == 0 ? scaled(*decimal, 0) : std::nullopt;
    if (!reversal.points || *reversal.points <= 0)
      return fail("--points takes a count like 200, not “" + keeping.points + "”.", console);
  }
  return std::nullopt;
}

}  // namespace

int run_ledger_reverse(const Command& command, const Words& words, Console& console) {
  Keeping keeping;
  if (const auto code = begin(command, words, console, Needs::award, true, keeping, true)) return *code;
  Schema schema;
  if (const Status status = schema_of(*keeping.opened, keeping.award, schema); !status)
    return fail(status.message, console);
  Reversal reversal;
  reversal.award = keeping.award;
  reversal.reference = keeping.reference;
  reversal.why = keeping.why;
  reversal.day = reversal.booked = keeping.day;
  if (const auto code = read_part(keeping, schema, reversal, console)) return *code;
  TakenBack back;
  const Status status = keeping.opened->reverse(reversal, back);
  if (!status) return fail(status.message, console);
  const bool part = reversal.amount || reversal.points;
  if (keeping.format == Format::json)
    console.out(reversed_json(keeping.award, back, keeping.opened->head(), indented) + "\n");
  else
    console.out(fmt::format(
        "{} of award {} is taken back{}; the next bill has it.\n{}", taken_text(back, schema), keeping.award,
        part ? "" : ", and nothing more of it is due", head_text(keeping.opened->head())));
  return fine;
}

int run_ledger_left(const Command& command, const Words& words, Console& console) {
  Keeping keeping;
  if (const auto code = begin(command, words, console, Needs::id, true, keeping)) return *code;
  Left left;
  const Status status = leave(*keeping.opened, keeping.subject, keeping.day, keeping.day, left);
  if (!status) return fail(status.message, console);
  if (keeping.format == Format::json) {
    console.out(left_json(left, keeping.opened->head(), indented) + "\n");
    return fine;
  }
  std::string text =
      fmt::format("{} of {} ended.\n", counted(left.ended, "award", "awards"), printable(keeping.subject));
  for (const auto& back : left.reclaimed) {
    Schema schema;
    if (const Status read = schema_of(*keeping.opened, back.award, schema); !read)
      return fail(read.message, console);
    text += fmt::format("“{}”: {} is taken back; the next bill has it.\n", printable(back.offer),
                        taken_text(back.back, schema));
  }
  console.out(text + head_text(keeping.opened->head()));
  return fine;
}

int run_ledger_forget(const Command& command, const Words& words, Console& console) {
  Keeping keeping;
  if (const auto code = begin(command, words, console, Needs::id, true, keeping)) return *code;
  Forgotten forgotten;
  const Status status = keeping.opened->forget(keeping.subject, keeping.day, forgotten);
  if (!status) return fail(status.message, console);
  if (keeping.format == Format::json)
    console.out(forgotten_json(forgotten, keeping.opened->head(), indented) + "\n");
  else
    console.out(fmt::format("{} of {} forgotten.\n{}",
                            counted(forgotten.records, "kept record", "kept records"),
                            printable(keeping.subject), head_text(keeping.opened->head())));
  if (!forgotten.lingers) return fine;
  console.error(fmt::format(
      "What was forgotten is still on the disk, in {} and beside it: another program reads the ledger.\n"
      "   help: when it is done, ask again: trouw ledger forget {} --on {} --ledger {}\n",
      keeping.ledger, printable(keeping.subject), keeping.on, keeping.ledger));
  return unknown;
}

int run_ledger_verify(const Command& command, const Words& words, Console& console) {
  Keeping keeping;
  if (const auto code = begin(command, words, console, Needs::head, false, keeping)) return *code;
  LedgerCheck check;
  const Status status = keeping.opened->verify(keeping.head, check);
  if (!status) return fail(status.message, console);
  if (keeping.format == Format::json) {
    console.out(checked_json(check, indented) + "\n");
  } else {
    for (const std::string& sentence : check.wrong) console.out(printable(sentence) + "\n");
    if (check.wrong.empty())
      console.out(fmt::format("{}, {}, {}: all of it is as it was written.\n{}",
                              counted(check.entries, "entry", "entries"),
                              counted(check.awards, "award", "awards"),
                              counted(check.invoices, "bill", "bills"), head_text(check.head)));
  }
  return check.wrong.empty() ? fine : answer_is_no;
}

int run_ledger_replay(const Command& command, const Words& words, Console& console) {
  Keeping keeping;
  if (const auto code = begin(command, words, console, Needs::nothing, false, keeping)) return *code;
  Replay again;
  const Status status = replay(*keeping.opened, again);
  if (!status) return fail(status.message, console);
  if (keeping.format == Format::json) {
    print_json(nlohmann::ordered_json{{"decisions", again.decisions},
                                      {"alike", again.alike},
                                      {"forgotten", again.forgotten},
                                      {"different", again.different}},
               console);
  } else {
    for (const std::string& sentence : again.different) console.out(printable(sentence) + "\n");
    console.out(fmt::format("{} decided again, {} alike{}.\n",
                            counted(again.decisions - again.forgotten, "decision", "decisions"),
                            format_count(static_cast<std::int64_t>(again.alike)),
                            again.forgotten > 0 ? fmt::format("; {} forgotten", again.forgotten) : ""));
  }
  return again.different.empty() ? fine : answer_is_no;
}

}  // namespace trouw::cli
