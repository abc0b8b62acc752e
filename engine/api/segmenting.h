// The fields that a population is split by, and which of their values a record has.
#pragma once

#include <string>
#include <vector>

#include "trouw/engine.h"

namespace trouw {

// Choices and yes/no that say something of a record: products first, then what offers ask about, then others;
// not what says who is a customer. At most eight.
std::vector<FieldId> segment_fields(const Programme& programme);

// The values as people read them, "unknown" last where the field is optional.
std::vector<std::string> segment_values(const Schema& schema, FieldId field);

// Which of `count` values a record has.
inline std::size_t segment_of(const Column& column, std::size_t row, std::size_t count) {
  return column.known[row] != 0 ? static_cast<std::size_t>(column.values[row]) : count - 1;
}

}  // namespace trouw
