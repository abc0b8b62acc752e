#include "ledger/keeping.h"

#include <fmt/format.h>

#include <charconv>

#include "shell/opening.h"
#include "shell/words.h"
#include "show/json.h"
#include "trouw/granting.h"

namespace trouw::cli {

namespace {

using Json = nlohmann::ordered_json;

}  // namespace

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
                     "how much of it, like 10.00; all of it where not given");
    arguments.option("--reference", "NAME", keeping.reference,
                     "its name in billing: asked again with it, nothing is taken back twice");
    arguments.option("--why", "TEXT", keeping.why, "the reason, kept with the entry");
  }
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
    print_json(Json{{"award", keeping.award}, {"state", confirm ? "confirmed" : "released"}}, console);
  else
    console.out(fmt::format("Award {} is {}.\n", keeping.award, confirm ? "confirmed" : "released"));
  return fine;
}

}  // namespace

int run_ledger_confirm(const Command& command, const Words& words, Console& console) {
  return settle(command, words, console, true);
}

int run_ledger_release(const Command& command, const Words& words, Console& console) {
  return settle(command, words, console, false);
}

int run_ledger_reverse(const Command& command, const Words& words, Console& console) {
  Keeping keeping;
  if (const auto code = begin(command, words, console, Needs::award, true, keeping, true)) return *code;
  Schema schema;
  if (const Status status = schema_of(*keeping.opened, keeping.award, schema); !status)
    return fail(status.message, console);
  std::optional<std::int64_t> amount;
  if (!keeping.amount.empty()) {
    const auto decimal = parse_decimal(keeping.amount);
    amount = decimal ? scaled(*decimal, schema.digits) : std::nullopt;
    if (!amount || *amount <= 0)
      return fail("--amount takes an amount like 10.00, not “" + keeping.amount + "”.", console);
  }
  std::int64_t back = 0;
  const Status status = keeping.opened->reverse(
      {keeping.award, amount, keeping.reference, keeping.why, keeping.day, keeping.day}, back);
  if (!status) return fail(status.message, console);
  if (keeping.format == Format::json)
    print_json(Json{{"award", keeping.award}, {"back", back}}, console);
  else
    console.out(fmt::format("{} of award {} is taken back{}.\n", format_money(back, schema.currency),
                            keeping.award, amount ? "" : ", and nothing more of it is due"));
  return fine;
}

int run_ledger_left(const Command& command, const Words& words, Console& console) {
  Keeping keeping;
  if (const auto code = begin(command, words, console, Needs::id, true, keeping)) return *code;
  Left left;
  const Status status = leave(*keeping.opened, keeping.subject, keeping.day, keeping.day, left);
  if (!status) return fail(status.message, console);
  if (keeping.format == Format::json) {
    Json json{{"ended", left.ended}, {"reclaimed", Json::array()}};
    for (const auto& back : left.reclaimed)
      json["reclaimed"].push_back({{"award", back.award}, {"offer", back.offer}, {"amount", back.amount}});
    print_json(json, console);
    return fine;
  }
  std::string text =
      fmt::format("{} of {} ended.\n", counted(left.ended, "award", "awards"), printable(keeping.subject));
  for (const auto& back : left.reclaimed) {
    Schema schema;
    if (const Status read = schema_of(*keeping.opened, back.award, schema); !read)
      return fail(read.message, console);
    text += fmt::format("“{}”: {} is taken back.\n", printable(back.offer),
                        format_money(back.amount, schema.currency));
  }
  console.out(text);
  return fine;
}

int run_ledger_forget(const Command& command, const Words& words, Console& console) {
  Keeping keeping;
  if (const auto code = begin(command, words, console, Needs::id, true, keeping)) return *code;
  std::uint64_t records = 0;
  const Status status = keeping.opened->forget(keeping.subject, keeping.day, records);
  if (!status) return fail(status.message, console);
  if (keeping.format == Format::json)
    print_json(Json{{"records", records}}, console);
  else
    console.out(fmt::format("{} of {} forgotten.\n", counted(records, "kept record", "kept records"),
                            printable(keeping.subject)));
  return fine;
}

int run_ledger_verify(const Command& command, const Words& words, Console& console) {
  Keeping keeping;
  if (const auto code = begin(command, words, console, Needs::nothing, false, keeping)) return *code;
  LedgerCheck check;
  const Status status = keeping.opened->verify(check);
  if (!status) return fail(status.message, console);
  if (keeping.format == Format::json) {
    print_json(Json{{"entries", check.entries},
                    {"awards", check.awards},
                    {"invoices", check.invoices},
                    {"wrong", check.wrong}},
               console);
  } else {
    for (const std::string& sentence : check.wrong) console.out(printable(sentence) + "\n");
    if (check.wrong.empty())
      console.out(fmt::format(
          "{}, {}, {}: all of it is as it was written.\n", counted(check.entries, "entry", "entries"),
          counted(check.awards, "award", "awards"), counted(check.invoices, "bill", "bills")));
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
    print_json(Json{{"decisions", again.decisions},
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
