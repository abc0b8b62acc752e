// Segments: the records that have the same value of one choice field. Offers that are for other segments
// vanish from a segment's steps, and what is left is folded anew.
#pragma once

#include <mutex>
#include <optional>
#include <vector>

#include "columns/code.h"

namespace trouw::columns {

// The choice field by which a plan's offers are told apart best, where that saves enough to be worth the
// sorting of records; judged by the plan alone. None for small programmes.
std::optional<FieldId> segment_field(const Plan& plan);

// What totals read of a plan, for records whose field `field` has this value; everything else of it is empty.
// No slower than the plan, and of the same figures.
Plan plan_where(const Plan& plan, FieldId field, std::int64_t value);

// The steps of each segment, compiled when it first occurs. Shared by threads.
class Segments {
 public:
  // `plan` outlives the segments. REQUIRES a choice field.
  Segments(const Plan& plan, FieldId field);

  FieldId field() const { return field_; }
  std::size_t size() const { return segments_.size(); }

  // The segment of a value, or size() for a value that is none of the field's.
  std::size_t of(std::int64_t value) const;

  // Never changes once returned.
  const ColumnCode& code(std::size_t segment) const;

 private:
  struct Segment {
    std::once_flag compiled;
    std::unique_ptr<const ColumnCode> code;
  };

  const Plan& plan_;
  FieldId field_;
  std::int64_t lowest_;
  mutable std::vector<Segment> segments_;
};

}  // namespace trouw::columns
