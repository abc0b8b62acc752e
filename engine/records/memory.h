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

// Reads objects a line each, again and again; ids are not compared. Not thread-safe.
class LineReader {
 public:
  explicit LineReader(const RecordShape& shape);
  ~LineReader();

  // REQUIRES batch_rows lines at most.
  Status read(std::string_view lines, Batch& batch, std::vector<Reject>& rejects);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

// One object, or a list of objects, as objects a line each; what are lines already stays as it is. A failure
// where it is none of them; what lies within an object is not looked at.
Status to_lines(std::string_view json, std::string& lines);

// Takes the stream over.
std::unique_ptr<RowSource> open_arrow_rows(ArrowArrayStream& stream, Status& status);

}  // namespace trouw
