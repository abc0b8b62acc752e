// One record tried out on a problem: what the operations yield for it.
#pragma once

#include "plan/apply.h"
#include "proof/problem.h"

namespace trouw {

// The record with every field as is typical, as far as the problem leaves it free; optional fields that
// say no typical value unknown.
Assignment typical_record(const Problem& problem);

// Not thread-safe; allocates once.
class Trial {
 public:
  explicit Trial(const Problem& problem);

  // Evaluates the problem. False where an operation leaves 64 bits: such a record is rejected, and no
  // counterexample.
  bool run(const Assignment& record);

  // After a run that succeeded.
  bool assumed() const;  // every assumption holds
  std::int64_t gap() const { return cells_[problem_.gap].value; }
  bool breaks() const { return assumed() && gap() > 0; }
  std::size_t assumptions_held() const;
  Cell cell(NodeId id) const { return cells_[id]; }

 private:
  bool step(NodeId id);
  void share(NodeId id, const Node& node);

  const Problem& problem_;
  std::vector<NodeId> order_;
  std::vector<Cell> cells_, fields_;
  std::vector<std::int64_t> weights_, shares_;
};

}  // namespace trouw
