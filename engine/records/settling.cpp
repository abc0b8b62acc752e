#include "records/settling.h"

#include <algorithm>

#include "records/cell.h"
#include "records/utf8.h"

namespace trouw {

void drop(Batch& batch, const std::vector<bool>& marked) {
  std::string id_bytes;
  std::vector<std::size_t> id_ends{0};
  std::size_t to = 0;
  for (std::size_t row = 0; row < batch.size; ++row) {
    if (marked[row]) continue;
    id_bytes += batch.id(row);
    id_ends.push_back(id_bytes.size());
    batch.lines[to] = batch.lines[row];
    for (Column& column : batch.columns) {
      column.values[to] = column.values[row];
      column.known[to] = column.known[row];
    }
    ++to;
  }
  batch.size = to;
  batch.lines.resize(to);
  batch.id_bytes = std::move(id_bytes);
  batch.id_ends = std::move(id_ends);
  for (Column& column : batch.columns) {
    column.values.resize(to);
    column.known.resize(to);
  }
}

Settling::Settling(const Schema& schema, std::uint64_t first_line, bool unique_ids)
    : id_(schema.roles.id.value_or(0)),
      id_name_(schema.fields[id_].name),
      whole_(schema.fields[id_].type == Type::whole),
      row_is_id_(schema.fields[id_].from_row_number),
      unique_ids_(unique_ids || row_is_id_),
      line_(first_line) {
  for (FieldId field = 0; field < schema.fields.size(); ++field)
    if (schema.fields[field].from_row_number && schema.fields[field].type == Type::whole)
      row_numbers_.push_back(field);
}

void Settling::settle(std::uint64_t lines, Batch& batch, std::vector<Reject>& rejects, std::size_t own) {
  for (std::uint64_t& line : batch.lines) line += line_;
  for (std::size_t i = own; i < rejects.size(); ++i) rejects[i].line += line_;
  line_ += lines;
  if (!row_numbers_.empty() || row_is_id_) number_rows(batch, rejects, own);
  if (!unique_ids_) turn_away_repeated(batch, rejects, own);
}

void Settling::number_rows(Batch& batch, std::vector<Reject>& rejects, std::size_t own) const {
  for (const FieldId field : row_numbers_)
    for (std::size_t row = 0; row < batch.size; ++row)
      batch.columns[field].values[row] = static_cast<std::int64_t>(batch.lines[row]);
  if (!row_is_id_) return;
  batch.id_bytes.clear();
  batch.id_ends.assign(1, 0);
  for (const std::uint64_t line : batch.lines) {
    batch.id_bytes += std::to_string(line);
    batch.id_ends.push_back(batch.id_bytes.size());
  }
  for (std::size_t i = own; i < rejects.size(); ++i) rejects[i].id = std::to_string(rejects[i].line);
}

bool Settling::is_new(const Batch& batch, std::size_t row) {
  const Column& column = batch.columns[id_];
  if (whole_ && column.known[row] != 0) return ids_.insert(IntegerText(column.values[row]).view());
  return ids_.insert(batch.id(row));
}

void Settling::turn_away_repeated(Batch& batch, std::vector<Reject>& rejects, std::size_t own) {
  std::vector<bool> repeated;
  for (std::size_t row = 0; row < batch.size; ++row) {
    if (is_new(batch, row)) continue;
    repeated.resize(batch.size);
    repeated[row] = true;
    const std::string id = printable_utf8(batch.id(row), 200);
    rejects.emplace_back(batch.lines[row], id, id_name_, id, "is the id of an earlier record");
  }
  if (repeated.empty()) return;
  drop(batch, repeated);
  std::stable_sort(rejects.begin() + static_cast<std::ptrdiff_t>(own), rejects.end(),
                   [](const Reject& a, const Reject& b) { return a.line < b.line; });
}

}  // namespace trouw
