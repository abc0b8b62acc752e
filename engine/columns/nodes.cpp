#include "columns/nodes.h"

#include <algorithm>
#include <limits>
#include <numeric>

#include "trouw/ensure.h"

namespace trouw::columns {

namespace {

constexpr std::int64_t least_half = std::numeric_limits<std::int32_t>::min();
constexpr std::int64_t most_half = std::numeric_limits<std::int32_t>::max();

bool fits_half(std::int64_t low, std::int64_t high) {
  return low >= least_half && high <= most_half;
}

Kernel of(Lane lane, Kernel half, Kernel whole) {
  return lane == Lane::half ? half : whole;
}

}  // namespace

Nodes::Nodes(const Plan& plan, ColumnCode& code, Assembler& assembler)
    : plan_(plan),
      code_(code),
      out_(assembler),
      lanes_(plan.nodes.size(), Lane::whole),
      values_(plan.nodes.size(), {no_register, no_register, no_register}),
      known_(plan.nodes.size(), no_register) {
  for (NodeId id = 0; id < plan.nodes.size(); ++id) lanes_[id] = lane_for(plan.nodes[id]);
}

// Conditions and choices are bytes; a select is one where both its branches are.
Lane Nodes::lane_for(const Node& made) const {
  if (yields_condition(made.op)) return Lane::byte;
  if (made.op == Op::field) {
    const Field& field = plan_.programme->schema.fields[static_cast<std::size_t>(made.k)];
    const bool few = field.type == Type::yes_no || field.type == Type::choice;
    if (few && made.lowest >= 0 && made.highest <= 255) return Lane::byte;
  }
  if (made.op == Op::select || made.op == Op::fallback) {
    const NodeId then = made.op == Op::select ? made.b : made.a,
                 otherwise = made.op == Op::select ? made.c : made.b;
    const auto byte = [&](NodeId id) {
      return constant(id) ? k(id) == 0 || k(id) == 1 : lanes_[id] == Lane::byte;
    };
    if (byte(then) && byte(otherwise) && made.lowest >= 0 && made.highest <= 1) return Lane::byte;
  }
  return !made.checked && fits_half(made.lowest, made.highest) ? Lane::half : Lane::whole;
}

bool Nodes::always_zero(NodeId id) const {
  return id == no_node || (constant(id) && k(id) == 0) || (node(id).lowest == 0 && node(id).highest == 0);
}

void Nodes::write(const std::vector<NodeId>& order) {
  for (const NodeId id : order) write(id);
}

Register Nodes::value(NodeId id, Lane lane) {
  Register& wanted = values_[id][static_cast<std::size_t>(lane)];
  if (wanted != no_register) return wanted;
  if (constant(id)) {
    const Kernel fill = lane == Lane::byte ? Kernel::fill_8 : of(lane, Kernel::fill_32, Kernel::fill_64);
    return wanted = out_.make(lane, fill, no_register, no_register, no_register, k(id));
  }
  const Register own = values_[id][static_cast<std::size_t>(lanes_[id])];
  ensure(own != no_register, "a column that was not written");
  if (lane == Lane::byte) {
    wanted = out_.make(lane, of(lanes_[id], Kernel::equal_32k, Kernel::equal_64k), own, no_register,
                       no_register, 1);
    if (known(id) != no_register) wanted = logic(Kernel::conjunction, wanted, known(id));
  } else if (lanes_[id] == Lane::byte) {
    wanted = out_.make(lane, of(lane, Kernel::widen_8_32, Kernel::widen_8_64), own);
  } else {
    wanted = out_.make(lane, lane == Lane::half ? Kernel::narrow_64_32 : Kernel::widen_32_64, own);
  }
  return wanted;
}

void Nodes::set(NodeId id, Lane lane, Register made) {
  values_[id][static_cast<std::size_t>(lane)] = made;
}

void Nodes::set_number(NodeId id, Lane worked_in, Register made) {
  set(id, worked_in, made);
  if (lanes_[id] == worked_in) return;
  ensure(lanes_[id] != Lane::byte, "a number in a byte");
  const Kernel kernel = lanes_[id] == Lane::half ? Kernel::narrow_64_32 : Kernel::widen_32_64;
  set(id, lanes_[id], out_.make(lanes_[id], kernel, made));
}

// What a comparison yields counts only where it is known.
void Nodes::set_condition(NodeId id, Register made) {
  set(id, Lane::byte, known(id) == no_register ? made : logic(Kernel::conjunction, made, known(id)));
}

Register Nodes::both_known(NodeId a, NodeId b) {
  const Register x = known(a), y = b == no_node ? no_register : known(b);
  if (x == no_register || x == y) return y;
  if (y == no_register) return x;
  return logic(Kernel::conjunction, std::min(x, y), std::max(x, y));
}

void Nodes::fail_where(NodeId id, Register overflow) {
  if (known(id) != no_register) overflow = logic(Kernel::conjunction, overflow, known(id));
  failed_ = failed_ == no_register ? overflow : logic(Kernel::disjunction, failed_, overflow);
}

// The lanes that hold a node and what it is worked out from.
Lane Nodes::widest(NodeId id) const {
  const Node& made = node(id);
  Lane lane = std::max(Lane::half, lanes_[id]);
  const NodeId ids[3] = {made.a, made.b, made.c};
  for (int i = 0; i < op_operands(made.op); ++i) {
    const bool fits = constant(ids[i]) ? fits_half(k(ids[i]), k(ids[i])) : lanes_[ids[i]] != Lane::whole;
    if (!fits) lane = Lane::whole;
  }
  return lane;
}

void Nodes::write(NodeId id) {
  const Node& made = node(id);
  switch (made.op) {
    case Op::constant:
    case Op::part:
      return;
    case Op::today:
      ensure(false, "a plan without its day");
      return;
    case Op::unknown:
      known_[id] = filled(0);
      set(id, lanes_[id],
          out_.make(lanes_[id], of(lanes_[id], Kernel::fill_32, Kernel::fill_64), no_register));
      return;
    case Op::field:
      field(id);
      return;
    case Op::both:
      both(id);
      return;
    case Op::either:
      either(id);
      return;
    case Op::select:
      // Both branches' being known goes by the same choice.
      select(id, condition(made.a), made.b, made.c);
      return;
    case Op::fallback:
      fallback(id);
      return;
    case Op::known:
      set(id, Lane::byte, known(made.a) == no_register ? filled(1) : known(made.a));
      return;
    case Op::holds:
      set(id, Lane::byte, condition(made.a));
      return;
    case Op::apportion:
      apportion(id);
      return;
    default:
      break;
  }
  known_[id] = both_known(made.a, op_operands(made.op) > 1 ? made.b : no_node);
  switch (made.op) {
    case Op::add:
      add(id);
      return;
    case Op::subtract:
      subtract(id);
      return;
    case Op::scale:
      scale(id);
      return;
    case Op::minimum:
      pick(id, true);
      return;
    case Op::maximum:
      pick(id, false);
      return;
    case Op::at_most:
      at_most(id);
      return;
    case Op::equal:
      equal(id);
      return;
    case Op::in_set:
      in_set(id);
      return;
    case Op::negation:
      set_condition(id, inverse(condition(made.a)));
      return;
    case Op::multiply_round:
      multiply_round(id);
      return;
    case Op::floor_divide:
      floor_divide(id);
      return;
    case Op::add_months:
      add_months(id);
      return;
    case Op::months_between:
      months_between(id);
      return;
    case Op::month_of:
      month_of(id);
      return;
    case Op::lookup: {
      const auto& entries = plan_.tables[static_cast<std::size_t>(made.k)];
      set_number(id, Lane::half, table(value(made.a, Lane::half), 0, {entries.begin(), entries.end()}));
      return;
    }
    default:
      ensure(false, "an operation that columns do not know");
  }
}

void Nodes::field(NodeId id) {
  const Lane lane = lanes_[id];
  const std::int64_t number = node(id).k;
  const Kernel load = lane == Lane::byte ? Kernel::load_8 : of(lane, Kernel::load_32, Kernel::load_64);
  set(id, lane, out_.make(lane, load, no_register, no_register, no_register, number));
  if (node(id).may_be_unknown)
    known_[id] = out_.make(Lane::byte, Kernel::load_known, no_register, no_register, no_register, number);
  code_.fields.push_back(static_cast<std::uint32_t>(number));
}

void Nodes::add(NodeId id) {
  NodeId a = node(id).a, b = node(id).b;
  if (node(id).checked) {
    Register overflow = no_register;
    const Step step{.kernel = Kernel::checked_add, .a = value(a, Lane::whole), .b = value(b, Lane::whole)};
    set(id, Lane::whole, out_.make_checked(step, overflow));
    fail_where(id, overflow);
    return;
  }
  const Lane lane = widest(id);
  if (constant(a)) std::swap(a, b);
  if (node(b).op == Op::scale && !node(b).checked) std::swap(a, b);
  if (constant(b)) {
    set_number(id, lane,
               out_.make(lane, of(lane, Kernel::add_32k, Kernel::add_64k), value(a, lane), no_register,
                         no_register, k(b)));
  } else if (node(a).op == Op::scale && !node(a).checked &&
             (lane == Lane::whole || lanes_[node(a).a] != Lane::whole)) {
    set_number(id, lane,
               out_.make(lane, of(lane, Kernel::multiply_add_32, Kernel::multiply_add_64),
                         value(node(a).a, lane), value(b, lane), no_register, node(a).k));
  } else {
    set_number(id, lane,
               out_.make(lane, of(lane, Kernel::add_32, Kernel::add_64), value(a, lane), value(b, lane)));
  }
}

void Nodes::subtract(NodeId id) {
  const NodeId a = node(id).a, b = node(id).b;
  if (node(id).checked) {
    Register overflow = no_register;
    const Step step{
        .kernel = Kernel::checked_subtract, .a = value(a, Lane::whole), .b = value(b, Lane::whole)};
    set(id, Lane::whole, out_.make_checked(step, overflow));
    fail_where(id, overflow);
    return;
  }
  const Lane lane = widest(id);
  if (constant(a))
    set_number(id, lane,
               out_.make(lane, of(lane, Kernel::subtract_from_32, Kernel::subtract_from_64), value(b, lane),
                         no_register, no_register, k(a)));
  else
    set_number(
        id, lane,
        out_.make(lane, of(lane, Kernel::subtract_32, Kernel::subtract_64), value(a, lane), value(b, lane)));
}

void Nodes::scale(NodeId id) {
  const NodeId a = node(id).a;
  if (node(id).checked) {
    Register overflow = no_register;
    const Step step{.kernel = Kernel::checked_scale, .a = value(a, Lane::whole), .k = k(id)};
    set(id, Lane::whole, out_.make_checked(step, overflow));
    fail_where(id, overflow);
    return;
  }
  const Lane lane = fits_half(k(id), k(id)) ? widest(id) : Lane::whole;
  set_number(id, lane,
             out_.make(lane, of(lane, Kernel::scale_32, Kernel::scale_64), value(a, lane), no_register,
                       no_register, k(id)));
}

void Nodes::pick(NodeId id, bool smaller) {
  NodeId a = node(id).a, b = node(id).b;
  if (constant(a)) std::swap(a, b);
  const Lane lane = widest(id);
  if (constant(b)) {
    const Kernel kernel = smaller ? of(lane, Kernel::minimum_32k, Kernel::minimum_64k)
                                  : of(lane, Kernel::maximum_32k, Kernel::maximum_64k);
    set_number(id, lane, out_.make(lane, kernel, value(a, lane), no_register, no_register, k(b)));
  } else {
    const Kernel kernel = smaller ? of(lane, Kernel::minimum_32, Kernel::minimum_64)
                                  : of(lane, Kernel::maximum_32, Kernel::maximum_64);
    set_number(id, lane, out_.make(lane, kernel, value(a, lane), value(b, lane)));
  }
}

Register Nodes::select_bytes(Register where, NodeId then, NodeId otherwise) {
  if (constant(otherwise) && k(otherwise) == 0)
    return constant(then) ? where : logic(Kernel::conjunction, where, condition(then));
  if (constant(then) && k(then) == 0) {
    return constant(otherwise) ? inverse(where) : logic(Kernel::except, condition(otherwise), where);
  }
  if (constant(then) && k(then) == 1) return logic(Kernel::disjunction, where, condition(otherwise));
  return out_.make(Lane::byte, Kernel::select_8, where, condition(then), condition(otherwise));
}

void Nodes::select(NodeId id, Register where, NodeId then, NodeId otherwise) {
  const Register x = constant(then) ? no_register : known(then),
                 y = constant(otherwise) ? no_register : known(otherwise);
  if (x != no_register || y != no_register) {
    known_[id] = x == y ? x
                        : out_.make(Lane::byte, Kernel::select_8, where, x == no_register ? filled(1) : x,
                                    y == no_register ? filled(1) : y);
  }
  const Lane lane = lanes_[id];
  if (lane == Lane::byte) {
    set(id, lane, select_bytes(where, then, otherwise));
  } else if (constant(then) && constant(otherwise)) {
    set(id, lane,
        out_.make(lane, of(lane, Kernel::choose_32, Kernel::choose_64), where, no_register, no_register,
                  k(then), k(otherwise)));
  } else if (constant(otherwise)) {
    set(id, lane,
        out_.make(lane, of(lane, Kernel::select_32k, Kernel::select_64k), where, value(then, lane),
                  no_register, k(otherwise)));
  } else if (constant(then)) {
    set(id, lane,
        out_.make(lane, of(lane, Kernel::select_not_32k, Kernel::select_not_64k), where,
                  value(otherwise, lane), no_register, k(then)));
  } else {
    set(id, lane,
        out_.make(lane, of(lane, Kernel::select_32, Kernel::select_64), where, value(then, lane),
                  value(otherwise, lane)));
  }
}

void Nodes::fallback(NodeId id) {
  const NodeId a = node(id).a, b = node(id).b;
  const Register where = known(a);
  select(id, where == no_register ? filled(1) : where, a, b);
  if (where == no_register) return;
  known_[id] = known(b) == no_register ? no_register : logic(Kernel::disjunction, where, known(b));
}

void Nodes::at_most(NodeId id) {
  const NodeId a = node(id).a, b = node(id).b;
  if (lanes_[a] == Lane::byte && constant(b) && k(b) >= 0 && k(b) <= 255) {
    set_condition(
        id, out_.make(Lane::byte, Kernel::at_most_8k, value(a, Lane::byte), no_register, no_register, k(b)));
    return;
  }
  const Lane lane = widest(id);
  if (constant(b))
    set_condition(id, out_.make(Lane::byte, of(lane, Kernel::at_most_32k, Kernel::at_most_64k),
                                value(a, lane), no_register, no_register, k(b)));
  else
    set_condition(id, out_.make(Lane::byte, of(lane, Kernel::at_most_32, Kernel::at_most_64), value(a, lane),
                                value(b, lane)));
}

void Nodes::equal(NodeId id) {
  NodeId a = node(id).a, b = node(id).b;
  if (constant(a)) std::swap(a, b);
  if (lanes_[a] == Lane::byte && constant(b) && k(b) >= 0 && k(b) <= 255) {
    const Register own = value(a, Lane::byte);
    const bool condition = node(a).highest <= 1;
    if (condition && k(b) == 1)
      set_condition(id, own);
    else
      set_condition(id, out_.make(Lane::byte, Kernel::equal_8k, own, no_register, no_register, k(b)));
    return;
  }
  const Lane lane = widest(id);
  if (constant(b))
    set_condition(id, out_.make(Lane::byte, of(lane, Kernel::equal_32k, Kernel::equal_64k), value(a, lane),
                                no_register, no_register, k(b)));
  else
    set_condition(id, out_.make(Lane::byte, of(lane, Kernel::equal_32, Kernel::equal_64), value(a, lane),
                                value(b, lane)));
}

void Nodes::in_set(NodeId id) {
  const NodeId a = node(id).a;
  const auto& set = plan_.sets[static_cast<std::size_t>(k(id))];
  constexpr std::size_t few = 4;
  if (set.empty()) {
    set_condition(id, filled(0));
    return;
  }
  const bool narrow = lanes_[a] != Lane::whole && fits_half(set.front(), set.back());
  if (lanes_[a] == Lane::byte && set.size() <= few && set.front() >= 0 && set.back() <= 255) {
    Register any = no_register;
    for (const std::int64_t one : set) {
      const Register here =
          out_.make(Lane::byte, Kernel::equal_8k, value(a, Lane::byte), no_register, no_register, one);
      any = any == no_register ? here : logic(Kernel::disjunction, any, here);
    }
    set_condition(id, any);
  } else if (narrow && set.back() - set.front() < 32) {
    std::int64_t bits = 0;
    for (const std::int64_t one : set) bits |= std::int64_t{1} << (one - set.front());
    set_condition(id, out_.make(Lane::byte, Kernel::in_bits_32, value(a, Lane::half), no_register,
                                no_register, bits, set.front()));
  } else {
    Step step{.kernel = Kernel::in_list_64,
              .a = value(a, Lane::whole),
              .k2 = static_cast<std::int64_t>(set.size())};
    step.table = set.data();
    set_condition(id, out_.make(Lane::byte, step));
  }
}

// Known where either is false, or both are known.
void Nodes::both(NodeId id) {
  const NodeId a = node(id).a, b = node(id).b;
  set(id, Lane::byte, logic(Kernel::conjunction, condition(a), condition(b)));
  const Register both = both_known(a, b);
  if (both == no_register) return;
  const auto is_false = [&](NodeId part) {
    return known(part) == no_register ? inverse(condition(part))
                                      : logic(Kernel::except, known(part), condition(part));
  };
  known_[id] = logic(Kernel::disjunction, both, logic(Kernel::disjunction, is_false(a), is_false(b)));
}

// Known where either is true, or both are known.
void Nodes::either(NodeId id) {
  const NodeId a = node(id).a, b = node(id).b;
  const Register holds = logic(Kernel::disjunction, condition(a), condition(b));
  set(id, Lane::byte, holds);
  const Register both = both_known(a, b);
  if (both != no_register) known_[id] = logic(Kernel::disjunction, both, holds);
}

// In lanes of 4 bytes where doubles hold the products of amount and weight exactly.
Lane Nodes::lane_of_shares(const std::vector<std::int64_t>& list) const {
  const auto half = [&](std::int64_t id) {
    const Node& made = node(static_cast<NodeId>(id));
    return lanes_[static_cast<NodeId>(id)] != Lane::whole && made.lowest >= 0;
  };
  if (!std::ranges::all_of(list, half)) return Lane::whole;
  constexpr Wide exact = Wide{1} << 52;
  const Wide amount = node(static_cast<NodeId>(list[0])).highest;
  Wide sum = 0;
  for (std::size_t i = 1; i < list.size(); ++i) {
    const Wide weight = node(static_cast<NodeId>(list[i])).highest;
    if (amount * weight >= exact) return Lane::whole;
    sum += weight;
  }
  return sum <= most_half ? Lane::half : Lane::whole;
}

void Nodes::apportion(NodeId id) {
  const auto& list = plan_.weights[static_cast<std::size_t>(k(id))];
  const Lane lane = lane_of_shares(list);
  std::vector<Register> weights;
  for (std::size_t i = 1; i < list.size(); ++i) weights.push_back(value(static_cast<NodeId>(list[i]), lane));
  const Register amount = value(static_cast<NodeId>(list[0]), lane);
  const auto shares = out_.apportion(lane, amount, weights);
  set_number(id, lane, amount);
  for (std::size_t i = 0; i < shares.size(); ++i) {
    const NodeId part = id + 1 + static_cast<NodeId>(i);
    if (part < plan_.nodes.size() && node(part).op == Op::part && node(part).a == id)
      set_number(part, lane, shares[i]);
  }
}

}  // namespace trouw::columns
