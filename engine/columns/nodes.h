// The nodes of a plan as steps: each node's value in lanes as narrow as its interval allows, and, where it
// may be unknown, whether it is known.
//
// A condition's byte is 1 where it is known and holds, so that holds() and the parts of a conjunction need no
// more. A number's lane means nothing where it is unknown.
#pragma once

#include <array>

#include "columns/assemble.h"

namespace trouw::columns {

class Nodes {
 public:
  Nodes(const Plan& plan, ColumnCode& code, Assembler& assembler);

  // Writes the steps of these nodes, ascending.
  void write(const std::vector<NodeId>& order);

  // A node's value, in the lanes asked for; a condition's in bytes.
  Register value(NodeId id, Lane lane);
  Register condition(NodeId id) { return value(id, Lane::byte); }
  Register number(NodeId id) { return value(id, lane(id)); }
  Lane lane(NodeId id) const { return lanes_[id]; }
  bool always_zero(NodeId id) const;

  // Where any node so far left 64 bits: a byte a lane, or no_register.
  Register failed() const { return failed_; }

 private:
  const Node& node(NodeId id) const { return plan_.nodes[id]; }
  bool constant(NodeId id) const { return node(id).op == Op::constant; }
  std::int64_t k(NodeId id) const { return node(id).k; }
  Lane lane_for(const Node& made) const;
  Register known(NodeId id) const { return known_[id]; }
  Register both_known(NodeId a, NodeId b);
  void set(NodeId id, Lane lane, Register made);
  void set_number(NodeId id, Lane worked_in, Register made);
  void set_condition(NodeId id, Register made);
  void fail_where(NodeId id, Register overflow);
  Lane widest(NodeId id) const;
  Register inverse(Register a) { return out_.make(Lane::byte, Kernel::inverse, a); }
  Register filled(std::int64_t byte) {
    return out_.make(Lane::byte, Kernel::fill_8, no_register, no_register, no_register, byte);
  }
  Register logic(Kernel kernel, Register a, Register b) { return out_.make(Lane::byte, kernel, a, b); }

  void write(NodeId id);
  void field(NodeId id);
  void add(NodeId id);
  void subtract(NodeId id);
  void scale(NodeId id);
  void pick(NodeId id, bool smaller);
  void select(NodeId id, Register where, NodeId then, NodeId otherwise);
  Register select_bytes(Register where, NodeId then, NodeId otherwise);
  void fallback(NodeId id);
  void at_most(NodeId id);
  void equal(NodeId id);
  void in_set(NodeId id);
  void both(NodeId id);
  void either(NodeId id);
  void multiply_round(NodeId id);
  bool round_narrow(NodeId id, NodeId a, NodeId b);
  void round_wide(NodeId id);
  void floor_divide(NodeId id);
  void add_months(NodeId id);
  void months_between(NodeId id);
  void month_of(NodeId id);
  void apportion(NodeId id);
  Lane lane_of_shares(const std::vector<std::int64_t>& list) const;

  // Exact division of a node by what divides each of its values.
  std::int64_t factor(NodeId id) const;
  Register divided(NodeId id, std::int64_t by);

  // A table over the days that a node may be, or false where they are too many.
  template <typename Entry>
  bool day_table(NodeId id, NodeId of, Entry entry, Register& made);
  Register table(Register index, std::int64_t low, std::vector<std::int32_t> entries);

  const Plan& plan_;
  ColumnCode& code_;
  Assembler& out_;
  std::vector<Lane> lanes_;
  std::vector<std::array<Register, 3>> values_;
  std::vector<Register> known_;  // no_register: always
  Register failed_ = no_register;
};

// A multiplier and a shift that divide every number up to `most` exactly by `divisor`: x × multiplier >>
// shift, with both below 2^32. False where there are none.
bool reciprocal(std::uint64_t most, std::uint64_t divisor, std::uint64_t& multiplier, int& shift);

}  // namespace trouw::columns
