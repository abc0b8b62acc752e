// "Staying longer is never worse", on one record: the same record, had it joined later.
#pragma once

#include <optional>
#include <vector>

#include "row/stretches.h"

namespace trouw {

// The costs of a record as a function of its tenure, and of what follows it, change at few places. They are
// found once for a plan; for a record only those places are tried, and of its nodes only those that these
// fields reach.
class Tenures {
 public:
  // For one `staying` guarantee of a plan with its day folded in.
  Tenures(const Plan& plan, const GuaranteeNodes& guarantee);

  // The most by which the record costs more than it would with a shorter tenure, and anything not above its
  // own in fields that follow tenure; nothing where that is never more than `within`. REQUIRES the record
  // loaded and the guarantee's nodes evaluated; they are so again afterwards.
  std::optional<std::int64_t> worse(Evaluation& evaluation, std::int64_t within) const;

 private:
  struct Search {
    std::vector<std::int64_t> costs;  // the record's own
    std::int64_t worst = 0;
    bool fine = true;  // no operation left 64 bits
  };

  std::vector<std::int64_t> shorter(const Evaluation& evaluation, std::size_t axis, std::int64_t own) const;
  void look(Evaluation& evaluation, Search& search, std::size_t axis) const;

  const GuaranteeNodes& guarantee_;
  std::vector<Stretches> axes_;  // tenure, then what follows it
  bool joined_ = true;           // a date: later is shorter; else a number of months: less is shorter
  std::vector<NodeId> facts_;    // that these fields reach
  EvaluationOrder order_;        // what to evaluate anew
};

}  // namespace trouw
