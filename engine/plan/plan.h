// The plan: a programme as a graph of scalar operations over one record, the same for every reader.
//
// Invariants, held by Builder and checked by Plan::check in debug builds:
//  1. operands come before the nodes that use them, so that the order of numbers is an order of evaluation;
//  2. no two nodes are alike (hash-consing);
//  3. an apportion is followed directly by its parts, one a weight;
//  4. the first operand of a select is never unknown;
//  5. [lowest, highest] holds every value that the node takes on a record within the declared domains, where
//     no step overflowed; a node that could leave 64 bits is marked `checked`.
// Immutable once lowered; any number of threads may read it.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "plan/past_columns.h"
#include "trouw/programme.h"

namespace trouw {

enum class Op : std::uint8_t {
#define TROUW_OPERATION(name, operands, yields) name,
#include "plan/operations.def"
#undef TROUW_OPERATION
};

inline constexpr std::size_t op_count = 0
#define TROUW_OPERATION(name, operands, yields) +1
#include "plan/operations.def"
#undef TROUW_OPERATION
    ;

const char* op_name(Op op);
int op_operands(Op op);
bool yields_condition(Op op);  // 1 or 0, or unknown

using NodeId = std::uint32_t;
inline constexpr NodeId no_node = UINT32_MAX;

struct Node {
  Op op = Op::constant;
  bool checked = false;  // could leave 64 bits on some record of the domains
  bool may_be_unknown = false;
  NodeId a = no_node, b = no_node, c = no_node;
  std::int64_t k = 0;
  std::int64_t lowest = 0, highest = 0;
  std::uint32_t owner = UINT32_MAX;  // the offer it was first made for, to name in errors
};

// ---- What the nodes stand for ----------------------------------------------------------------------------

// A stretch of billing periods in which the same discounts run: [first, first + count).
struct Run {
  int first = 0;
  int count = 0;
};

// Discounts of one offer on one base within the bills of a run. `amount` is a bill's, after the bill was kept
// from going below zero, before the deal's cap.
struct DiscountNodes {
  std::uint32_t offer = 0;
  std::vector<std::uint32_t> rewards;  // of the offer, that may take part in it
  std::uint32_t run = 0;
  NodeId rate = no_node;  // of a percentage, in 1/1,000,000
  NodeId base = no_node;  // of a percentage: the amount it is taken of
  NodeId amount = no_node;
};

struct CreditNodes {
  std::uint32_t offer = 0;
  std::uint32_t reward = 0;
  int first = 0;  // billing period
  int count = 1;
  NodeId amount = no_node;  // in each of them
};

// A perk or points (perk == points_perk) on bills in a row; a perk that is given once stands on one.
inline constexpr std::uint32_t points_perk = UINT32_MAX;
struct PerkNodes {
  std::uint32_t offer = 0;
  std::uint32_t reward = 0;
  std::uint32_t perk = 0;
  int first = 0;  // billing period
  int count = 1;
  NodeId number = no_node;  // in each of them: points, or 1
  NodeId worth = no_node;   // minor units over the horizon
};

// What one reward puts on the bills it may stand on, each asked on its own day as far as the reward is
// living.
struct RewardNodes {
  int first = 0;                 // the first of them; from there a bill each, of those looked at:
  std::vector<NodeId> gates;     // whether it stands there: its row and its `while` hold; never unknown
  std::vector<NodeId> amounts;   // Reward::amount after scaling and cap, not gated; never unknown
  std::vector<NodeId> bases;     // of a percentage of anything but the price: what it is of; otherwise empty
  NodeId spread_base = no_node;  // of a percentage in equal parts: what it is of, wherever it stands
  NodeId left_in_all = no_node;  // of one capped over all its bills that had some: what is left; none: all

