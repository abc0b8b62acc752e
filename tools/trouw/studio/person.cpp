#include "studio/person.h"

#include <fmt/format.h>

#include <algorithm>

#include "shell/search.h"
#include "shell/words.h"
#include "show/decision_words.h"
#include "trouw/answers.h"
#include "trouw/examples.h"
#include "trouw/granting.h"
#include "trouw/ledger.h"

namespace trouw::cli {

namespace {

Found wrong(int status, const std::string& sentence, const char* kind) {
  return {std::nullopt, http::problem(status, sentence, kind)};
}

Status decide(const Engine& engine, const Asking& asking, const Batch& batch, std::size_t row,
              Person& person) {
  Status status;
  person.programme = asking.programme;
  if (!asking.ledger.empty() && !person.id.empty()) {
    const auto ledger = Ledger::open(asking.ledger, LedgerAccess::read, status);
    Explained explained{asking.programme, {}};
    if (status) status = explain(engine, *ledger, batch, row, asking.on, explained);
    person.programme = std::move(explained.programme);
    person.decision = std::move(explained.decision);
    return status;
  }
  Decider decider = engine.on(asking.on);
  status = decider.decide(batch, row, person.decision);
  if (status && person.decision.standing != Standing::rejected)
    decider.look_ahead(batch, row, person.decision);
  return status;
}

Found decided(const Engine& engine, const Asking& asking, const Batch& batch, std::size_t row, std::string id,
              Somebody record) {
  Person person{std::move(id), std::move(record), {}, {}};
  if (const Status status = decide(engine, asking, batch, row, person); !status)
    return wrong(422, status.message, "not-decided");
  if (person.decision.standing == Standing::rejected)
    return wrong(422, "This record is neither a customer, a former customer nor a newcomer.", "not-decided");
  return {std::move(person), {}};
}

std::string amount(const Programme& programme, std::int64_t minor) {
  return write_money(minor, programme.schema.currency);
}

}  // namespace

Found person_by_id(const Asking& asking, const std::string& id) {
  if (asking.customers.empty()) return wrong(422, "No customers were given to look among.", "no-customers");
  const Engine engine(asking.programme);
  Status status;
  const auto reader = open_records(asking.customers, engine.shape(asking.on, true), status);
  if (!status) return wrong(422, status.message, "no-customers");
  Batch batch;
  const Search found = search(*reader, batch, id, nullptr);
  if (!found.status) return wrong(422, found.status.message, "no-customers");
  if (found.row)
    return decided(engine, asking, batch, *found.row, id, record_of(*asking.programme, batch, *found.row));
  if (found.reject)
    return wrong(422,
                 fmt::format("Record {} was rejected: {} {}.", printable(id), printable(found.reject->field),
                             printable(found.reject->reason)),
                 "rejected");
  return wrong(404, fmt::format("There is no record {}.", printable(id)), "no-record");
}

Found made_up(const Asking& asking, const std::vector<std::pair<std::string, std::string>>& cells) {
  Somebody one = somebody(*asking.programme, cells);
  if (!one.wrong.empty()) return wrong(422, one.wrong, "not-filled-in");
  const Engine engine(asking.programme);
  const Batch batch = batch_of(*asking.programme, one, "somebody");
  return decided(engine, asking, batch, 0, "", std::move(one));
}

http::Json person_json(const Person& person) {
  const Programme& programme = *person.programme;
  http::Json fields = http::Json::array();
  for (FieldId id = 0; id < programme.schema.fields.size(); ++id) {
    if (!is_asked(programme.schema, id)) continue;
    const auto& value = person.record.record[id];
    fields.push_back({{"name", programme.schema.fields[id].name},
                      {"value", value ? cell_of(programme.schema.fields[id], *value, person.record.texts[id])
                                      : std::string()}});
  }
  http::Json ways = http::Json::array();
  for (const PassedOver& passed : person.decision.passed_over)
    ways.push_back({{"offer", programme.offers[passed.offer].title},
                    {"why", why_not(programme, person.decision, passed)}});
  return {{"id", person.id},
          {"on", format_day(person.decision.on)},
          {"fields", std::move(fields)},
          {"decision", http::Json::parse(decision_json(programme, person.decision))},
          {"why_not", std::move(ways)}};
}

std::vector<std::string> expectations(const Programme& programme, const Decision& decision) {
  std::vector<std::string> all;
  for (const Award& award : decision.deal.awards)
    if (award.paid != 0)
      all.push_back(fmt::format("{} {}", written_text(programme.offers[award.offer].title),
                                amount(programme, award.paid)));
  all.push_back("deal " + amount(programme, decision.value));
  if (decision.standing != Standing::newcomer)
    all.push_back("newcomer deal " + amount(programme, decision.newcomer_value));
  return all;
}

std::vector<std::pair<FieldId, std::string>> facts_of(const Programme& programme, const Somebody& one,
                                                      const std::vector<std::string>& named) {
  const Schema& schema = programme.schema;
  std::vector<std::pair<FieldId, std::string>> facts;
  std::optional<FieldId> first;
  for (FieldId id = 0; id < one.record.size(); ++id) {
    if (!is_asked(schema, id) || !one.record[id]) continue;
    if (!first) first = id;
    const bool said = std::ranges::find(named, schema.fields[id].name) != named.end();
    if (said || one.record[id] != schema.fields[id].typical)
      facts.emplace_back(id, written_value(programme, id, *one.record[id], one.texts[id]));
  }
  if (facts.empty() && first)
    facts.emplace_back(*first, written_value(programme, *first, *one.record[*first], one.texts[*first]));
  return facts;
}

}  // namespace trouw::cli
