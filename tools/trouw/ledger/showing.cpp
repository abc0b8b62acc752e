#include <fmt/format.h>

#include <cstdlib>

#include "ledger/keeping.h"
#include "shell/opening.h"
#include "shell/words.h"
#include "show/explain.h"
#include "show/json.h"
#include "trouw/granting.h"

namespace trouw::cli {

namespace {

using Json = nlohmann::ordered_json;

std::string bills_text(const HeldAward& award) {
  const std::string used = periods_text(award.used);
  if (!award.bills()) return fmt::format("{} bills, for as long as they stay", used);
  return *award.bills() == 1 && award.used == 0 ? "no bill had it"
                                                : fmt::format("{} of {} bills", used, *award.bills());
}

Json award_json(const HeldAward& award) {
  Json json{{"award", award.number},        {"offer", award.offer},
            {"occasion", award.occasion},   {"state", award_state_name(award.state)},
            {"day", format_day(award.day)}, {"paid", award.paid},
            {"billed", award.billed()},     {"used", award.used},
            {"handed", award.handed},       {"taken_back", award.taken},
            {"open", award.open},           {"fingerprint", award.fingerprint}};
  json["settled"] = award.settled ? Json(format_day(*award.settled)) : Json();
  for (const HeldGood& good : award.goods)
    json["goods"][good.name] = {{"had", good.had}, {"taken_back", good.taken}, {"open", good.open}};
  json["bills"] = award.bills() ? Json(*award.bills()) : Json();
  if (!award.ended_why.empty()) json["ended_why"] = award.ended_why;
  json["promises"] = Json::array();
  for (const HeldPromise& held : award.promises) json["promises"].push_back(held.promise.text);
  return json;
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

Json messages_json(const Messages& messages) {
  Json json = Json::object();
  for (const auto& [language, message] : messages) json[language] = message;
  return json;
}

Json entry_json(const LedgerEntry& entry) {
  return Json{
      {"entry", entry.number},    {"kind", entry.kind},           {"award", entry.award},
      {"invoice", entry.invoice}, {"text", entry.text},           {"period", entry.period},
      {"amount", entry.amount},   {"day", format_day(entry.day)}, {"booked", format_day(entry.booked)}};
}

Json why_json(const WhyGiven& why) {
  Json json = award_json(why.award);
  json["id"] = why.award.id;
  json["messages"] = messages_json(why.messages);
  json["because"] = why.because;
  json["entries"] = Json::array();
  for (const LedgerEntry& entry : why.entries) json["entries"].push_back(entry_json(entry));
  json["alike"] = why.decided && why.alike;
  json["decision"] = why.decided ? explain_json(*why.decided->programme, why.decided->decision) : Json();
  return json;
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

int run_ledger_show(const Command& command, const Words& words, Console& console) {
  Keeping keeping;
  if (const auto code = begin(command, words, console, Needs::id, false, keeping)) return *code;
  const std::string key = keeping.opened->key(keeping.subject);
  std::vector<HeldAward> awards;
  Json json{{"id", keeping.subject}, {"awards", Json::array()}, {"entries", Json::array()}};
  std::string text;
  Status status = keeping.opened->awards(key, awards);
  for (const HeldAward& award : awards) {
    if (!status) return fail(status.message, console);
    Schema schema;
    status = schema_of(*keeping.opened, award.number, schema);
    json["awards"].push_back(award_json(award));
    Messages messages;
    if (status) status = keeping.opened->messages(award.number, messages);
    json["awards"].back()["messages"] = messages_json(messages);
    text += award_text(award, schema) + messages_text(messages);
  }
  if (status)
    status = keeping.opened->entries(
        key, [&](const LedgerEntry& entry) { json["entries"].push_back(entry_json(entry)); });
  if (!status) return fail(status.message, console);
  if (keeping.format == Format::json)
    print_json(json, console);
  else
    console.out(text.empty() ? "Nothing was granted to " + printable(keeping.subject) + ".\n" : text);
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
    print_json(why_json(why), console);
  else
    console.out(why_text(why, schema, console));
  return why.decided && why.alike ? fine : answer_is_no;
}

}  // namespace trouw::cli
