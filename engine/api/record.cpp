#include "trouw/record.h"

#include <algorithm>
#include <functional>
#include <unordered_map>

#include "records/cell.h"
#include "records/record_builder.h"
#include "records/utf8.h"
#include "trouw/engine.h"

namespace trouw {

struct Record::State {
  struct Value {
    bool known = false;
    std::int64_t stored = 0;
    std::string text;  // of a text, and of the id as it was written
  };

  explicit State(std::shared_ptr<const Programme> of) : programme(std::move(of)) {
    const Schema& schema = programme->schema;
    for (const Field& field : schema.fields) readers.emplace_back(field, schema);
    for (std::size_t i = 0; i < programme->texts.size(); ++i)
      numbers.emplace(programme->texts[i], static_cast<std::int64_t>(i));
    values.resize(schema.fields.size());
    batch = one_record(*programme, {}, "");
  }

  const Field& field(FieldId id) const { return programme->schema.fields[id]; }

  Status wrong(FieldId id, std::string_view value, const std::string& reason) {
    values[id].known = false;
    std::string text = field(id).name;
    if (!value.empty()) text += " “" + printable_utf8(value, 200) + "”";
    return Status::failure(text + " " + reason);
  }

  std::int64_t number_text(const std::string& text, std::size_t& used) {
    if (const auto found = numbers.find(text); found != numbers.end()) return found->second;
    const auto begin = batch.texts.begin();
    const auto at =
        static_cast<std::size_t>(std::find(begin, begin + static_cast<std::ptrdiff_t>(used), text) - begin);
    if (at == batch.texts.size()) batch.texts.emplace_back();
    if (at == used) batch.texts[used++] = text;
    return static_cast<std::int64_t>(programme->texts.size() + at);
  }

  Status fill();
  void derive();

  std::shared_ptr<const Programme> programme;
  std::vector<CellReader> readers;
  std::unordered_map<std::string_view, std::int64_t> numbers;  // of the programme's texts
  std::vector<Value> values;
  Batch batch;
};

// What is the same for every record, and what is computed of other fields.
void Record::State::derive() {
  const Schema& schema = programme->schema;
  for (FieldId id = 0; id < values.size(); ++id) {
    const Field& of = field(id);
    if (of.always)
      values[id] = {true, *of.always,
                    of.type == Type::text ? schema.texts[static_cast<std::size_t>(*of.always)] : ""};
    if (!of.computed) continue;
    const Value &a = values[of.computed->a], &b = values[of.computed->b];
    const auto value = a.known && b.known ? schema.computed(id, a.stored, b.stored) : std::nullopt;
    values[id].known = value && *value >= of.from && *value <= of.to;
    values[id].stored = value.value_or(0);
  }
}

Status Record::State::fill() {
  std::size_t used = 0;  // texts of the batch
  derive();
  for (FieldId id = 0; id < values.size(); ++id) {
    const Value& value = values[id];
    const Field& of = field(id);
    std::int64_t& stored = batch.columns[id].values[0];
    batch.columns[id].known[0] = value.known || of.if_missing ? 1 : 0;
    if (!value.known) {
      if (!of.if_missing && !of.optional) return wrong(id, "", "is missing");
      stored = of.if_missing.value_or(0);
    } else {
      stored = of.type == Type::text ? number_text(value.text, used) : value.stored;
    }
  }
  const FieldId id = programme->schema.roles.id.value_or(0);
  batch.id_bytes.clear();
  if (values[id].known) batch.id_bytes = values[id].text;
  batch.id_ends[1] = batch.id_bytes.size();
  return {};
}

Record::Record(std::shared_ptr<const Programme> programme)
    : state_(std::make_unique<State>(std::move(programme))) {}
Record::Record(Record&&) noexcept = default;
Record& Record::operator=(Record&&) noexcept = default;
Record::~Record() = default;

const std::shared_ptr<const Programme>& Record::programme() const {
  return state_->programme;
}

void Record::clear() {
  for (State::Value& value : state_->values) value.known = false;
}

Status Record::set_text(FieldId field, std::string_view text) {
  State::Value& value = state_->values[field];
  value.known = false;
  if (text.empty()) return {};
  const bool words = state_->field(field).type == Type::text;
  const StoredCell cell{StoredCell::text, text, 0};
  const Fault fault = words && !valid_utf8(text) ? Fault::not_utf8 : Fault::none;
  const Decoded decoded = fault == Fault::none ? state_->readers[field].read(cell) : Decoded{fault, false, 0};
  if (decoded.fault != Fault::none)
    return state_->wrong(field, text, state_->readers[field].reason(decoded.fault, text));
  value.known = true;
  value.stored = decoded.value;
  if (words || field == state_->programme->schema.roles.id) value.text = text;
  return {};
}

Status Record::set(FieldId field, std::int64_t stored) {
  const Field& of = state_->field(field);
  const IntegerText text(stored);
  if (of.type == Type::text) return state_->wrong(field, text.view(), "is a number, and the field a text");
  if (stored < of.from || stored > of.to)
    return state_->wrong(field, text.view(), state_->readers[field].reason(Fault::out_of_range));
  State::Value& value = state_->values[field];
  value.known = true;
  value.stored = stored;
  if (field == state_->programme->schema.roles.id) value.text = text.view();
  return {};
}

Status Record::set_choice(FieldId field, std::string_view name) {
  const Field& of = state_->field(field);
  if (of.type != Type::choice) return state_->wrong(field, name, "is a choice, and the field is none");
  const auto found = std::ranges::find(of.choices, name, &Choice::name);
  if (found == of.choices.end())
    return state_->wrong(field, name, state_->readers[field].reason(Fault::no_choice));
  return set(field, found - of.choices.begin());
}

Status Record::set_unknown(FieldId field) {
  if (!state_->field(field).optional) return state_->wrong(field, "", "cannot be unknown");
  state_->values[field].known = false;
  return {};
}

const Batch* Record::batch(Status& status) const {
  status = state_->fill();
  return status ? &state_->batch : nullptr;
}

}  // namespace trouw
