// One record of a batch, to be kept when the batch is read over.
#pragma once

#include "trouw/records.h"

namespace trouw {

// A batch of that record alone. Columns that were not read stay empty.
Batch alone(const Batch& batch, std::size_t row);

}  // namespace trouw
