// Records that a program holds itself: as JSON, as Arrow, or one after another. Read like those of a file:
// the same cell means the same, a record that does not fit is rejected, an id that was there before too.
//
// Nothing is gathered for them: a field that gathers other rows is a column, or key, of its own name. Each
// reader keeps what it reads from alive.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "trouw/arrow.h"
#include "trouw/engine.h"
#include "trouw/record.h"

namespace trouw {

// One object, a list of objects, or objects a line each. Lines count lines of the last, and objects of a
// list.
std::unique_ptr<RecordReader> read_json(const Engine& engine, std::string_view text, Status& status);

// Takes the stream over, and releases it with the reader, or after a failure. A column that is not there, of
// a type that no field is read from, or whose buffers cannot be is a failure that names it. Texts are read
// where they are.
std::unique_ptr<RecordReader> read_arrow(const Engine& engine, ArrowArrayStream& stream, Status& status);

// The member of a JSON object as it is written; empty where there is none, or it is no object or list.
std::string json_member(std::string_view object, std::string_view name);

// Records that were set field by field, in their order.
class GivenRecords : public RecordReader {
 public:
  explicit GivenRecords(std::shared_ptr<const Programme> programme);
  ~GivenRecords() override;

  // Fails, and takes nothing, where the record lacks a field. REQUIRES a record of the programme.
  Status add(const Record& record);

  Status next(Batch& batch, std::vector<Reject>& rejects) override;
  double progress() const override;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

// "monthly price “fifty” is not an amount", in one sentence.
std::string misfit_text(const Misfit& misfit);

// Reads records of JSON, one object a text, one after another. Not thread-safe.
class JsonRecord {
 public:
  explicit JsonRecord(const Engine& engine);
  ~JsonRecord();

  // Makes `record` the one that the text holds. REQUIRES a record of the engine's programme.
  Status read(std::string_view text, Record& record);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

// The same, for one record.
Status set_json(const Engine& engine, std::string_view text, Record& record);

// Makes `record` a row of a batch that was read for the record's programme.
Status set_row(const Batch& batch, std::size_t row, Record& record);

struct ArrowResults {
  bool lines = false;  // what each bill has, as a nested list: decides by row, which takes longer
};

// Decides the records on a day as the stream is read. A row each, in the order of the records: id, standing,
// the figures as decimals of the currency, `offers` that counted as a list of titles, `rejected`: why there
// is nothing else. A failure to read is the stream's.
void decide_arrow(const Engine& engine, Day on, std::unique_ptr<RecordReader> records,
                  const ArrowResults& results, ArrowArrayStream& out);

}  // namespace trouw
