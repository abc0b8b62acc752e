// A plan's operations as terms.
#pragma once

#include <optional>
#include <vector>

#include "plan/plan.h"
#include "sql/amounts.h"
#include "sql/calendar.h"

namespace trouw::sql {

// What is read of a field: its stored value (a text as it is), and of a date its parts.
enum class Part : std::uint8_t { value, months, day };
inline std::int64_t input_number(FieldId field, Part part) {
  return std::int64_t{field} * 3 + static_cast<std::int64_t>(part);
}

class Translation {
 public:
  // Both outlive the translation. The plan is one for a day.
  Translation(const Plan& plan, Terms& terms);

  // Translates these nodes and what they need.
  void translate(const std::vector<NodeId>& wanted);

  // Of a node that was translated.
  TermId number(NodeId id) { return terms_.as_number(term(id)); }
  TermId truth(NodeId id) { return terms_.as_truth(term(id)); }

  // Whether one of these nodes (and what they need) leaves 64 bits: a condition, never NULL. Translates the
  // nodes that could.
  TermId overflows(const std::vector<NodeId>& wanted);

 private:
  TermId term(NodeId id);
  void find_inner();
  TermId in_halves(const Node& node);
  TermId two(Op op, TermId a, TermId b);
  TermId node(NodeId id, const Node& node);
  TermId arithmetic(NodeId id, const Node& node);
  TermId comparison(const Node& node);
  TermId equality(NodeId a, NodeId b);
  TermId text_or_term(NodeId id);
  TermId one_of_texts(const Node& node);
  TermId dates(const Node& node);
  void apportion(NodeId id, const Node& node);
  DateParts parts(NodeId id);
  TermId clamped(NodeId id);
  TermId room(NodeId a, NodeId b);
  TermId taken(NodeId id, const Guarded& guarded);
  Bounded bounded(NodeId id) { return {number(id), plan_.nodes[id].lowest, plan_.nodes[id].highest}; }

  const Plan& plan_;
  Terms& terms_;
  Calendar calendar_;
  Amounts amounts_;
  std::vector<TermId> done_;
  std::vector<TermId> overflow_;
  std::int64_t largest_taking_ = 0;  // that many of a deal can be added up
  std::vector<bool> inner_;          // part of a longer sum (or row of ands, ors, …) and of nothing else
};

}  // namespace trouw::sql
