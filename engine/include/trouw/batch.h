// The figures of many records at a time, into arrays of the caller's.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string_view>
#include <vector>

#include "trouw/engine.h"

namespace trouw {

// Where the figures go: an array each with room for as many records as there are, or nullptr where it is not
// wanted. A record that is rejected has Standing::rejected and figures of 0.
struct TotalsColumns {
  std::int32_t* standing = nullptr;  // a Standing
  std::int64_t* newcomer_value = nullptr;
  std::int64_t* value_before_match = nullptr;
  std::int64_t* top_up = nullptr;
  std::int64_t* value = nullptr;
  std::int64_t* worse_off_before = nullptr;
  std::int64_t* worse_off = nullptr;

  // From this row on.
  TotalsColumns from(std::size_t row) const;
};

// A field of many records: their stored values (schema.h), or for a field of text their texts; `known`: which
// are known, 0 or 1, all where it is empty. Neither values nor texts: the field is never set.
struct FieldColumn {
  std::span<const std::int64_t> values;
  std::span<const std::string_view> texts;
  std::span<const std::uint8_t> known;
};

// Decides by columns, and by rows where columns cannot. Not thread-safe; one a thread.
class BatchDecider {
 public:
  BatchDecider(const Engine& engine, Day day);
  BatchDecider(BatchDecider&&) noexcept;
  ~BatchDecider();

  // Records that were read with Engine::shape(). Rejected are those that stand nowhere or whose arithmetic
  // leaves 64 bits. `batch` is as it was afterwards.
  void decide(Batch& batch, const TotalsColumns& totals, std::vector<Reject>& rejects);

  // Records in columns, one for each field of the schema, each with `rows` entries. What does not fit its
  // field is rejected too. A reject's line is the record, from 1.
  Status decide(std::span<const FieldColumn> columns, std::size_t rows, const TotalsColumns& totals,
                std::vector<Reject>& rejects);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace trouw
