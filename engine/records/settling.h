// What only the whole of a source can tell of a part: its lines, and which ids were there before.
#pragma once

#include "records/id_set.h"
#include "trouw/records.h"

namespace trouw {

// Leaves out the rows of a batch that are marked.
void drop(Batch& batch, const std::vector<bool>& marked);

// Settles the parts of one source, in input order. Not thread-safe.
class Settling {
 public:
  // `first_line`: of the first record. `unique_ids`: the source itself sees to it that no id is there twice.
  Settling(const Schema& schema, std::uint64_t first_line, bool unique_ids);

  // As RecordParts::settle(), of a part with so many lines.
  void settle(std::uint64_t lines, Batch& batch, std::vector<Reject>& rejects, std::size_t own);

 private:
  bool is_new(const Batch& batch, std::size_t row);
  void number_rows(Batch& batch, std::vector<Reject>& rejects, std::size_t own) const;
  void turn_away_repeated(Batch& batch, std::vector<Reject>& rejects, std::size_t own);

  FieldId id_;
  std::string id_name_;
  bool whole_;  // ids are numbers: "1.0" is 1
  bool row_is_id_;
  bool unique_ids_;
  std::vector<FieldId> row_numbers_;  // whole numbers that hold them
  std::uint64_t line_;
  IdSet ids_;
};

}  // namespace trouw
