// The examples of the desk: what they expect, and what comes out.
#include <algorithm>

#include "studio/cells.h"
#include "studio/view.h"

namespace trouw::cli {

namespace {

const char* kind_name(ExpectedAmount::Kind kind) {
  constexpr const char* names[] = {"offer",     "no_offer", "deal",      "newcomer_deal",
                                   "worse_off", "bill",     "guarantees"};
  return names[kind];
}

std::int64_t paid_by(const Decision& decision, std::uint32_t offer) {
  for (const Award& award : decision.deal.awards)
    if (award.offer == offer) return award.paid;
  return 0;
}

// What comes of an expectation; none: it is no amount.
std::optional<std::int64_t> actual(const Programme& programme, const Decision& decision,
                                   const ExpectedAmount& expected) {
  switch (expected.kind) {
    case ExpectedAmount::offer:
    case ExpectedAmount::no_offer:
      return paid_by(decision, expected.number);
    case ExpectedAmount::deal:
      return decision.value;
    case ExpectedAmount::newcomer_deal:
      return decision.newcomer_value;
    case ExpectedAmount::worse_off:
      return decision.worse_off;
    case ExpectedAmount::bill: {
      const auto bills = bills_of(decision.deal, programme.schema.horizon);
      if (expected.number >= 1 && expected.number <= bills.size()) return bills[expected.number - 1];
      return std::nullopt;
    }
    case ExpectedAmount::guarantees:
      break;
  }
  return std::nullopt;
}

const Unmet* unmet_of(const ExampleResult& result, const ExpectedAmount& expected) {
  const auto found = std::ranges::find_if(result.unmet, [&](const Unmet& one) {
    return one.of && one.place.line == expected.place.line && one.place.column == expected.place.column;
  });
  return found == result.unmet.end() ? nullptr : &*found;
}

Json expects_json(const Programme& programme, const Example& example, const ExampleResult* result) {
  Json all = Json::array();
  for (const ExpectedAmount& one : example.expects) {
    const bool titled = one.kind == ExpectedAmount::offer || one.kind == ExpectedAmount::no_offer;
    Json json = {{"kind", kind_name(one.kind)},
                 {"title", titled ? programme.offers[one.number].title : std::string()},
                 {"number", one.number},
                 {"expected", one.amount}};
    if (result != nullptr) {
      const Unmet* unmet = unmet_of(*result, one);
      const auto found = actual(programme, result->decision, one);
      json["actual"] = found ? Json(*found) : Json(nullptr);
      json["holds"] = unmet == nullptr;
      json["text"] = unmet == nullptr ? std::string() : unmet->actual;
    }
    all.push_back(std::move(json));
  }
  return all;
}

// What its author named, as far as can be told: what is not typical, and what the statement names.
Json facts_json(const Programme& programme, const Example& example, std::string_view statement) {
  const Schema& schema = programme.schema;
  Json facts = Json::array();
  for (FieldId id = 0; id < example.record.size(); ++id) {
    if (!is_asked(schema, id)) continue;
    const Field& field = schema.fields[id];
    const auto& value = example.record[id];
    if (value == field.typical && statement.find(field.name) == std::string_view::npos) continue;
    if (!value && !field.typical) continue;
    std::string text;
    if (value && field.type == Type::text) {
      const auto index = static_cast<std::size_t>(*value);
      if (index < programme.texts.size()) text = programme.texts[index];
    }
    facts.push_back({{"field", field.name}, {"value", value ? cell_of(field, *value, text) : std::string()}});
  }
  return facts;
}

// The statement that begins at a place, and where it is.
const service::Outline* statement_at(const std::vector<service::Outline>& outline,
                                     const service::Stretch& at) {
  const auto found = std::ranges::find_if(outline, [&](const service::Outline& one) {
    return one.kind == "example" && one.whole.begin <= at.begin && at.begin < one.whole.end;
  });
  return found == outline.end() ? nullptr : &*found;
}

// A remark within the statement would be lost by a form that writes it anew.
bool has_remark(std::string_view text) {
  bool quoted = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '\\' && quoted)
      ++i;
    else if (text[i] == '"')
      quoted = !quoted;
    else if (text[i] == '#' && !quoted)
      return true;
  }
  return false;
}

}  // namespace

Json examples_json(const Desk& desk) {
  Json all = Json::array();
  const auto programme = desk.draft().programme();
  if (!programme) return all;
  const Findings found = desk.findings();
  const bool known = found.programme == programme && found.examples.size() == programme->examples.size();
  Places places(desk);
  std::map<std::string, std::vector<service::Outline>> outlines;
  for (std::size_t i = 0; i < programme->examples.size(); ++i) {
    const Example& example = programme->examples[i];
    const std::string& file = example.place.file;
    if (!outlines.contains(file)) outlines[file] = desk.draft().outline(file);
    const service::Outline* whole = statement_at(outlines[file], desk.draft().stretch(example.place));
    if (whole == nullptr) continue;
    const std::string_view text = std::string_view(desk.draft().text(file))
                                      .substr(whole->whole.begin, whole->whole.end - whole->whole.begin);
    const ExampleResult* result = known ? &found.examples[i] : nullptr;
    Json json = {{"title", example.title},
                 {"at", places.place(whole->whole)},
                 {"on", format_day(example.on)},
                 {"standing", standing_name(example.standing)},
                 {"simple", !has_remark(text)},
                 {"facts", facts_json(*programme, example, text)},
                 {"expects", expects_json(*programme, example, result)}};
    if (result != nullptr) {
      json["holds"] = result->unmet.empty();
      json["stands"] = standing_name(result->decision.standing);
    }
    all.push_back(std::move(json));
  }
  return all;
}

}  // namespace trouw::cli
