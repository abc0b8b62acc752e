// Customer records, in columns, from CSV, NDJSON, SQLite and other databases.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "trouw/schema.h"
#include "trouw/status.h"

namespace trouw {

inline constexpr std::size_t batch_rows = 2048;  // records a reader puts into a batch at most

class Batch;
struct RowsShape;

// What a reader must know of a programme.
struct RecordShape {
  const Schema* schema = nullptr;    // outlives every reader
  std::vector<std::string> texts;    // Programme::texts: the stored value of a text is its index here
  std::vector<bool> compared_texts;  // a field each: its texts are wanted in the columns
  // Of fields that gather other rows: up to which day, and how those rows are read; a field each, or empty
  // where none gathers. Without a day such fields cannot be read.
  std::optional<Day> on = {};
  std::vector<std::shared_ptr<const RowsShape>> gathered = {};
};

// The rows that a field gathers: which of them count. `counts` fills in a 0 or 1 for each row of a batch.
struct RowsShape {
  RecordShape shape;
  std::shared_ptr<const void> programme;                                          // that the shape belongs to
  std::function<Status(const Batch&, std::vector<std::uint8_t>& counts)> counts;  // none: all
};

struct Column {
  std::vector<std::int64_t> values;  // stored values (schema.h); 0 where unknown
  std::vector<std::uint8_t> known;   // 0 or 1
};

// Up to batch_rows valid records: every required field present, every value of its type and within its
// domain. Reused from call to call, so that its memory is allocated once. Not thread-safe.
class Batch {
 public:
  std::size_t size = 0;
  std::vector<Column> columns;  // one a field of the schema, each with `size` entries
  std::vector<std::uint64_t>
      lines;  // where each record starts: line of a text file, row number of a table, from 1

  std::string_view id(std::size_t row) const {
    return std::string_view(id_bytes).substr(id_ends[row], id_ends[row + 1] - id_ends[row]);
  }

  // The text behind a stored value of a text column of this batch: an index into RecordShape::texts, or
  // beyond it into `texts`. Within a batch equal texts have equal numbers.
  std::vector<std::string> texts;

  std::string id_bytes;                 // the ids, one after another, as they were written
  std::vector<std::size_t> id_ends{0};  // size + 1 offsets

  void clear();
};

// What is wrong with one field of a record.
struct Misfit {
  std::string field;
  std::string value;   // as it was written, cut to 200 bytes
  std::string reason;  // "is not a date like 2027-03-01"
  std::string advice;  // what to write in programme.yaml for such cells to be read, or empty
};

// A record that does not fit the declared fields, and why.
struct Reject : Misfit {
  Reject() = default;
  Reject(std::uint64_t on, std::string whose, std::string of, std::string as, std::string why)
      : Misfit{std::move(of), std::move(as), std::move(why), {}}, line(on), id(std::move(whose)) {}

  std::uint64_t line = 0;      // as in Batch::lines; the header of a CSV is line 1
  std::string id;              // as far as it could be read
  std::vector<Misfit> others;  // what else is wrong with the record
};

// A part of a source: batch_rows records at most.
struct RecordPart {
  std::string bytes;                 // of a text file: whole rows
  std::int64_t first = 0, last = 0;  // of a table: rowids, both in
  std::uint64_t lines = 0;           // that it has; known once it was read
  std::uint64_t blank_lines = 0;     // of these, passed over; known once it was read
  std::vector<bool> found;          // of NDJSON, known once it was read: a field each, whether any record has
  std::vector<std::string> unused;  // its key, and some keys that are no field's
  double progress = -1;             // of the source, with this part: 0..1, or negative where nobody can know
};

// Reads parts of a source for one thread at a time.
class PartReader {
 public:
  virtual ~PartReader() = default;

  // Fills `batch` (cleared first) with the records of the part and appends what does not fit to `rejects`.
  // Lines count from 0 within the part, and no id is compared with any other yet. The part's bytes may
  // change.
  virtual Status read(RecordPart& part, Batch& batch, std::vector<Reject>& rejects) = 0;
};

// A source that one thread cuts into parts, any number read, and one completes in the order of the cuts.
class RecordParts {
 public:
  virtual ~RecordParts() = default;

  // The next part, in input order; not there: the end. A failure ends the reading. One thread at a time.
  virtual Status cut(RecordPart& part, bool& there) = 0;

  // A reader of its own for each thread; does not outlive the parts. Any number of threads at once.
  virtual std::unique_ptr<PartReader> reader(Status& status) const = 0;

  // Numbers the lines of a part that was read as they lie in the source, and turns away the records whose id
  // an earlier one has: `rejects` from `own` on are the part's, and stay in the order of their lines. One
  // thread at a time, in the order of the cuts; another may be cutting.
  virtual void settle(const RecordPart& part, Batch& batch, std::vector<Reject>& rejects,
                      std::size_t own) = 0;

  // To be called once all were settled, and again until it appends nothing: what only the end of a source
  // shows. Appends to `rejects` what is left to turn away, batch_rows at most.
  virtual Status finish(std::vector<Reject>&) { return {}; }

  virtual std::uint64_t blank_lines() const { return 0; }  // that were passed over so far
};

// One pass over a source. Not thread-safe.
class RecordReader {
 public:
  virtual ~RecordReader() = default;

  // Fills `batch` (cleared first) with the next records in input order and appends what was rejected on the
  // way. An ok status with neither a record nor a new reject: the end. No call takes more than batch_rows of
  // both together, so that memory stays the same however bad the source. A failure (the file broke off, the
  // database is damaged) ends the reading.
  virtual Status next(Batch& batch, std::vector<Reject>& rejects) = 0;

  // How much of the source has been read, for a progress bar: 0..1, or negative where nobody can know.
  virtual double progress() const = 0;

  // The source in parts, where several threads can read it at once; none otherwise. REQUIRES that nothing was
  // read yet; after it nothing is read here. The parts stand on their own.
  virtual std::unique_ptr<RecordParts> parts() { return nullptr; }

  // Blank lines of a text file that were passed over so far.
  virtual std::uint64_t blank_lines() const { return 0; }

  // What was found out about the source that its owner may want to know, a sentence each.
  virtual std::vector<std::string> notes() const { return {}; }
};

// Opens `file.csv`, `file.ndjson` (also .jsonl), `file.db[#table]` (also .sqlite, .sqlite3), or `-` (ndjson
// on standard input). Without #table: the schema's `records`, or the only table there is. A missing file, a
// file that is not what its name says, a missing table or column is a failure that names it, and the nearest
// name there is.
std::unique_ptr<RecordReader> open_records(const std::string& source, const RecordShape& shape,
                                           Status& status);

}  // namespace trouw
