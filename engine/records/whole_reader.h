// One pass over a source that comes in parts, for a single thread.
#pragma once

#include "trouw/records.h"

namespace trouw {

// Gives null and a failure where the parts cannot be read.
std::unique_ptr<RecordReader> read_whole(std::unique_ptr<RecordParts> parts, std::vector<std::string> notes,
                                         Status& status);

}  // namespace trouw
