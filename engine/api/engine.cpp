#include "trouw/engine.h"

#include <algorithm>

#include "plan/lower.h"

namespace trouw {

namespace {

// Whether a message names this field, a text.
bool is_told(const Programme& programme, FieldId field) {
  const Field& of = programme.schema.fields[field];
  const std::string slot = "{" + of.name + "}";
  return of.type == Type::text && std::ranges::any_of(programme.offers, [&](const Offer& offer) {
           return std::ranges::any_of(
               offer.tells, [&](const Tell& tell) { return tell.text.find(slot) != tell.text.npos; });
         });
}

}  // namespace

Engine::Engine(std::shared_ptr<const Programme> programme) : programme_(std::move(programme)) {}

RecordShape Engine::shape(bool with_texts) const {
  RecordShape shape;
  shape.schema = &programme_->schema;
  shape.texts = programme_->texts;
  shape.compared_texts.assign(programme_->schema.fields.size(), with_texts);
  for (TermId id = 0; id < programme_->terms.size(); ++id)
    for (const FieldId field : fields_read(*programme_, id))
      if (programme_->schema.fields[field].type == Type::text) shape.compared_texts[field] = true;
  for (FieldId field = 0; field < programme_->schema.fields.size(); ++field)
    if (is_told(*programme_, field)) shape.compared_texts[field] = true;
  return shape;
}

std::shared_ptr<const Plan> Engine::plan(Day day) const {
  return lower(*programme_, day);
}

std::string Engine::listing(Day day) const {
  return trouw::listing(*plan(day));
}

Batch one_record(const Programme& programme, const std::vector<std::optional<std::int64_t>>& values,
                 std::string id) {
  Batch batch;
  batch.size = 1;
  for (std::size_t i = 0; i < programme.schema.fields.size(); ++i) {
    const bool known = i < values.size() && values[i].has_value();
    batch.columns.push_back({{known ? *values[i] : 0}, {static_cast<std::uint8_t>(known)}});
  }
  batch.lines = {1};
  batch.id_bytes = std::move(id);
  batch.id_ends = {0, batch.id_bytes.size()};
  return batch;
}

}  // namespace trouw
