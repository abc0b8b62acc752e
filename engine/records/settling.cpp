#include "records/settling.h"

#include <algorithm>

#include "records/cell.h"
#include "records/utf8.h"

namespace trouw {

namespace {

// Leaves out the rows that are marked.
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

}  // namespace

Settling::Settling(const Schema& schema, std::uint64_t first_line, bool unique_ids)
    : id_(schema.roles.id.value_or(0)),
      id_name_(schema.fields[id_].name),
      whole_(schema.fields[id_].type == Type::whole),
      unique_ids_(unique_ids),
      line_(first_line) {}

void Settling::settle(std::uint64_t lines, Batch& batch, std::vector<Reject>& rejects, std::size_t own) {
  for (std::uint64_t& line : batch.lines) line += line_;
  for (std::size_t i = own; i < rejects.size(); ++i) rejects[i].line += line_;
  line_ += lines;
  if (!unique_ids_) turn_away_repeated(batch, rejects, own);
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
    rejects.push_back({batch.lines[row], id, id_name_, id, "is the id of an earlier record"});
  }
  if (repeated.empty()) return;
  drop(batch, repeated);
  std::stable_sort(rejects.begin() + static_cast<std::ptrdiff_t>(own), rejects.end(),
                   [](const Reject& a, const Reject& b) { return a.line < b.line; });
}

}  // namespace trouw
