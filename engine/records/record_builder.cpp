#include "records/record_builder.h"

#include "records/utf8.h"

namespace trouw {

RecordBuilder::RecordBuilder(const RecordShape& shape) : shape_(shape) {
  for (const Field& field : schema().fields) readers_.emplace_back(field, schema());
  id_ = schema().roles.id.value_or(0);
  for (std::size_t i = 0; i < shape_.texts.size(); ++i)
    known_texts_.emplace(shape_.texts[i], static_cast<std::int64_t>(i));
  shape_.compared_texts.resize(readers_.size(), false);
  for (FieldId field = 0; field < readers_.size(); ++field)
    if (schema().fields[field].type != Type::text) shape_.compared_texts[field] = false;
  for (const bool compared : shape_.compared_texts) compares_ |= compared;
  for (const bool computed : {false, true})
    for (FieldId field = 0; field < readers_.size(); ++field) {
      const Field& of = schema().fields[field];
      if (!of.has_column() && of.computed.has_value() == computed) derived_.push_back(field);
    }
  faults_.resize(readers_.size());
}

void RecordBuilder::begin(Batch& batch) {
  batch.clear();
  batch_texts_.clear();
  batch.columns.resize(readers_.size());
  for (Column& column : batch.columns) {
    column.values.resize(batch_rows);
    column.known.resize(batch_rows);
  }
}

void RecordBuilder::complete(Batch& batch) const {
  for (Column& column : batch.columns) {
    column.values.resize(batch.size);
    column.known.resize(batch.size);
  }
}

Decoded RecordBuilder::decode(FieldId field, const StoredCell& cell, bool check_utf8) const {
  const bool text = schema().fields[field].type == Type::text;
  if (text && check_utf8 && cell.is_text() && !valid_utf8(cell.text_bytes))
    return {Fault::not_utf8, false, 0};
  return readers_[field].read(cell);
}

Decoded RecordBuilder::derived(FieldId field, std::size_t row, const Batch& batch) const {
  const Field& of = schema().fields[field];
  if (of.always) return {Fault::none, true, *of.always};
  if (of.from_row_number) return {Fault::none, true, 0};           // known once the part is settled
  if (of.gathered && !shape_.on) return readers_[field].read({});  // nothing will gather them
  if (!of.computed) return {};
  const Column &a = batch.columns[of.computed->a], &b = batch.columns[of.computed->b];
  if (a.known[row] == 0 || b.known[row] == 0) {
    if (of.if_missing) return {Fault::none, true, *of.if_missing};
    return {of.optional ? Fault::none : Fault::missing, false, 0};
  }
  const auto value = schema().computed(field, a.values[row], b.values[row]);
  if (!value) return {Fault::unsettled, false, 0};
  if (*value < of.from || *value > of.to) return {Fault::out_of_range, false, *value};
  return {Fault::none, true, *value};
}

bool RecordBuilder::derive(std::size_t row, Batch& batch) const {
  for (const FieldId field : derived_) {
    const Decoded decoded = derived(field, row, batch);
    if (decoded.fault != Fault::none) return false;
    batch.columns[field].values[row] = decoded.value;
    batch.columns[field].known[row] = decoded.known ? 1 : 0;
  }
  return true;
}

void RecordBuilder::add(std::uint64_t line, const std::vector<StoredCell>& cells, bool check_utf8,
                        Batch& batch, std::vector<Reject>& rejects) {
  const std::size_t row = batch.size;
  bool fits = true;
  const auto put = [&](FieldId field, const Decoded& decoded) {
    faults_[field] = decoded.fault;
    fits &= decoded.fault == Fault::none;
    batch.columns[field].values[row] = decoded.value;
    batch.columns[field].known[row] = decoded.known ? 1 : 0;
  };
  for (FieldId field = 0; field < readers_.size(); ++field)
    if (schema().fields[field].has_column()) put(field, decode(field, cells[field], check_utf8));
  const bool readable = fits;
  for (const FieldId field : derived_) {
    const Field& of = schema().fields[field];
    if (of.gathered && !cells[field].is_missing())
      put(field, decode(field, cells[field], check_utf8));
    else
      put(field, of.computed && !readable ? Decoded{} : derived(field, row, batch));
  }
  if (!fits) return tell(line, cells, faults_, rejects);
  number_texts(cells, row, batch);
  if (schema().fields[id_].has_column()) batch.id_bytes += text_of(readers_[id_].cleaned(cells[id_]));
  batch.id_ends.push_back(batch.id_bytes.size());
  batch.lines.push_back(line);
  ++batch.size;
}

void RecordBuilder::number_texts(const std::vector<StoredCell>& cells, std::size_t row, Batch& batch) {
  if (!compares_) return;
  for (FieldId field = 0; field < readers_.size(); ++field)
    if (shape_.compared_texts[field] && batch.columns[field].known[row] != 0 &&
        schema().fields[field].has_column())
      if (const StoredCell cell = readers_[field].cleaned(cells[field]); !cell.is_missing())
        batch.columns[field].values[row] =
            cell.is_text() ? number_text(cell.text_bytes, batch) : number_text(text_of(cell), batch);
}

void RecordBuilder::tell(std::uint64_t line, const std::vector<StoredCell>& cells,
                         const std::vector<Fault>& faults, std::vector<Reject>& rejects) const {
  bool first = true;
  const bool has_id = schema().fields[id_].has_column();
  reject(line, has_id ? &cells[id_] : nullptr, "", rejects);
  Reject& made = rejects.back();
  for (FieldId field = 0; field < faults.size(); ++field) {
    if (faults[field] == Fault::none) continue;
    const Field& of = schema().fields[field];
    const StoredCell cell = of.has_column() || of.gathered ? cells[field] : StoredCell{};
    const std::string text = text_of(cell);
    Misfit& misfit = first ? made : made.others.emplace_back();
    misfit.field = of.name;
    misfit.value = shown(cell);
    misfit.reason = readers_[field].reason(faults[field], text);
    misfit.advice = of.has_column() ? readers_[field].advice(faults[field], text) : std::string();
    first = false;
  }
}

namespace {

// "0.075" as "7.5".
std::string in_hundredths(std::string_view fraction) {
  const bool negative = fraction.starts_with('-');
  std::string digits(fraction.substr(negative ? 1 : 0));
  std::size_t point = digits.find('.');
  if (point == std::string::npos)
    point = digits.size();
  else
    digits.erase(point, 1);
  if (digits.size() < point + 2) digits.append(point + 2 - digits.size(), '0');
  point += 2;
  const std::size_t zeros = std::min(digits.find_first_not_of('0'), point - 1);
  digits.erase(0, zeros);
  point -= zeros;
  if (point < digits.size()) digits.insert(point, 1, '.');
  return (negative ? "-" : "") + digits;
}

}  // namespace

std::string RecordBuilder::text_of(const StoredCell& cell) {
  if (cell.kind == StoredCell::integer || cell.kind == StoredCell::stored)
    return std::string(IntegerText(cell.number).view());
  if (cell.kind == StoredCell::day) return format_day(static_cast<Day>(cell.number));
  if (cell.kind == StoredCell::share) return in_hundredths(cell.text_bytes) + "%";
  return std::string(cell.text_bytes);
}

void RecordBuilder::keep(std::uint64_t line, std::size_t row, std::string_view id, Batch& batch) const {
  if (row != batch.size)
    for (Column& column : batch.columns) {
      column.values[batch.size] = column.values[row];
      column.known[batch.size] = column.known[row];
    }
  batch.id_bytes += id;
  batch.id_ends.push_back(batch.id_bytes.size());
  batch.lines.push_back(line);
  ++batch.size;
}

std::int64_t RecordBuilder::number_text(std::string_view text, Batch& batch) {
  if (const auto found = known_texts_.find(text); found != known_texts_.end()) return found->second;
  if (const auto found = batch_texts_.find(text); found != batch_texts_.end()) return found->second;
  const auto number = static_cast<std::int64_t>(shape_.texts.size() + batch.texts.size());
  batch.texts.emplace_back(text);
  batch_texts_.emplace(text, number);
  return number;
}

void RecordBuilder::reject(std::uint64_t line, const StoredCell* id, std::string reason,
                           std::vector<Reject>& rejects) {
  Reject& made = rejects.emplace_back();
  made.line = line;
  made.id = id == nullptr ? std::string() : shown(*id);
  made.reason = std::move(reason);
}

std::string shown(const StoredCell& cell) {
  if (cell.kind == StoredCell::binary || cell.kind == StoredCell::nested) return {};
  return printable_utf8(RecordBuilder::text_of(cell), 200);
}

}  // namespace trouw
