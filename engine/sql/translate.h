// A plan's operations as terms.
//
// A plan counts in 64 bits, knows what is unknown, and stops at what does not fit; a database has NULL, its
// own order of evaluation, and an error in the middle of a statement for a sum that does not fit. One
// operation therefore becomes the terms that say the same in every dialect:
//
//   unknown    NULL. Arithmetic, and conditions by three-valued logic, follow the plan of themselves; where
//              the plan turns “unknown” into “no”, a term says so (`holds`).
//   overflow   Of an operation whose operands may leave 64 bits, two terms: the result, written so that it
//              fails in no dialect, and the condition on which it means nothing. overflows() joins those
//              conditions: one column tells the records that have no decision.
//   dates      A day is read as a number, and as its month and day where something asks for them, since
//              dividing a number into a date takes a dozen operations. parts() passes both through choices
//              and minimums, and works out only what was made by arithmetic.
//   texts      A plan compares numbers of texts; a statement compares the texts.
//   long rows  a + b + … (and minimums, maximums, ands, ors) of hundreds of offers would nest as deep as they
//              are many, and parsers of databases give up at some depth. find_inner() marks the nodes that
//              are part of one such row and of nothing else, in_halves() writes each row as a balanced tree,
//              and room() writes what is left after many takings as one sum. Integers add up the same in any
//              order as long as no part leaves 64 bits, so a sum that is checked is left as it stands.
//
// Every node is translated once, and its term made once (term.h): the cost is that of the nodes wanted. What
// becomes a column, and of which step, is decided afterwards (steps.h).
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
