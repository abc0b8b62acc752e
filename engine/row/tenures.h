// "Staying longer is never worse", on one record: the same record, had it joined later.
#pragma once

#include <optional>
#include <vector>

#include "row/evaluate.h"

namespace trouw {

// The costs of a record as a function of its tenure change at few places. They are found once for a plan; for
// a record only those places are tried, and of its nodes only those that tenure reaches.
class Tenures {
 public:
  // For one `staying` guarantee of a plan with its day folded in.
  Tenures(const Plan& plan, const GuaranteeNodes& guarantee);

  // The most by which the record costs more than it would with a shorter tenure, over every shorter tenure,
  // and the tenure field's value there; nothing where it never costs more than `within` above it. REQUIRES
  // the record loaded and the guarantee's nodes evaluated; they are so again afterwards.
  struct Worse {
    std::int64_t by = 0;
    std::int64_t at = 0;
  };
  std::optional<Worse> worse(Evaluation& evaluation, std::int64_t within);

 private:
  // A comparison of what tenure alone decides with what it does not: its place depends on the record.
  struct Crossing {
    NodeId other = no_node;            // the side that tenure does not reach
    std::vector<std::int64_t> values;  // the other side, a value each of domain_; ascending
  };

  void find_places(const std::vector<NodeId>& reached, const std::vector<bool>& alone);
  bool crosses(NodeId pure, const std::vector<NodeId>& reached, const std::vector<bool>& alone,
               std::vector<NodeId>& others) const;
  std::vector<std::int64_t> candidates(const Evaluation& evaluation, std::int64_t own) const;

  const Plan& plan_;
  const GuaranteeNodes& guarantee_;
  std::optional<FieldId> field_;
  bool joined_ = true;                 // a date: later is shorter; else a number of months: less is shorter
  std::int64_t first_ = 0, last_ = 0;  // values looked at
  EvaluationOrder order_;              // what to evaluate anew for another tenure
  std::vector<std::int64_t> places_;   // where a stretch of equal costs begins (joined) or ends (months)
  std::vector<Crossing> crossings_;
};

}  // namespace trouw
