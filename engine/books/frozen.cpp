#include "books/frozen.h"

#include <algorithm>

#include "books/past.h"
#include "plan/terms.h"
#include "row/evaluate.h"

namespace trouw {

namespace {

std::string text_at(const Programme& now, const Batch& batch, std::int64_t value) {
  const auto index = static_cast<std::size_t>(value);
  if (index < now.texts.size()) return now.texts[index];
  return index - now.texts.size() < batch.texts.size() ? batch.texts[index - now.texts.size()]
                                                       : std::string();
}

// The value of a field of `now`, as the field of the same name had it in `then`.
Cell carried(const Programme& then, FieldId to, const Programme& now, const Batch& batch, std::size_t row) {
  const Field& field = then.schema.fields[to];
  const auto from = now.schema.find(field.name);
  if (!from || batch.columns[*from].known[row] == 0) return {};
  const Field& has = now.schema.fields[*from];
  const std::int64_t value = batch.columns[*from].values[row];
  if (has.type != field.type || has.places != field.places) return {};
  if (field.type == Type::choice) {
    const std::string& name = has.choices[static_cast<std::size_t>(value)].name;
    const auto choice = std::ranges::find(field.choices, name, &Choice::name);
    return choice == field.choices.end() ? Cell{} : Cell{choice - field.choices.begin(), true};
  }
  if (field.type == Type::text) {
    const auto text = std::ranges::find(then.texts, text_at(now, batch, value));
    return {text - then.texts.begin(), true};  // past the end: a text that no rule names
  }
  return {value, true};
}

}  // namespace

std::shared_ptr<const Programme> FrozenProgrammes::programme(const std::string& fingerprint, Status& status) {
  if (const auto found = loaded_.find(fingerprint); found != loaded_.end()) return found->second;
  std::string yaml;
  std::vector<SourceFile> files;
  status = ledger_.programme(fingerprint, yaml, files);
  if (!status) return nullptr;
  Loaded loaded = load_programme(yaml, files);
  if (!loaded.programme || loaded.programme->fingerprint != fingerprint) {
    status = Status::failure("the programme " + fingerprint.substr(0, 12) +
                             " that the ledger keeps can no longer be read as it was.");
    return nullptr;
  }
  return loaded_[fingerprint] = std::make_shared<const Programme>(std::move(*loaded.programme));
}

const Offer* FrozenProgrammes::offer(const HeldAward& award, Status& status) {
  const auto then = programme(award.fingerprint, status);
  if (!then) return nullptr;
  const auto number = offer_titled(*then, award.offer);
  return number ? &then->offers[*number] : nullptr;
}

bool FrozenProgrammes::holds(const HeldAward& award, const Condition& condition, const Programme& now,
                             const Batch& batch, std::size_t row, Day day, Status& status) {
  return amount(award, condition.term, now, batch, row, day, status).value_or(0) == 1;
}

std::optional<std::int64_t> FrozenProgrammes::amount(const HeldAward& award, TermId term,
                                                     const Programme& now, const Batch& batch,
                                                     std::size_t row, Day day, Status& status) {
  const auto then = programme(award.fingerprint, status);
  if (!then) return std::nullopt;
  Plan plan;
  plan.programme = then.get();
  plan.today = day;
  Builder build(plan);
  const RecordReading reading = plain_reading(build, *then, build.today());
  TermLowering terms(build, *then, reading);
  const NodeId wanted = terms.term(term);
  Evaluation evaluation(plan);
  for (FieldId id = 0; id < then->schema.fields.size(); ++id)
    evaluation.set_field(id, carried(*then, id, now, batch, row));
  if (!evaluation.evaluate(EvaluationOrder(plan, needed(plan, {wanted})))) {
    status = evaluation.failed();
    return std::nullopt;
  }
  const Cell cell = evaluation.cell(wanted);
  return cell.known ? std::optional(cell.value) : std::nullopt;
}

}  // namespace trouw
