#include <fmt/format.h>

#include <algorithm>

#include "api/json.h"
#include "trouw/answers.h"
#include "trouw/replaced.h"

namespace trouw {

namespace {

Json goods_object(const TakenBack& back) {
  Json json = Json::object();
  for (const auto& [good, number] : back.goods) json[good] = number;
  return json;
}

Json messages_object(const Messages& messages) {
  Json json = Json::object();
  for (const auto& [language, message] : messages) json[language] = message;
  return json;
}

Json award_object(const HeldAward& award) {
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

Json entry_object(const LedgerEntry& entry) {
  return Json{
      {"entry", entry.number},    {"kind", entry.kind},           {"award", entry.award},
      {"invoice", entry.invoice}, {"text", entry.text},           {"period", entry.period},
      {"amount", entry.amount},   {"day", format_day(entry.day)}, {"booked", format_day(entry.booked)}};
}

Json promise_object(const HeldPromise& held) {
  const Promise& promise = held.promise;
  Json json{{"text", promise.text}, {"amount", promise.amount}, {"first", promise.first + 1}};
  json["bills"] = promise.open_ended ? Json() : Json(promise.one_off ? 1 : promise.periods);
  if (!held.base.empty()) json["of"] = held.base;
  if (!held.perk.empty()) json["perk"] = held.perk;
  return json;
}

Json line_object(std::string_view id, const Bill& bill, const Due& due, const DueLine& line,
                 const std::string& currency) {
  Json row{{"id", id},
           {"invoice", bill.invoice},
           {"starts", format_day(due.starts)},
           {"share", periods_text(due.share)},
           {"currency", currency},
           {"award", line.award},
           {"offer", line.offer},
           {"kind", line.kind},
           {"text", line.text},
           {"amount", line.amount},
           {"carried", line.carried},
           {"worth", line.worth},
           {"points", line.kind == "perk" ? 0 : line.number}};
  row["rate"] = line.rate != 0 ? Json(line.rate) : Json();
  row["base"] = line.rate != 0 ? Json(line.base) : Json();
  row["period"] = line.period != 0 ? Json(line.period) : Json();
  row["of"] = line.of ? Json(*line.of) : Json();
  row["remaining"] = line.remaining ? Json(*line.remaining) : Json();
  row["key"] = line.key;
  row["again"] = due.again;
  return row;
}

}  // namespace

std::string periods_text(std::int64_t millionths) {
  std::string text = format_scaled(millionths, 6);
  text.resize(text.find_last_not_of('0') + 1);
  if (text.ends_with('.')) text.pop_back();
  return text;
}

std::string grant_json(const Programme& programme, Day on, const GrantSummary& summary,
                       const std::string& head, int indent) {
  Json json{{"programme", programme.schema.programme},
            {"fingerprint", programme.fingerprint},
            {"on", format_day(on)},
            {"currency", programme.schema.currency},
            {"records", summary.records},
            {"decided", summary.decided},
            {"rejected", summary.rejected},
            {"granted", summary.granted},
            {"running", summary.running},
            {"refused", summary.refused},
            {"held_out", summary.held_out},
            {"offers", Json::array()}};
  for (const GrantSummary::Offer& offer : summary.offers)
    json["offers"].push_back({{"title", offer.title}, {"granted", offer.granted}, {"paid", offer.paid}});
  json["head"] = head;
  return written(json, indent);
}

std::string settled_json(std::int64_t award, AwardState state, const std::string& head, int indent) {
  return written(Json{{"award", award}, {"state", award_state_name(state)}, {"head", head}}, indent);
}

std::string reversed_json(std::int64_t award, const TakenBack& back, const std::string& head, int indent) {
  return written(Json{{"award", award}, {"back", back.money}, {"goods", goods_object(back)}, {"head", head}},
                 indent);
}

std::string voided_json(const std::string& id, const std::string& invoice, const Voided& voided,
                        const std::string& head, int indent) {
  Json json{{"id", id}, {"invoice", invoice}, {"again", voided.again}, {"lines", Json::array()}};
  for (const DueLine& line : voided.lines)
    json["lines"].push_back({{"award", line.award},
                             {"offer", line.offer},
                             {"kind", line.kind},
                             {"text", line.text},
                             {"amount", line.amount},
                             {"key", line.key}});
  json["head"] = head;
  return written(json, indent);
}

std::string left_json(const Left& left, const std::string& head, int indent) {
  Json json{{"ended", left.ended}, {"reclaimed", Json::array()}};
  for (const Left::Back& back : left.reclaimed)
    json["reclaimed"].push_back({{"award", back.award},
                                 {"offer", back.offer},
                                 {"amount", back.back.money},
                                 {"goods", goods_object(back.back)}});
  json["head"] = head;
  return written(json, indent);
}

std::string corrected_json(const Programme& programme, Day day, const Correction& correction,
                           const std::string& head, int indent) {
  Json json{{"fingerprint", programme.fingerprint}, {"day", format_day(day)}, {"changes", Json::array()}};
  for (const Correction::Change& change : correction.changes)
    json["changes"].push_back({{"offer", change.offer},
                               {"award", change.award == 0 ? Json() : Json(change.award)},
                               {"back", change.back},
                               {"paid", change.paid}});
  json["head"] = head;
  return written(json, indent);
}

std::string forgotten_json(const Forgotten& forgotten, const std::string& head, int indent) {
  return written(Json{{"records", forgotten.records}, {"lingers", forgotten.lingers}, {"head", head}},
                 indent);
}

std::string checked_json(const LedgerCheck& check, int indent) {
  return written(Json{{"entries", check.entries},
                      {"awards", check.awards},
                      {"invoices", check.invoices},
                      {"head", check.head},
                      {"wrong", check.wrong}},
                 indent);
}

std::string why_json(const WhyGiven& why, int indent) {
  Json json = award_object(why.award);
  json["id"] = why.award.id;
  json["messages"] = messages_object(why.messages);
  json["because"] = why.because;
  json["entries"] = Json::array();
  for (const LedgerEntry& entry : why.entries) json["entries"].push_back(entry_object(entry));
  json["alike"] = why.decided && why.alike;
  json["decision"] = why.decided ? decision_object(*why.decided->programme, why.decided->decision) : Json();
  return written(json, indent);
}

Status contract_json(Ledger& ledger, const std::string& id, std::string& json, int indent) {
  const std::string key = ledger.key(id);
  std::vector<HeldAward> awards;
  Json made{{"id", id}, {"awards", Json::array()}, {"entries", Json::array()}};
  Status status = ledger.awards(key, awards);
  for (const HeldAward& award : awards) {
    Messages messages;
    if (status) status = ledger.messages(award.number, messages);
    made["awards"].push_back(award_object(award));
    made["awards"].back()["messages"] = messages_object(messages);
    if (const auto replaced = replaced_by(award, awards)) made["awards"].back()["replaced_by"] = *replaced;
  }
  if (status)
    status = ledger.entries(
        key, [&](const LedgerEntry& entry) { made["entries"].push_back(entry_object(entry)); });
  if (status) json = written(made, indent);
  return status;
}

void BillsJson::add(std::string_view id, const Bill& bill, const Due& due, const std::string& currency) {
  std::vector<DueLine> lines = due.lines;
  if (due.within) {
    DueLine& note = lines.emplace_back();
    note.kind = "note";
    note.text = shortened_text(bill, due);
  }
  for (const DueLine& line : lines) {
    std::string& row = rows_.emplace_back(written(line_object(id, bill, due, line, currency), one_line));
    row.pop_back();  // its brace: the ledger's head comes last
  }
}

std::string shortened_text(const Bill& bill, const Due& due) {
  return fmt::format(
      "{} starts on {}, within the billing period that began on {}, of which earlier bills left {}, not {}: "
      "it has {} of what was promised.",
      bill.invoice, format_day(bill.starts), format_day(*due.within), periods_text(due.share),
      periods_text(bill.share), due.share == 0 ? "nothing" : "that part");
}

std::string BillsJson::text(const std::string& head) const {
  std::string text = "[";
  for (std::size_t i = 0; i < rows_.size(); ++i)
    text.append(i == 0 ? "\n" : ",\n").append(rows_[i]).append(",\"head\":\"").append(head).append("\"}");
  return text + "\n]";
}

void AwardsJson::add(const HeldAward& award, const Messages& messages, std::optional<std::int64_t> replaced) {
  Json json{{"award", award.number},
            {"id", award.id},
            {"offer", award.offer},
            {"occasion", award.occasion},
            {"state", replaced ? "replaced" : award_state_name(award.state)},
            {"day", format_day(award.day)},
            {"standing", standing_name(award.standing)},
            {"worth", award.paid},
            {"lines", Json::array()}};
  if (replaced) json["replaced_by"] = *replaced;
  for (const HeldPromise& held : award.promises) json["lines"].push_back(promise_object(held));
  json["messages"] = messages_object(messages);
  text_ += text_.size() == 1 ? "\n" : ",\n";
  text_ += written(json, one_line);
}

}  // namespace trouw
