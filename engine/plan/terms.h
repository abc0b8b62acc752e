// Terms of a programme to nodes of a plan, under a reading of the record.
#pragma once

#include <deque>
#include <memory>
#include <vector>

#include "plan/build.h"

namespace trouw {

// How a record is read: as it is, as its newcomer twin, or as if it had stayed.
struct RecordReading {
  std::vector<NodeId> fields;   // a node each
  NodeId today = no_node;       // the day that it is read on; no_node: the day of evaluation
  NodeId tenure_end = no_node;  // the day at which its tenure is counted; REQUIRES never unknown
  NodeId former = no_node;      // whether it reaches no milestones; no_node: it may reach them
  NodeId left_end = no_node;    // where it is former: the day that its tenure stays at
  // Of each offer: whether it, or its one-off rewards alone, are used up; no_node: they are not. Empty:
  // nothing is.
  std::vector<NodeId> had, had_one_offs;
};

// Lowers the terms of one programme; terms already lowered under the same reading are shared.
class TermLowering {
 public:
  TermLowering(Builder& builder, const Programme& programme, const RecordReading& reading);

  NodeId term(TermId id);
  NodeId condition(const Condition& condition) { return term(condition.term); }

  NodeId tenure_months();  // REQUIRES a role for tenure
  NodeId today() { return reading_.today == no_node ? build_.today() : reading_.today; }

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
  NodeId month_before();  // so long before the day, and after it, that no day of its month lies beyond
  NodeId month_after();

  Builder& build_;
  const Programme& programme_;
  const RecordReading& reading_;
  std::vector<NodeId> done_;
};

// The record as it is, with tenure counted to `tenure_end`.
RecordReading plain_reading(Builder& builder, const Programme& programme, NodeId tenure_end);

// The terms of a programme on the day of each bill to come: bill k stands k billing periods after the day of
// evaluation (k = 0, 1, …). Time moves on from bill to bill, what else a record says stays.
class BillTerms {
 public:
  // All outlive it. `reading` is of the day of evaluation.
  BillTerms(Builder& builder, const Programme& programme, const RecordReading& reading);

  TermLowering& today() { return on(0); }
  TermLowering& on(int bill);

 private:
  RecordReading reading_on(int bill);

  Builder& build_;
  const Programme& programme_;
  const RecordReading& reading_;
  std::deque<RecordReading> readings_;  // that days_ refer to
  std::vector<std::unique_ptr<TermLowering>> days_;
};

}  // namespace trouw
