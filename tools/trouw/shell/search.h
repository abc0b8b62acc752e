// One record of a source, found by its id.
#pragma once

#include <optional>
#include <string>

#include "shell/console.h"
#include "shell/progress.h"
#include "trouw/records.h"

namespace trouw::cli {

// What reading for one id came upon.
struct Search {
  Status status;
  std::optional<std::size_t> row;  // in the batch
  std::optional<Reject> reject;    // a record of this id that does not fit, where there is no other
  std::string near;                // a line of help that names ids like it, or empty
};

// Reads until the record is found. `progress` may be none.
Search search(RecordReader& reader, Batch& batch, const std::string& id, Progress* progress);

// Says why there is no record to go on with; the exit code for it.
int not_found(const Search& found, const std::string& id, const std::string& source, Console& console);

}  // namespace trouw::cli
