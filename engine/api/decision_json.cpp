#include "api/json.h"
#include "trouw/answers.h"
#include "trouw/examples.h"
#include "trouw/occasion.h"

namespace trouw {

namespace {

const char* kind_name(Line::Kind kind) {
  switch (kind) {
    case Line::discount:
      return "discount";
    case Line::credit:
      return "credit";
    case Line::perk:
      return "perk";
    case Line::points:
      return "points";
  }
  return "";
}

const char* cause_name(Cause cause) {
  switch (cause) {
    case Cause::condition:
      return "condition";
    case Cause::window:
      return "window";
    case Cause::unknown_amount:
      return "unknown amount";
    case Cause::lost:
      return "lost";
    case Cause::worth_nothing:
      return "worth nothing";
    case Cause::nothing_to_match:
      return "nothing to match";
    case Cause::given_before:
      return "given before";
    case Cause::limit_reached:
      return "limit reached";
    case Cause::held_out:
      return "held out";
    case Cause::another_runs:
      return "another runs";
  }
  return "";
}

const char* truth_name(Truth truth) {
  switch (truth) {
    case Truth::no:
      return "no";
    case Truth::yes:
      return "yes";
    case Truth::undecided:
      return "undecided";
  }
  return "";
}

Json pairs(const std::vector<std::pair<std::string, std::string>>& values) {
  Json json = Json::object();
  for (const auto& [name, value] : values) json[name] = value;
  return json;
}

Json line_json(const Line& line) {
  Json json = {{"kind", kind_name(line.kind)},
               {"text", line.text},
               {"amount", line.amount},
               {"first", line.first},
               {"periods", line.periods}};
  if (line.rate != 0) {
    json["rate"] = line.rate;
    json["base"] = line.base;
  }
  if (line.kind == Line::points) json["number"] = line.number;
  return json;
}

Json deal_json(const Programme& programme, const DealView& deal) {
  Json awards = Json::array();
  for (const Award& award : deal.awards) {
    Json lines = Json::array();
    for (const Line& line : award.lines) lines.push_back(line_json(line));
    Json messages = Json::array();
    for (const auto& [language, text] : award.messages)
      messages.push_back({{"language", language_of(programme, award, language)}, {"text", text}});
    awards.push_back({{"offer", programme.offers[award.offer].title},
                      {"value", award.value},
                      {"paid", award.paid},
                      {"reason", award.reason},
                      {"because", programme.offers[award.offer].because},
                      {"messages", std::move(messages)},
                      {"lines", std::move(lines)}});
    if (award.runs_on) awards.back()["runs_on"] = true;
    if (award.replaced) awards.back()["replaced"] = true;
    if (!award.runs_on && !programme.offers[award.offer].match)
      awards.back()["how_often"] = occasion_words(programme.schema, programme.offers[award.offer]);
  }
  return {{"bill", deal.bill}, {"value", deal.value}, {"net", deal.net}, {"given", std::move(awards)}};
}

Json tested_json(const Tested& tested) {
  Json json = {{"text", tested.text}, {"holds", truth_name(tested.holds)}, {"has", pairs(tested.has)}};
  if (!tested.short_of.empty()) json["short_of"] = tested.short_of;
  if (tested.from) json["from"] = format_day(*tested.from);
  return json;
}

Json bills_json(const Programme& programme, const Decision& decision) {
  Json bills = Json::array();
  const std::vector<std::int64_t> ours = bills_of(decision.deal, programme.schema.horizon);
  const std::vector<std::int64_t> twins = bills_of(decision.twin, programme.schema.horizon);
  std::vector<std::int64_t> prices = decision.deal.prices;
  prices.resize(ours.size(), decision.deal.bill);
  for (std::size_t bill = 0; bill < ours.size(); ++bill)
    bills.push_back({{"price", prices[bill]}, {"to_pay", ours[bill]}, {"newcomer_pays", twins[bill]}});
  return bills;
}

Json passed_over_json(const Programme& programme, const PassedOver& passed) {
  Json json = {{"offer", programme.offers[passed.offer].title}, {"cause", cause_name(passed.cause)}};
  if (passed.cause == Cause::condition) {
    json["conditions"] = Json::array();
    for (const Tested& tested : passed.tested) json["conditions"].push_back(tested_json(tested));
  }
  if (!passed.amount_of.empty()) json["amount_of"] = pairs(passed.amount_of);
  if (passed.from) json["from"] = format_day(*passed.from);
  if (passed.cause == Cause::lost) {
    json["lost_to"] = Json::array();
    for (const std::uint32_t offer : passed.lost_to) json["lost_to"].push_back(programme.offers[offer].title);
    json["value"] = passed.value;
    json["winner"] = passed.winner;
  }
  return json;
}

Json heading(const Programme& programme, Day on, const std::string& id) {
  return {{"programme", programme.schema.programme},
          {"fingerprint", programme.fingerprint},
          {"on", format_day(on)},
          {"currency", programme.schema.currency},
          {"id", id}};
}

}  // namespace

std::string written(const Json& json, int indent) {
  return json.dump(indent, ' ', false, Json::error_handler_t::replace);
}

const std::string& language_of(const Programme& programme, const Award& award, const std::string& language) {
  for (const Tell& tell : programme.offers[award.offer].tells)
    if (tell.language == language) return tell.spoken;
  return language;
}

Json decision_object(const Programme& programme, const Decision& decision) {
  Json json = heading(programme, decision.on, decision.id);
  json["standing"] = standing_name(decision.standing);
  json["newcomer_value"] = decision.newcomer_value;
  json["value_before_match"] = decision.value_before_match;
  json["top_up"] = decision.top_up;
  json["value"] = decision.value;
  json["worse_off_before"] = decision.worse_off_before;
  json["worse_off"] = decision.worse_off;
  if (decision.received != 0) json["received"] = decision.received;
  json["facts_broken"] = decision.facts_broken;
  json["deal"] = deal_json(programme, decision.deal);
  json["not_given"] = Json::array();
  for (const PassedOver& passed : decision.passed_over)
    json["not_given"].push_back(passed_over_json(programme, passed));
  json["newcomer_deal"] = deal_json(programme, decision.twin);
  json["newcomer_deal"]["choices"] = pairs(decision.twin_choices);
  json["bills"] = bills_json(programme, decision);
  return json;
}

std::string decision_json(const Programme& programme, const Decision& decision, int indent) {
  return written(decision_object(programme, decision), indent);
}

std::string rejected_json(const Programme& programme, const Reject& reject, Day on, int indent) {
  Json json = heading(programme, on, reject.id);
  json["rejected"] = {
      {"line", reject.line}, {"field", reject.field}, {"value", reject.value}, {"reason", reject.reason}};
  json["rejected"]["others"] = Json::array();
  for (const Misfit& other : reject.others)
    json["rejected"]["others"].push_back(
        {{"field", other.field}, {"value", other.value}, {"reason", other.reason}});
  return written(json, indent);
}

}  // namespace trouw
