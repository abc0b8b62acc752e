#include "books/alone.h"

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

}  // namespace trouw
