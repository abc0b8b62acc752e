// Some records of a batch: one to be kept when the batch is read over, and those to be decided together.
#pragma once

#include "trouw/records.h"

namespace trouw {

// A batch of that record alone. Columns that were not read stay empty.
Batch alone(const Batch& batch, std::size_t row);

// The columns of these records, ascending, one after another; of a column that was not read nothing is known.
// `to` is used again.
void take_columns(const Batch& batch, const std::vector<std::uint32_t>& rows, Batch& to);

}  // namespace trouw
