// What one field gathers: a sum, a count, a day or a length for each contract or holder.
#pragma once

#include <deque>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "records/id_set.h"
#include "trouw/records.h"

namespace trouw {

// Not thread-safe.
class GatheredRows {
 public:
  // `shape`: of the records, with a day and what their fields gather; outlives this.
  GatheredRows(const RecordShape& shape, FieldId field);

  // Reads all rows. Those of events that cannot be read are appended to `rejects`; other contracts that
  // cannot are told of where the records themselves are read.
  Status read(RecordReader& rows, std::vector<Reject>& rejects);

  // Fills in the field for all records of a batch, and marks those whose value does not fit it; `rejects`
  // tells of them.
  void fill(Batch& batch, std::vector<bool>& unfit, std::vector<Reject>& rejects);

  // The events of a contract with this id are somebody's.
  void meet(std::string_view id);

  // Appends what is left over: events of contracts that no record is. At most `most`, going on from the last.
  void leftover(std::size_t most, std::vector<Reject>& rejects);

 private:
  struct Sum {
    std::int64_t value = 0;    // a count, a sum, the latest day or the longest tenure
    std::int64_t second = -1;  // the longest tenure but one
    std::uint64_t line = 0;    // of its first row
    std::uint32_t rows = 0;
    bool any = false, met = false, overflow = false;
  };
  struct Hash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>()(text); }
  };
  using Sums = std::unordered_map<std::string, Sum, Hash, std::equal_to<>>;

  Status take(const Batch& batch);
  bool in_window(const Batch& batch, std::size_t row) const;
  void add(Sum& sum, const Batch& batch, std::size_t row) const;
  std::int64_t tenure(const Batch& batch, std::size_t row) const;
  std::string_view key(const Batch& batch, std::size_t row, FieldId field, const RecordShape& shape);
  std::optional<std::int64_t> value(const Batch& batch, std::size_t row, const Sum* sum, bool& overflow);

  const RecordShape& shape_;
  const RowsShape& rows_;
  FieldId field_id_;
  const Field& field_;
  const Gathered& gathered_;
  FieldId summed_ = 0;
  Day from_ = first_day;
  Sums sums_;
  IdSet counted_;  // other contracts that count
  std::vector<std::uint8_t> counts_;
  std::string number_;  // memory to reuse
  Sums::const_iterator next_;
  bool ending_ = false;
};

}  // namespace trouw
