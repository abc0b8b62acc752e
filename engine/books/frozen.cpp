#include "books/frozen.h"

#include <fmt/format.h>

#include <algorithm>

#include "books/older_words.h"
#include "books/past.h"
#include "plan/offers.h"
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

std::vector<FieldId> fields_of(const Plan& plan) {
  std::vector<FieldId> fields;
  for (const Node& node : plan.nodes)
    if (node.op == Op::field) fields.push_back(static_cast<FieldId>(node.k));
  return fields;
}

constexpr std::size_t most_asked = 1024;  // kept at a time

}  // namespace

// Made once for all records of a day.
struct FrozenProgrammes::Asked {
  Plan plan;
  NodeId wanted = no_node;
  EvaluationOrder order;
  std::vector<FieldId> fields;
  std::optional<Evaluation> evaluation;
};

FrozenProgrammes::FrozenProgrammes(Ledger& ledger) : ledger_(ledger) {}
FrozenProgrammes::~FrozenProgrammes() = default;

std::shared_ptr<const Programme> FrozenProgrammes::programme(const std::string& fingerprint, Status& status) {
  if (const auto found = loaded_.find(fingerprint); found != loaded_.end()) return found->second;
  std::string yaml;
  std::vector<SourceFile> files;
  status = ledger_.programme(fingerprint, yaml, files);
  if (!status) return nullptr;
  Loaded loaded = load_programme(yaml, files);
  if (!loaded.programme) loaded.programme = load_older(yaml, files, fingerprint);
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
  return answer(
      *then, fmt::format("{} term {}", award.fingerprint, term), now, batch, row, day,
      [&](Builder&, TermLowering& terms) { return terms.term(term); }, status);
}

std::optional<std::int64_t> FrozenProgrammes::living(const HeldAward& award, const Promise& promise,
                                                     const Programme& now, const Batch& batch,
                                                     std::size_t row, Day day, Status& status) {
  const Offer* was = offer(award, status);
  const Reward* found = was == nullptr ? nullptr : reward_promised(*was, promise);
  if (found == nullptr) return std::nullopt;
  const auto then = programme(award.fingerprint, status);
  const Reward& written = *found;
  const auto lowered = [&](Builder& build, TermLowering& terms) {
    const NodeId amount = reward_amount(build, terms, written);
    if (!written.gate) return amount;
    return build.select(build.holds(terms.term(*written.gate)), amount, build.constant(-1));
  };
  const auto amount = answer(
      *then, fmt::format("{} reward {} of {}", award.fingerprint, found - was->rewards.data(), was->title),
      now, batch, row, day, lowered, status);
  return amount && *amount >= 0 ? amount : std::nullopt;
}

FrozenProgrammes::Asked* FrozenProgrammes::asked(const Programme& then, const std::string& what, Day day,
                                                 const Lowered& lowered) {
  const std::string key = fmt::format("{} {}", day, what);
  if (const auto found = asked_.find(key); found != asked_.end()) return found->second.get();
  if (asked_.size() >= most_asked) asked_.clear();
  auto made = std::make_unique<Asked>();
  made->plan.programme = &then;
  made->plan.today = day;
  Builder build(made->plan);
  const RecordReading reading = plain_reading(build, then, build.today());
  TermLowering terms(build, then, reading);
  made->wanted = lowered(build, terms);
  made->order = EvaluationOrder(made->plan, needed(made->plan, {made->wanted}));
  made->fields = fields_of(made->plan);
  made->evaluation.emplace(made->plan);
  return asked_.emplace(key, std::move(made)).first->second.get();
}

// Fields go by their names; what the record no longer has is unknown.
std::optional<std::int64_t> FrozenProgrammes::answer(const Programme& then, const std::string& what,
                                                     const Programme& now, const Batch& batch,
                                                     std::size_t row, Day day, const Lowered& lowered,
                                                     Status& status) {
  Asked& made = *asked(then, what, day, lowered);
  for (const FieldId id : made.fields) made.evaluation->set_field(id, carried(then, id, now, batch, row));
  if (!made.evaluation->evaluate(made.order)) {
    status = made.evaluation->failed();
    return std::nullopt;
  }
  const Cell cell = made.evaluation->cell(made.wanted);
  return cell.known ? std::optional(cell.value) : std::nullopt;
}

}  // namespace trouw
