// One reader for each kind of source. Each gives null and a failure where it cannot begin.
#pragma once

#include <memory>
#include <string>

#include "trouw/records.h"

namespace trouw {

std::unique_ptr<RecordReader> open_csv(const std::string& path, const RecordShape& shape, Status& status);

// `path` "-": standard input.
std::unique_ptr<RecordReader> open_ndjson(const std::string& path, const RecordShape& shape, Status& status);

// `table` empty: the schema's, or the only one there is.
std::unique_ptr<RecordReader> open_table(const std::string& path, const std::string& table,
                                         const RecordShape& shape, Status& status);

}  // namespace trouw
