// Segments: the records that have the same value of one choice field.
//
// In a programme of hundreds of offers most offers are for one region, brand or product: columns would work
// all of them out for every record, and multiply most by nothing. So the records of a batch are sorted by the
// value of one choice field, and each value has steps of its own, in which the field is a constant. Folding
// then closes the offers that are for other values, and whatever was asked only for them is never wanted.
//
//   1. The field. For each choice field of at most 64 values, a set of values is kept for each node, a bit a
//      value: those for which a condition may hold. `equal` and `in_set` on the field give the sets, `both`
//      and `either` intersect and join them, and of anything else every value may hold. An offer is spared
//      for the values that are not in its condition's set. The field that spares most is taken, if it spares
//      24 offers and a third of all; below that, sorting costs more than it saves.
//   2. The plan of a value. Only what totals read is wanted of it; its nodes are made anew in their order by
//      the same builder that lowering uses, so that every folding rule holds here too.
//   3. The steps are compiled when the value first occurs: values that no record has cost nothing.
//
// The figures are those of the whole plan, since a field's value is all that was put in its place. Choosing
// takes one pass over the nodes for each choice field, and a plan one pass over what is wanted of it.
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
