// Where results of a plan change along one field.
#pragma once

#include <vector>

#include "row/evaluate.h"

namespace trouw {

// Found once for a plan with its day folded in, which outlives it. Exact where the field has no more values
// than there are days, or is only compared with constants; where a field of more values is counted with, some
// values among them.
class Stretches {
 public:
  // Of the nodes `results`, for values of the field in [first, last].
  Stretches(const Plan& plan, const std::vector<NodeId>& results, FieldId field, std::int64_t first,
            std::int64_t last);

  FieldId field() const { return field_; }
  std::int64_t first() const { return first_; }
  std::int64_t last() const { return last_; }

  // The nodes that the field reaches, ascending.
  const std::vector<NodeId>& reached() const { return reached_; }

  // The first value of each stretch within [low, high] in which nothing changes, ascending, for the record
  // that is loaded and evaluated.
  std::vector<std::int64_t> within(const Evaluation& evaluation, std::int64_t low, std::int64_t high) const;

 private:
  // A comparison of what the field alone decides with what it does not: its place depends on the record.
  struct Crossing {
    NodeId other = no_node;            // the side that the field does not reach
    std::vector<std::int64_t> values;  // the other side, a value each from first_; ascending or descending
  };

  void scan(const std::vector<NodeId>& results);
  void constants();
  void note(std::int64_t value);
  bool crosses(NodeId pure, const std::vector<bool>& alone, std::vector<NodeId>& others) const;

  const Plan& plan_;
  FieldId field_;
  std::int64_t first_, last_;
  std::vector<NodeId> reached_;
  std::vector<std::int64_t> places_;  // where a stretch begins
  std::vector<Crossing> crossings_;
};

}  // namespace trouw
