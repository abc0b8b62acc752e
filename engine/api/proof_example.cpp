// A counterexample as a statement of the language.
#include <fmt/format.h>

#include "trouw/ensure.h"
#include "trouw/examples.h"
#include "trouw/proof.h"

namespace trouw {

namespace {

// What is not as it would be, were it not named; one field at least.
std::vector<std::pair<FieldId, std::string>> facts_of(
    const Programme& programme, const std::vector<std::optional<std::int64_t>>& record) {
  const Schema& schema = programme.schema;
  std::vector<std::pair<FieldId, std::string>> facts;
  std::optional<FieldId> first;
  for (FieldId id = 0; id < schema.fields.size(); ++id) {
    if (schema.roles.id == id || schema.roles.customer == id || !record[id]) continue;
    if (!first) first = id;
    if (record[id] != schema.fields[id].typical)
      facts.emplace_back(id, written_value(programme, id, *record[id]));
  }
  if (facts.empty() && first) facts.emplace_back(*first, written_value(programme, *first, *record[*first]));
  return facts;
}

}  // namespace

std::string as_example(const Programme& programme, const Proof& proof, const std::string& language) {
  ensure(proof.counterexample.has_value(), "an example of what is not broken");
  const Counterexample& found = *proof.counterexample;
  const std::string& guarantee = programme.guarantees[proof.guarantee].text;
  NewExample example;
  example.remark = "Found by `trouw prove`: " + guarantee;
  example.title = fmt::format("Found broken on {}: {}", format_day(found.on), guarantee);
  example.on = found.on;
  example.standing = found.standing;
  example.facts = facts_of(programme, found.own.record);
  example.expects = {"guarantees kept"};
  const std::string text = example_text(programme, example, language);
  ensure(!text.empty(), "an example that cannot be read");
  return text;
}

}  // namespace trouw
