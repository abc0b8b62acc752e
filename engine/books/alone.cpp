#include "books/alone.h"

#include <algorithm>

namespace trouw {

Batch alone(const Batch& batch, std::size_t row) {
  Batch one;
  one.size = 1;
  for (const Column& column : batch.columns) {
    one.columns.emplace_back();
    if (row < column.values.size()) one.columns.back() = {{column.values[row]}, {column.known[row]}};
  }
  one.lines = {batch.lines[row]};
  one.texts = batch.texts;
  one.id_bytes = std::string(batch.id(row));
  one.id_ends = {0, one.id_bytes.size()};
  return one;
}

void take_columns(const Batch& batch, const std::vector<std::uint32_t>& rows, Batch& to) {
  to.size = rows.size();
  to.columns.resize(std::max(to.columns.size(), batch.columns.size()));
  for (std::size_t field = 0; field < batch.columns.size(); ++field) {
    const Column& from = batch.columns[field];
    Column& made = to.columns[field];
    if (from.values.size() < batch.size) {
      made.values.assign(rows.size(), 0);
      made.known.assign(rows.size(), 0);
    } else if (rows.size() == batch.size) {
      made.values = from.values;
      made.known = from.known;
    } else {
      made.values.resize(rows.size());
      made.known.resize(rows.size());
      for (std::size_t i = 0; i < rows.size(); ++i) {
        made.values[i] = from.values[rows[i]];
        made.known[i] = from.known[rows[i]];
      }
    }
  }
}

}  // namespace trouw
