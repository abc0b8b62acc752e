// Records from memory.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "records/row_source.h"
#include "trouw/arrow.h"
#include "trouw/records.h"

namespace trouw {

// Objects a line each.
std::unique_ptr<RecordReader> read_lines(std::string lines, const RecordShape& shape, Status& status);

// One object, or a list of objects, as objects a line each; what are lines already stays as it is. A failure
// where it is none of them; what lies within an object is not looked at.
Status to_lines(std::string_view json, std::string& lines);

// Takes the stream over.
std::unique_ptr<RowSource> open_arrow_rows(ArrowArrayStream& stream, Status& status);

}  // namespace trouw
