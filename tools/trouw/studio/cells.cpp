#include "studio/cells.h"

#include <fmt/format.h>

#include <algorithm>

#include "shell/words.h"

namespace trouw::cli {

namespace {

Cell wrong(const Field& field, const char* wanted) {
  return {std::nullopt, fmt::format("{} is to be {}.", printable(field.name), wanted)};
}

// A number in units of 10^-places.
std::optional<std::int64_t> number(std::string cell, int places) {
  if (cell.find('.') == std::string::npos)
    if (const std::size_t comma = cell.find(','); comma != std::string::npos) cell[comma] = '.';
  const auto decimal = parse_decimal(cell);
  return decimal ? scaled(*decimal, places) : std::nullopt;
}

std::optional<std::int64_t> choice(const Field& field, const std::string& cell) {
  const auto found = std::ranges::find(field.choices, cell, &Choice::name);
  if (found == field.choices.end()) return std::nullopt;
  return found - field.choices.begin();
}

Cell read_any(const Schema& schema, const Field& field, const std::string& cell) {
  switch (field.type) {
    case Type::yes_no:
      if (cell == "yes" || cell == "no") return {cell == "yes" ? 1 : 0, {}};
      return wrong(field, "yes or no");
    case Type::whole:
    case Type::months:
    case Type::days:
      if (const auto found = number(cell, 0)) return {found, {}};
      return wrong(field, "a whole number");
    case Type::decimal:
      if (const auto found = number(cell, field.places)) return {found, {}};
      return wrong(field, "a number, with no more decimals than it has");
    case Type::money:
      if (const auto found = number(cell, schema.digits)) return {found, {}};
      return wrong(field, "an amount of money");
    case Type::percentage:
      if (const auto found = number(cell, rate_places)) return {found, {}};
      return wrong(field, "a percentage");
    case Type::date:
      if (const auto found = parse_day(cell)) return {*found, {}};
      return wrong(field, "a date like 2027-03-01");
    case Type::choice:
      if (const auto found = choice(field, cell)) return {found, {}};
      return wrong(field, "one of its values");
    case Type::text:
      break;
  }
  return {};
}

std::int64_t text_value(const Programme& programme, Somebody& one, FieldId id, const std::string& text) {
  one.texts[id] = text;
  const auto found = std::ranges::find(programme.texts, text);
  return found - programme.texts.begin();  // unknown: one beyond, see batch_of()
}

void compute(const Schema& schema, Somebody& one) {
  for (FieldId id = 0; id < schema.fields.size(); ++id) {
    const Field& field = schema.fields[id];
    if (field.always) one.record[id] = field.always;
    if (!field.computed) continue;
    const auto &a = one.record[field.computed->a], &b = one.record[field.computed->b];
    one.record[id] = a && b ? schema.computed(id, *a, *b) : std::nullopt;
  }
}

}  // namespace

std::string cell_of(const Field& field, std::int64_t value, std::string_view text) {
  switch (field.type) {
    case Type::yes_no:
      return value != 0 ? "yes" : "no";
    case Type::whole:
    case Type::months:
    case Type::days:
      return std::to_string(value);
    case Type::decimal:
    case Type::money:
      return format_scaled(value, field.places);
    case Type::percentage: {
      const std::string rate = format_rate(value);
      return rate.substr(0, rate.size() - 1);
    }
    case Type::date:
      return format_day(static_cast<Day>(value));
    case Type::choice:
      return field.choices[static_cast<std::size_t>(value)].name;
    case Type::text:
      break;
  }
  return std::string(text);
}

Cell read_cell(const Schema& schema, const Field& field, const std::string& cell) {
  Cell read = read_any(schema, field, cell);
  if (read.value && (*read.value < field.from || *read.value > field.to))
    return {std::nullopt, fmt::format("{} lies between {} and {}.", printable(field.name),
                                      cell_of(field, field.from), cell_of(field, field.to))};
  return read;
}

bool is_asked(const Schema& schema, FieldId id) {
  const Field& field = schema.fields[id];
  return schema.roles.id != id && schema.roles.customer != id && !field.always && !field.from_row_number &&
         !field.computed && !field.never_known;
}

Somebody somebody(const Programme& programme, const std::vector<std::pair<std::string, std::string>>& cells) {
  const Schema& schema = programme.schema;
  Somebody one;
  one.record.resize(schema.fields.size());
  one.texts.resize(schema.fields.size());
  for (FieldId id = 0; id < schema.fields.size(); ++id) one.record[id] = schema.fields[id].typical;
  for (const auto& [name, cell] : cells) {
    const auto id = schema.find(name);
    if (!id || !is_asked(schema, *id)) {
      one.wrong = fmt::format("There is no field {} to fill in.", printable(name));
      return one;
    }
    const Field& field = schema.fields[*id];
    if (cell.empty()) {
      one.record[*id].reset();
    } else if (field.type == Type::text) {
      one.record[*id] = text_value(programme, one, *id, cell);
    } else {
      Cell read = read_cell(schema, field, cell);
      if (!read.value) {
        one.wrong = std::move(read.wrong);
        return one;
      }
      one.record[*id] = read.value;
    }
  }
  compute(schema, one);
  for (FieldId id = 0; id < schema.fields.size(); ++id)
    if (is_asked(schema, id) && !one.record[id] && !schema.fields[id].optional && one.wrong.empty())
      one.wrong = fmt::format("Say what {} is: it is never unknown.", printable(schema.fields[id].name));
  return one;
}

Batch batch_of(const Programme& programme, const Somebody& one, const std::string& id) {
  std::vector<std::optional<std::int64_t>> record = one.record;
  std::vector<std::string> texts;
  for (FieldId field = 0; field < record.size(); ++field)
    if (programme.schema.fields[field].type == Type::text && record[field] &&
        *record[field] >= static_cast<std::int64_t>(programme.texts.size())) {
      record[field] = static_cast<std::int64_t>(programme.texts.size() + texts.size());
      texts.push_back(one.texts[field]);
    }
  Batch batch = one_record(programme, record, id);
  batch.texts = std::move(texts);
  return batch;
}

Somebody record_of(const Programme& programme, const Batch& batch, std::size_t row) {
  Somebody one;
  for (FieldId id = 0; id < batch.columns.size(); ++id) {
    const bool known = batch.columns[id].known[row] != 0;
    const std::int64_t value = batch.columns[id].values[row];
    std::string text;
    if (known && programme.schema.fields[id].type == Type::text) {
      const auto index = static_cast<std::size_t>(value);
      const std::size_t known_texts = programme.texts.size();
      if (index < known_texts)
        text = programme.texts[index];
      else if (index - known_texts < batch.texts.size())
        text = batch.texts[index - known_texts];
    }
    one.record.push_back(known ? std::optional(value) : std::nullopt);
    one.texts.push_back(std::move(text));
  }
  return one;
}

}  // namespace trouw::cli
