// The files that a dry run leaves behind: its results, and the records that were rejected.
//
// A file is written under a temporary name beside its own and takes its place in finish(), so that a run that
// breaks off leaves no half a file, and one that was there before stays as it was.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "trouw/engine.h"

namespace trouw {

// Not thread-safe. What was not finished is removed with the writer.
class ResultsWriter {
 public:
  virtual ~ResultsWriter() = default;

  // One row: id, standing, newcomer_value, value_before_match, top_up, value, worse_off_before, worse_off,
  // offers. Money in minor units; `offers` the titles that counted, joined by |.
  virtual Status add(std::string_view id, const Totals& totals) = 0;

  // Completes the file under its own name. To be called once, last.
  virtual Status finish() = 0;
};

// Begins `FILE.csv`, `FILE.db` (also .sqlite, .sqlite3; a table `results`) or `FILE.ndjson` (also .jsonl). A
// name with another ending, or a place that cannot be written, is a failure that says so. `programme`
// outlives the writer.
std::unique_ptr<ResultsWriter> create_results(const std::string& path, const Programme& programme,
                                              Status& status);

// Not thread-safe. What was not finished is removed with the writer.
class RejectsWriter {
 public:
  virtual ~RejectsWriter() = default;

  // One row: line, id, field, value, reason.
  virtual Status add(const Reject& reject) = 0;
  virtual Status finish() = 0;
};

// Begins a CSV.
std::unique_ptr<RejectsWriter> create_rejects(const std::string& path, Status& status);

}  // namespace trouw
