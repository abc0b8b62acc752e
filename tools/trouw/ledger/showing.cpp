#include <fmt/format.h>

#include <cstdlib>

#include "ledger/keeping.h"
#include "shell/opening.h"
#include "shell/words.h"
#include "show/explain.h"
#include "show/json.h"
#include "trouw/answers.h"
#include "trouw/replaced.h"

namespace trouw::cli {

namespace {

std::string bills_text(const HeldAward& award) {
  const std::string used = periods_text(award.used);
  if (!award.bills()) return fmt::format("{} bills, for as long as they stay", used);
  if (*award.bills() == 1 && (award.used == 0 || award.used == whole_period))
    return award.used == 0 ? "no bill had it" : "its bill had it";
  return fmt::format("{} of {} bills", used, *award.bills());
}

// "granted on 2027-03-01, reversed on 2027-04-20".
std::string state_text(const HeldAward& award) {
  const bool reserved = award.state == AwardState::reserved;
  std::string text = fmt::format("{} on {}", reserved ? "reserved" : "granted", format_day(award.day));
  if (award.settled)
    text += fmt::format(", {} on {}", award_state_name(award.state), format_day(*award.settled));
  return text;
}

std::string award_text(const HeldAward& award, const Schema& schema) {
  std::string text =
      fmt::format("Award {}: “{}”, {}; {}, {} handed out", award.number, printable(award.offer),
                  state_text(award), bills_text(award), format_money(award.handed, schema.currency));
  if (award.taken != 0) text += fmt::format(" ({} taken back)", format_money(award.taken, schema.currency));
  text += ".\n";
  if (!award.ended_why.empty()) text += "  It ended: " + printable(award.ended_why) + ".\n";
  if (award.open != 0)
    text += fmt::format("  For the next bill: {} {}.\n", format_money(std::abs(award.open), schema.currency),
                        award.open > 0 ? "carried on" : "to be charged");
  for (const HeldPromise& held : award.promises) text += "  " + printable(held.promise.text) + "\n";
  return text;
}

std::string messages_text(const Messages& messages) {
  std::string text;
  for (const auto& [language, message] : messages)
    text += fmt::format("  told{}: {}\n", language.empty() ? "" : " in " + printable(language),
                        printable(message));
  return text;
}

std::string why_text(const WhyGiven& why, const Schema& schema, const Console& console) {
  std::string text = award_text(why.award, schema) + messages_text(why.messages);
  for (const std::string& reason : why.because)
    text += "  The offer exists because: " + printable(reason) + "\n";
  for (const LedgerEntry& entry : why.entries)
    text += fmt::format("  {}: {}{}{}\n", format_day(entry.booked), entry.kind,
                        entry.invoice.empty() ? "" : " " + printable(entry.invoice),
                        entry.amount == 0 ? "" : ", " + format_money(entry.amount, schema.currency));
  text += fmt::format("  Decided by the programme {}, which the ledger keeps.\n\n",
                      why.award.fingerprint.substr(0, 12));
  if (!why.decided) return text + "The record was forgotten: the decision cannot be taken again.\n";
  if (!why.alike)
    text += "Taken again, it comes out otherwise today; `trouw ledger replay` tells of others.\n\n";
  return text + explain_text(*why.decided->programme, why.decided->decision, console);
}

}  // namespace

namespace {

Status show_text(Ledger& ledger, const std::string& id, std::string& text) {
  std::vector<HeldAward> awards;
  Status status = ledger.awards(ledger.key(id), awards);
  for (const HeldAward& award : awards) {
    Schema schema;
    Messages messages;
    if (status) status = schema_of(ledger, award.number, schema);
    if (status) status = ledger.messages(award.number, messages);
    if (!status) return status;
    text += award_text(award, schema);
    if (const auto replaced = replaced_by(award, awards))
      text += fmt::format("  Replaced by award {}, which is larger on each bill to come.\n", *replaced);
    text += messages_text(messages);
  }
  if (text.empty()) text = "Nothing was granted to " + printable(id) + ".\n";
  return status;
}

}  // namespace

int run_ledger_show(const Command& command, const Words& words, Console& console) {
  Keeping keeping;
  if (const auto code = begin(command, words, console, Needs::id, false, keeping)) return *code;
  std::string text;
  const Status status = keeping.format == Format::json
                            ? contract_json(*keeping.opened, keeping.subject, text, indented)
                            : show_text(*keeping.opened, keeping.subject, text);
  if (!status) return fail(status.message, console);
  console.out(keeping.format == Format::json ? text + "\n" : text);
  return fine;
}

int run_ledger_why(const Command& command, const Words& words, Console& console) {
  Keeping keeping;
  if (const auto code = begin(command, words, console, Needs::award, false, keeping)) return *code;
  WhyGiven why;
  Schema schema;
  Status status = why_given(*keeping.opened, keeping.award, why);
  if (status) status = schema_of(*keeping.opened, keeping.award, schema);
  if (!status) return fail(status.message, console);
  if (keeping.format == Format::json)
    console.out(why_json(why, indented) + "\n");
  else
    console.out(why_text(why, schema, console));
  return why.decided && why.alike ? fine : answer_is_no;
}

}  // namespace trouw::cli