  int end() const { return first + static_cast<int>(gates.size()); }
  bool stands_on(int bill) const { return first <= bill && bill < end(); }
  NodeId gate(int bill) const { return gates[static_cast<std::size_t>(bill - first)]; }
  NodeId amount(int bill) const { return amounts[static_cast<std::size_t>(bill - first)]; }
  NodeId base(int bill) const { return bases[static_cast<std::size_t>(bill - first)]; }
  // Whether a bill has what the one before it has. REQUIRES that it stands on both.
  bool alike(int bill) const;
};

// How one offer fares in a deal. All are per record; gates are 0 or 1 and never unknown.
struct OfferNodes {
  std::uint32_t offer = 0;
  NodeId in_window = no_node;
  std::vector<NodeId> conditions;  // as Offer::conditions, three-valued
  std::vector<NodeId> tested;  // each of them with its parts, in order of writing, a whole before its parts
  NodeId amount_known = no_node;
  NodeId open = no_node;
  NodeId kept = no_node;             // open, and not lost to another in a best-of
  std::vector<NodeId> gates;         // a reward each: its row and `while` hold
  std::vector<NodeId> rows;          // a reward each: its row holds
  std::vector<NodeId> amounts;       // a reward each: Reward::amount after scaling and cap
  std::vector<RewardNodes> rewards;  // a reward each: the same on its bills
  NodeId value = no_node;            // its lines in the horizon before the deal's cap, perks included
  NodeId paid = no_node;             // after the cap
  NodeId money_paid = no_node;       // after the cap, without perks and points
  NodeId counted = no_node;          // kept and value > 0
};

struct BestOfNodes {
  std::vector<std::vector<std::uint32_t>> items;  // offers
  std::vector<NodeId> values;                     // an item each; -1 where it does not compete
  std::vector<NodeId> wins;
};

// A deal before its matches: everything an audience gives to one record.
struct DealNodes {
  std::vector<NodeId> prices;      // of each bill looked at, before any offer
  NodeId base_price = no_node;     // the sum of the horizon's
  std::vector<Run> runs;           // cover the horizon and what guarantees look at beyond it
  std::vector<NodeId> run_totals;  // discounts of one bill of each run, all offers
  std::vector<DiscountNodes> discounts;
  std::vector<CreditNodes> credits;
  std::vector<PerkNodes> perks;
  std::vector<OfferNodes> offers;  // of this audience, matches left out, in declaration order
  std::vector<BestOfNodes> best_of;
  NodeId cap = no_node;         // none: no cap
  NodeId money = no_node;       // value of discounts and credits in the horizon, after the cap
  NodeId perk_worth = no_node;  // of all perks and points
  NodeId value = no_node;       // money + perk_worth
};

struct MatchNodes {
  std::uint32_t offer = 0;
  OfferNodes nodes;  // conditions and open; value and paid are the top-up
  NodeId top_up = no_node;
};

// The twin with one choice of the `any` fields.
struct TwinNodes {
  std::vector<std::int64_t> choices;  // of Plan::any_fields, in order
  DealNodes deal;
  NodeId net = no_node;
  NodeId better = no_node;  // than all before it; none of the first
};

// A deal of one audience for one record, matches included.
struct AudienceNodes {
  DealNodes deal;
  std::vector<MatchNodes> matches;
  NodeId tenure = no_node;  // whole months, where the programme knows it
  NodeId top_up = no_node;
  NodeId value = no_node;       // deal + top_up
  NodeId net_before = no_node;  // net cost, perks as the guarantees count them
  NodeId net = no_node;         // after matches
};

// A guarantee on one record: `gap` is by how much it is broken beyond what it allows (0 or less: it holds).
// For `staying` the gap is that of "the deal with milestones is worth at least the deal without"; the
// comparison over tenures reads `costs`: one net cost for each bill that the guarantee looks at, none of them
// may be higher for the longer-standing of two records (by more than `within`).
struct GuaranteeNodes {
  NodeId applies = no_node;   // the standing fits and `when` holds
  NodeId left_out = no_node;  // the standing fits and `when` does not hold
  NodeId gap = no_node;
  std::vector<NodeId> costs;  // staying only
};

class Plan {
 public:
  const Programme* programme = nullptr;     // outlives the plan, or is that of `past`
  std::shared_ptr<const PastColumns> past;  // what was given before, where it counts
  std::optional<Day> today;                 // folded in; none: an operand
  std::vector<Node> nodes;
  std::vector<std::vector<std::int64_t>> sets;     // of in_set, ascending
  std::vector<std::vector<std::int64_t>> tables;   // of lookup
  std::vector<std::vector<std::int64_t>> weights;  // of apportion: nodes, the amount and then its weights

  NodeId standing = no_node;                   // Standing as a number
  AudienceNodes customer, returner, newcomer;  // each on the record as it is
  std::vector<FieldId> any_fields;             // that the newcomer deal reads
  std::vector<TwinNodes> twins;                // one, or one for each choice of the `any` fields
  NodeId twin = no_node;                       // which of them counts
  NodeId twin_value = no_node;                 // newcomer_value
  NodeId twin_net = no_node;

  // The record's own standing's deal.
  NodeId value_before_match = no_node;
  NodeId top_up = no_node;
  NodeId value = no_node;
  NodeId worse_off_before = no_node;
  NodeId worse_off = no_node;
  NodeId news = no_node;  // with a past: whether anything new is granted

  std::vector<NodeId> facts;            // Programme::facts, then the built-in ones; 1, 0 or unknown
  std::vector<std::string> fact_texts;  // a line each
  std::vector<GuaranteeNodes> guarantees;

  void check() const;  // throws InternalError where an invariant is broken
};

// The nodes that a node is worked out from; an apportion's stand in Plan::weights.
std::vector<NodeId> operands_of(const Plan& plan, const Node& node);

// The nodes that `wanted` needs, ascending: what a reader has to evaluate for them.
std::vector<NodeId> needed(const Plan& plan, std::vector<NodeId> wanted);

// A listing for people, one node a line.
std::string listing(const Plan& plan);

}  // namespace trouw
