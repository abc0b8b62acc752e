// A question to decide: is there a record for which every assumption holds and whose `gap` is more than
// nothing?
//
// Both deciders read this and nothing else. It is a plan of its own: the part of the programme's plan that
// the question needs, with the day and whatever the assumptions fix folded in.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <vector>

#include "plan/build.h"

namespace trouw {

// A value for every field of a problem, in order.
using Assignment = std::vector<std::optional<std::int64_t>>;

struct Problem {
  std::optional<Day> day;  // the day that it was posed for
  Programme shell;         // its fields: the record's, then those of a second record (see `seconds`)
  Plan plan;
  std::vector<NodeId> assumptions;  // conditions; each is to be 1
  NodeId gap = no_node;
  std::vector<NodeId> relations;  // of the assumptions: those between two records
  bool hopeless = false;          // an assumption can never hold: there is no such record
  std::vector<std::pair<FieldId, FieldId>>
      seconds;               // a field of the record, and the second record's own of it
  std::vector<NodeId> open;  // of the programme's plan: what is left open
  std::vector<FieldId>
      guesses;  // fields that stand for it; each record has its own of what moves with tenure
  std::vector<NodeId> wanted() const;
  std::vector<NodeId> without_relations(std::vector<NodeId> ids) const;
};

// Copies parts of a plan into another, with something else in place of fields and the day.
class Copying {
 public:
  Copying(const Plan& from, Builder& to, std::vector<NodeId> fields, NodeId today);

  NodeId copy(NodeId id);

  // This field of the target is known and on or before the day.
  void not_after_today(NodeId field) { past_.push_back(field); }

  // Takes `guess` for a node that compares two dates, where both are known: always, or where it still
  // compares dates with each other in the target.
  void guess(NodeId id, NodeId guess, bool always) { guesses_[id] = {guess, always}; }
  const std::vector<NodeId>& guessed() const { return guessed_; }

 private:
  NodeId made(NodeId id);
  NodeId holds(NodeId a);
  NodeId negation(NodeId a);
  NodeId guessed(NodeId guess, const Node& node, NodeId a, NodeId b);
  NodeId less(NodeId a, NodeId b);
  NodeId after_top_up(NodeId a, NodeId b);
  NodeId choice(NodeId condition, NodeId then, NodeId otherwise);
  void copy_shares(NodeId id);
  NodeId equal_to(NodeId a, std::int64_t k);
  NodeId in_set(NodeId a, const std::vector<std::int64_t>& set);

  const Plan& from_;
  Builder& to_;
  std::vector<NodeId> fields_;
  NodeId today_;
  std::vector<NodeId> past_;
  std::map<NodeId, std::pair<NodeId, bool>> guesses_;
  std::vector<NodeId> guessed_;
  std::vector<NodeId> done_;
};

// What a record is to have: a node of the plan, less another, in [from, to].
struct Demand {
  NodeId node = no_node;
  std::int64_t from = 1, to = INT64_MAX;
  NodeId less = no_node;
};

// What a question asks of a plan.
struct Question {
  enum Kind : std::uint8_t {
    record,   // that breaks a guarantee
    tenures,  // two records that break it
    demands   // a record that meets all demands, of whatever standing
  } kind = record;
  std::size_t guarantee = 0;
  std::optional<std::pair<std::int64_t, std::int64_t>> values =
      {};  // tenures: the tenure field of both records, fixed
  std::vector<Demand> demanded = {};
  std::vector<std::pair<FieldId, std::optional<std::int64_t>>> fixed =
      {};                // fields of the record, and what they are known to be; none: unknown
  bool relaxed = false;  // whatever compares dates with each other may come out either way
  // relaxed: the nodes of the plan that do, as a problem posed before found them, so that they are the same
  // whatever the day and the values; none: those that still do in this problem.
  std::optional<std::vector<NodeId>> open = {};
};

// Whether two records can differ in how long they are customers: by a role, or by a field that follows it.
bool tells_tenure(const Schema& schema);

// Whether a guarantee hangs on dates that are compared with each other. What holds whichever way they compare
// holds.
bool can_relax(const Plan& plan, std::size_t guarantee);

// The problem of a question on one day; without a day, with the day as an operand. `plan` was lowered without
// a day.
std::unique_ptr<Problem> pose(const Plan& plan, const Question& question, std::optional<Day> day);

// Whether these read two dates of a record.
bool reads_dates(const Plan& plan, const std::vector<NodeId>& ids);

// The conditions that hold where `condition` is 1.
void conjuncts(const Plan& plan, NodeId condition, std::vector<NodeId>& all);

}  // namespace trouw
