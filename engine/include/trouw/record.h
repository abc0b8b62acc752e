// One record, described field by field, for programs that hold their customers' data themselves.
//
//   trouw::Record record(engine.shared_programme());
//   status = record.set_text(*schema.find("monthly price"), "50.00");
//   const trouw::Batch* batch = record.batch(status);
//   if (batch) status = decider.decide(*batch, 0, decision);
//
// What is never set is unknown where the field is optional, and `if missing` where it says so. Not
// thread-safe. Keeps its memory from record to record.
#pragma once

#include <cstdint>
#include <memory>
#include <string_view>

#include "trouw/programme.h"
#include "trouw/records.h"

namespace trouw {

class Record {
 public:
  explicit Record(std::shared_ptr<const Programme> programme);
  Record(Record&&) noexcept;
  Record& operator=(Record&&) noexcept;
  ~Record();

  const std::shared_ptr<const Programme>& programme() const;

  // Unsets every field.
  void clear();

  // Each of these leaves the field unset where it fails, with a sentence that names it. REQUIRES a field of
  // the programme.
  Status set_text(FieldId field, std::string_view text);  // as in a CSV; an empty one unsets it
  Status set(FieldId field, std::int64_t stored);         // a stored value (schema.h); not of a text
  Status set_choice(FieldId field, std::string_view name);
  Status set_unknown(FieldId field);

  // The record as a batch of one, as it now is, or nullptr where a required field is not set: the status
  // names it. Valid until the record is next changed.
  const Batch* batch(Status& status) const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace trouw
