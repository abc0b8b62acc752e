#include "api/json.h"
#include "trouw/answers.h"

namespace trouw {

namespace {

// Money in minor units, dates and names as they are written, nothing for unknown.
Json value_json(const Programme& programme, FieldId id, const std::optional<std::int64_t>& value) {
  if (!value) return nullptr;
  const Field& field = programme.schema.fields[id];
  switch (field.type) {
    case Type::yes_no:
      return *value != 0;
    case Type::whole:
    case Type::money:
    case Type::months:
    case Type::days:
      return *value;
    case Type::text: {
      const auto index = static_cast<std::size_t>(*value);
      return index < programme.texts.size() ? programme.texts[index] : "something else";
    }
    case Type::decimal:
      return format_scaled(*value, field.places);
    case Type::percentage:
    case Type::date:
    case Type::choice:
      break;
  }
  return shown_value(programme.schema, id, *value, {});
}

Json record_json(const Programme& programme, const std::vector<std::optional<std::int64_t>>& record) {
  Json json = Json::object();
  for (FieldId id = 0; id < record.size(); ++id)
    if (programme.schema.roles.id != id)
      json[programme.schema.fields[id].name] = value_json(programme, id, record[id]);
  return json;
}

void add_counterexample(const Programme& programme, const Counterexample& found, Json& json) {
  json["record"] = record_json(programme, found.own.record);
  json["customer_value"] = found.own.deal.value;
  json["newcomer_value"] = found.other.deal.value;
  json["on"] = format_day(found.on);
  json["worse_off"] = found.gap;
  if (found.other.record != found.own.record) json["against"] = record_json(programme, found.other.record);
  if (!found.had.empty()) {
    auto had = Json::array();
    for (const std::uint32_t offer : found.had) had.push_back(programme.offers[offer].title);
    json["had_before"] = std::move(had);
  }
  json["person"] = found.person;
  json["difference"] = found.difference;
  json["suggestion"] = found.suggestion;
}

}  // namespace

std::string proofs_json(const Programme& programme, const std::vector<Proof>& proofs, int indent) {
  Json all = Json::array();
  for (const Proof& proof : proofs) {
    Json json;
    json["text"] = programme.guarantees[proof.guarantee].text;
    json["verdict"] = proof.verdict == Verdict::population ? "unknown" : verdict_name(proof.verdict);
    if (proof.counterexample) add_counterexample(programme, *proof.counterexample, json);
    if (proof.verdict == Verdict::population) json["reason"] = "only a dry run can tell";
    if (proof.verdict == Verdict::unknown) json["reason"] = proof.reached.reason;
    if (proof.verdict == Verdict::holds && !proof.nothing_compared.empty())
      json["reason"] = "nothing is compared: " + proof.nothing_compared;
    json["rests_on"] = proof.rests_on;
    json["seconds"] = proof.seconds;
    all.push_back(std::move(json));
  }
  Json whole;
  whole["guarantees"] = std::move(all);
  return written(whole, indent);
}

}  // namespace trouw
