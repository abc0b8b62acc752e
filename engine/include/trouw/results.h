// The files that a dry run leaves behind: its results, and the records that were rejected.
//
// A file is written under a temporary name beside its own and takes its place in finish(), so that a run that
// breaks off leaves no half a file, and one that was there before stays as it was.
#pragma once

#include <memory>
#include <span>
#include <string>
#include <string_view>

#include "trouw/engine.h"

namespace trouw {

// One row of `--results`. Money in minor units; `offers` the titles that counted, joined by |. Its texts
// belong to whoever made it.
struct ResultRow {
  std::string_view id;
  Standing standing = Standing::nobody;
  std::int64_t newcomer_value = 0, value_before_match = 0, top_up = 0, value = 0;
  std::int64_t worse_off_before = 0, worse_off = 0;
  std::string_view offers;
};

// Not thread-safe, but for format(). What was not finished is removed with the writer.
class ResultsWriter {
 public:
  virtual ~ResultsWriter() = default;

  // Appends the rows to `text` as they will stand in the file, if it is one of text. Any number of threads at
  // once.
  virtual void format(std::span<const ResultRow> rows, std::string& text) const = 0;

  // The next rows of the file; `text` is what format() made of them.
  virtual Status add(std::span<const ResultRow> rows, std::string_view text) = 0;

  // One row.
  Status add(std::string_view id, const Totals& totals);

  // Completes the file under its own name. To be called once, last.
  virtual Status finish() = 0;

 protected:
  explicit ResultsWriter(const Programme& programme) : programme_(programme) {}

 private:
  const Programme& programme_;
};

// Begins `FILE.csv`, `FILE.db` (also .sqlite, .sqlite3; a table `results`), `FILE.ndjson` (also .jsonl) or
// `postgresql://…#table`, which is made or added to in one transaction. A name with another ending, or a
// place that cannot be written, is a failure that says so. `programme` outlives the writer.
std::unique_ptr<ResultsWriter> create_results(const std::string& path, const Programme& programme,
                                              Status& status);

// Not thread-safe. What was not finished is removed with the writer.
class RejectsWriter {
 public:
  virtual ~RejectsWriter() = default;

  // A row for each thing that is wrong with the record: line, id, field, value, reason.
  virtual Status add(const Reject& reject) = 0;
  virtual Status finish() = 0;
};

// A CSV of any rows. Not thread-safe. What was not finished is removed with the writer.
class TableWriter {
 public:
  virtual ~TableWriter() = default;
  virtual Status add(std::span<const std::string> cells) = 0;
  virtual Status finish() = 0;
};

// Begins a CSV with this heading.
std::unique_ptr<TableWriter> create_table(const std::string& path, std::span<const std::string> heading,
                                          Status& status);

// A whole file of text.
Status write_file(const std::string& path, std::string_view text);

// Begins a CSV.
std::unique_ptr<RejectsWriter> create_rejects(const std::string& path, Status& status);

}  // namespace trouw
