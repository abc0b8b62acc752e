// Terms of a programme to nodes of a plan, under a reading of the record.
#pragma once

#include <vector>

#include "plan/build.h"

namespace trouw {

// How a record is read: as it is, as its newcomer twin, or as if it had stayed.
struct RecordReading {
  std::vector<NodeId> fields;   // a node each
  NodeId tenure_end = no_node;  // the day at which its tenure is counted; REQUIRES never unknown
  NodeId former = no_node;      // whether it reaches no milestones; no_node: it may reach them
};

// Lowers the terms of one programme; terms already lowered under the same reading are shared.
class TermLowering {
 public:
  TermLowering(Builder& builder, const Programme& programme, const RecordReading& reading);

  NodeId term(TermId id);
  NodeId condition(const Condition& condition) { return term(condition.term); }

  NodeId tenure_months();  // REQUIRES a role for tenure

  const RecordReading& reading() const { return reading_; }

 private:
  NodeId lower(const Term& term);
  NodeId joined();  // where the programme knows a date: never after tenure_end
  NodeId tenure_compare(const Term& term, bool more);
  NodeId reaches(const Term& term);
  NodeId reached_on_day(std::int64_t months);
  NodeId reached_any(std::int64_t months);
  NodeId period_before(NodeId day);
  NodeId same_month(NodeId day);

  Builder& build_;
  const Programme& programme_;
  const RecordReading& reading_;
  std::vector<NodeId> done_;
};

// The record as it is, with tenure counted to `tenure_end`.
RecordReading plain_reading(Builder& builder, const Programme& programme, NodeId tenure_end);

}  // namespace trouw
