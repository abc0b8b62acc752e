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
  if (text && check_utf8 && cell.kind == StoredCell::text && !valid_utf8(cell.text_bytes))
    return {Fault::not_utf8, false, 0};
  return readers_[field].read(cell);
}

void RecordBuilder::add(std::uint64_t line, const std::vector<StoredCell>& cells, bool check_utf8,
                        Batch& batch, std::vector<Reject>& rejects) {
  const std::size_t row = batch.size;
  const auto turn_away = [&](FieldId field, std::string reason) {
    reject(line, &cells[id_], std::move(reason), rejects);
    rejects.back().field = schema().fields[field].name;
    rejects.back().value = shown(cells[field]);
  };
  for (FieldId field = 0; field < readers_.size(); ++field) {
    const Decoded decoded = decode(field, cells[field], check_utf8);
    if (decoded.fault != Fault::none) return turn_away(field, readers_[field].reason(decoded.fault));
    batch.columns[field].values[row] = decoded.value;
    batch.columns[field].known[row] = decoded.known ? 1 : 0;
  }
  if (cells[id_].kind == StoredCell::text && cells[id_].text_bytes.empty())
    return turn_away(id_, readers_[id_].reason(Fault::empty));
  for (FieldId field = 0; field < readers_.size(); ++field)
    if (shape_.compared_texts[field] && cells[field].kind != StoredCell::missing)
      batch.columns[field].values[row] = cells[field].kind == StoredCell::integer
                                             ? number_text(IntegerText(cells[field].number).view(), batch)
                                             : number_text(cells[field].text_bytes, batch);
  if (cells[id_].kind == StoredCell::integer || cells[id_].kind == StoredCell::stored)
    batch.id_bytes += IntegerText(cells[id_].number).view();
  else
    batch.id_bytes += cells[id_].text_bytes;
  batch.id_ends.push_back(batch.id_bytes.size());
  batch.lines.push_back(line);
  ++batch.size;
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
  if (cell.kind == StoredCell::integer || cell.kind == StoredCell::stored)
    return std::string(IntegerText(cell.number).view());
  if (cell.kind != StoredCell::text) return {};
  return printable_utf8(cell.text_bytes, 200);
}

}  // namespace trouw
