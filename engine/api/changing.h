// Changes made in a batch.
#pragma once

#include <span>
#include <vector>

#include "trouw/changes.h"
#include "trouw/records.h"

namespace trouw {

// Makes the changes in every record of the batch, and in what is computed of the changed fields. Records that
// fit no longer are taken out of the batch and appended to `rejects`.
void change_batch(const Schema& schema, std::span<const FieldChange> changes, Batch& batch,
                  std::vector<Reject>& rejects);

}  // namespace trouw
