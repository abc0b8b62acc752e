#include "plan/build.h"

#include <algorithm>
#include <limits>

#include "plan/apply.h"
#include "trouw/ensure.h"

namespace trouw {

namespace {

constexpr std::int64_t least = std::numeric_limits<std::int64_t>::min();
constexpr std::int64_t most = std::numeric_limits<std::int64_t>::max();

std::int64_t saturated(Wide wide) {
  return wide < least ? least : wide > most ? most : static_cast<std::int64_t>(wide);
}

bool fits(Wide wide) {
  return wide >= least && wide <= most;
}

}  // namespace

std::size_t Builder::KeyHash::operator()(const Key& key) const {
  auto hash = static_cast<std::uint64_t>(key.op);
  for (const std::uint64_t part :
       {std::uint64_t{key.a}, std::uint64_t{key.b}, std::uint64_t{key.c}, static_cast<std::uint64_t>(key.k)})
    hash = (hash ^ part) * 0x9E3779B97F4A7C15u + (hash >> 29);
  return static_cast<std::size_t>(hash);
}

Builder::Builder(Plan& plan) : plan_(plan) {}

std::optional<std::int64_t> Builder::as_constant(NodeId id) const {
  if (node(id).op != Op::constant) return std::nullopt;
  return node(id).k;
}

NodeId Builder::make(Node made) {
  const Key key{made.op, made.a, made.b, made.c, made.k};
  if (const auto found = made_.find(key); found != made_.end()) return found->second;
  if (made.op != Op::field && made.op != Op::apportion && made.op != Op::part) {
    const NodeId folded = fold(made);
    if (folded != no_node) return folded;
  }
  bound(made);
  made.owner = owner_;
  const NodeId id = static_cast<NodeId>(plan_.nodes.size());
  if (!made.checked && !made.may_be_unknown && made.lowest == made.highest && made.op != Op::constant &&
      made.op != Op::apportion && made.op != Op::part)
    return constant(made.lowest);
  plan_.nodes.push_back(made);
  made_.emplace(key, id);
  return id;
}

// The value of a node whose operands are all constants (or unknown), if they are.
NodeId Builder::fold(const Node& made) {
  const int operands = op_operands(made.op);
  if (operands == 0) return no_node;
  Cell cells[3];
  const NodeId ids[3] = {made.a, made.b, made.c};
  for (int i = 0; i < operands; ++i) {
    const Node& operand = node(ids[i]);
    if (operand.op != Op::constant && operand.op != Op::unknown) return no_node;
    cells[i] = {operand.k, operand.op == Op::constant};
  }
  Cell result;
  if (!apply(plan_, made, cells[0], cells[1], cells[2], result)) return no_node;
  return result.known ? constant(result.value) : unknown();
}

// Interval and unknownness of a node from those of its operands.
void Builder::bound(Node& made) const {
  const int operands = op_operands(made.op);
  const Node none;
  const Node& a = operands > 0 ? node(made.a) : none;
  const Node& b = operands > 1 ? node(made.b) : none;
  const Node& c = operands > 2 ? node(made.c) : none;
  if (operands > 0) made.may_be_unknown = a.may_be_unknown || b.may_be_unknown;
  Wide low = 0, high = 1;
  switch (made.op) {
    case Op::constant:
      low = high = made.k;
      break;
    case Op::unknown:
      low = high = 0;
      made.may_be_unknown = true;
      break;
    case Op::field: {
      const Field& f = plan_.programme->schema.fields[static_cast<std::size_t>(made.k)];
      low = f.from;
      high = f.to;
      made.may_be_unknown = f.optional;
      break;
    }
    case Op::today:
      low = first_day;
      high = last_day;
      break;
    case Op::add:
      low = Wide{a.lowest} + b.lowest;
      high = Wide{a.highest} + b.highest;
      break;
    case Op::subtract:
      low = Wide{a.lowest} - b.highest;
      high = Wide{a.highest} - b.lowest;
      // What is left of an amount that something was taken of, as far as it went: max(a - taken, 0).
      if (b.op == Op::minimum && (b.a == made.a || b.b == made.a)) {
        const Node& taken = node(b.a == made.a ? b.b : b.a);
        low = std::max<Wide>(Wide{a.lowest} - taken.highest, 0);
        high = std::max<Wide>(Wide{a.highest} - taken.lowest, 0);
      }
      break;
    case Op::scale: {
      const Wide x = Wide{a.lowest} * made.k, y = Wide{a.highest} * made.k;
      low = std::min(x, y);
      high = std::max(x, y);
      break;
    }
    case Op::multiply_round: {
      const Wide corners[4] = {Wide{a.lowest} * b.lowest, Wide{a.lowest} * b.highest,
                               Wide{a.highest} * b.lowest, Wide{a.highest} * b.highest};
      low = *std::min_element(corners, corners + 4) / made.k - 1;
      high = *std::max_element(corners, corners + 4) / made.k + 1;
      if (*std::min_element(corners, corners + 4) >= 0) low = std::max<Wide>(low, 0);
      break;
    }
    case Op::floor_divide:
      low = a.lowest / made.k - (a.lowest % made.k < 0 ? 1 : 0);
      high = a.highest / made.k - (a.highest % made.k < 0 ? 1 : 0);
      break;
    case Op::minimum:
      low = std::min(a.lowest, b.lowest);
      high = std::min(a.highest, b.highest);
      break;
    case Op::maximum:
      low = std::max(a.lowest, b.lowest);
      high = std::max(a.highest, b.highest);
      break;
    case Op::select:
      low = std::min(b.lowest, c.lowest);
      high = std::max(b.highest, c.highest);
      made.may_be_unknown = b.may_be_unknown || c.may_be_unknown;
      break;
    case Op::fallback:
      low = std::min(a.lowest, b.lowest);
      high = std::max(a.highest, b.highest);
      made.may_be_unknown = b.may_be_unknown;
      break;
    case Op::known:
    case Op::holds:
      made.may_be_unknown = false;
      break;
    case Op::add_months:
      low = Wide{a.lowest} + Wide{made.k} * (made.k < 0 ? 31 : 28);
      high = Wide{a.highest} + Wide{made.k} * (made.k < 0 ? 28 : 31);
      break;
    case Op::months_between:
      low = (Wide{b.lowest} - a.highest) / 28 - 1;
      high = (Wide{b.highest} - a.lowest) / 28 + 1;
      if (a.highest <= b.lowest) low = std::max<Wide>(low, 0);
      break;
    case Op::month_of:
      low = 1;
      high = 12;
      break;
    case Op::lookup: {
      const auto& table = plan_.tables[static_cast<std::size_t>(made.k)];
      low = *std::min_element(table.begin(), table.end());
      high = *std::max_element(table.begin(), table.end());
      break;
    }
    case Op::apportion:
    case Op::part: {
      const auto list = made.op == Op::apportion ? made.k : node(made.a).k;
      const Node& amount = node(static_cast<NodeId>(plan_.weights[static_cast<std::size_t>(list)][0]));
      low = made.op == Op::part ? 0 : amount.lowest;
      high = amount.highest;
      made.may_be_unknown = false;
      break;
    }
    default:
      break;
  }
  made.checked = !fits(low) || !fits(high);
  made.lowest = saturated(low);
  made.highest = saturated(high);
}

NodeId Builder::constant(std::int64_t value) {
  return make({.op = Op::constant, .k = value});
}
NodeId Builder::unknown() {
  return make({.op = Op::unknown});
}
NodeId Builder::field(FieldId id) {
  return make({.op = Op::field, .k = id});
}
NodeId Builder::today() {
  return plan_.today ? constant(*plan_.today) : make({.op = Op::today});
}

NodeId Builder::add(NodeId a, NodeId b) {
  if (as_constant(a) == 0) return b;
  if (as_constant(b) == 0) return a;
  if (a > b) std::swap(a, b);
  return make({.op = Op::add, .a = a, .b = b});
}

NodeId Builder::subtract(NodeId a, NodeId b) {
  if (as_constant(b) == 0) return a;
  if (a == b && !node(a).may_be_unknown) return constant(0);
  return make({.op = Op::subtract, .a = a, .b = b});
}

NodeId Builder::scale(NodeId a, std::int64_t k) {
  if (k == 1) return a;
  if (k == 0 && !node(a).may_be_unknown) return constant(0);
  if (const auto x = or_nothing(a)) {
    const Wide low = Wide{node(x->b).lowest} * k, high = Wide{node(x->b).highest} * k;
    if (fits(low) && fits(high)) return select(x->a, scale(x->b, k), constant(0));
  }
  return make({.op = Op::scale, .a = a, .k = k});
}

NodeId Builder::multiply_round(NodeId a, NodeId b, std::int64_t divisor) {
  const bool known = !node(a).may_be_unknown && !node(b).may_be_unknown;
  if (known && (as_constant(a) == 0 || as_constant(b) == 0)) return constant(0);
  if (as_constant(b) == divisor) return a;
  if (const auto x = or_nothing(b); x && !node(a).may_be_unknown) {
    Node inner{.op = Op::multiply_round, .a = a, .b = x->b, .k = divisor};
    bound(inner);
    if (!inner.checked) return select(x->a, multiply_round(a, x->b, divisor), constant(0));
  }
  return make({.op = Op::multiply_round, .a = a, .b = b, .k = divisor});
}

// A node that is something under a condition and otherwise 0: what is done to it is done under the condition,
// where it may meet the same done elsewhere.
std::optional<Node> Builder::or_nothing(NodeId id) const {
  const Node& made = node(id);
  if (made.op != Op::select || as_constant(made.c) != 0) return std::nullopt;
  return made;
}

NodeId Builder::floor_divide(NodeId a, std::int64_t divisor) {
  return divisor == 1 ? a : make({.op = Op::floor_divide, .a = a, .k = divisor});
}

NodeId Builder::minimum(NodeId a, NodeId b) {
  if (a == b) return a;
  if (!node(a).may_be_unknown && !node(b).may_be_unknown) {
    if (node(a).highest <= node(b).lowest) return a;
    if (node(b).highest <= node(a).lowest) return b;
  }
  if (a > b) std::swap(a, b);
  for (const auto& [part, limit] : {std::pair(a, b), std::pair(b, a)})
    if (const auto x = or_nothing(part); x && as_constant(limit) && *as_constant(limit) >= 0)
      return select(x->a, minimum(x->b, limit), constant(0));
  return make({.op = Op::minimum, .a = a, .b = b});
}

NodeId Builder::maximum(NodeId a, NodeId b) {
  if (a == b) return a;
  if (!node(a).may_be_unknown && !node(b).may_be_unknown) {
    if (node(a).lowest >= node(b).highest) return a;
    if (node(b).lowest >= node(a).highest) return b;
  }
  if (a > b) std::swap(a, b);
  return make({.op = Op::maximum, .a = a, .b = b});
}

NodeId Builder::sum(const std::vector<NodeId>& parts) {
  NodeId total = constant(0);
  for (const NodeId part : parts) total = add(total, part);
  return total;
}

NodeId Builder::select(NodeId condition, NodeId then, NodeId otherwise) {
  ensure(!node(condition).may_be_unknown, "a select on what may be unknown");
  if (const auto value = as_constant(condition)) return *value != 0 ? then : otherwise;
  if (then == otherwise) return then;
  if (node(condition).op == Op::negation) return select(node(condition).a, otherwise, then);
  if (as_constant(then) == 1 && as_constant(otherwise) == 0) return condition;
  if (node(then).op == Op::select && node(then).a == condition)
    return select(condition, node(then).b, otherwise);
  if (node(otherwise).op == Op::select && node(otherwise).a == condition)
    return select(condition, then, node(otherwise).c);
  return make({.op = Op::select, .a = condition, .b = then, .c = otherwise});
}

NodeId Builder::fallback(NodeId a, NodeId otherwise) {
  if (!node(a).may_be_unknown) return a;
  if (node(a).op == Op::unknown) return otherwise;
  return make({.op = Op::fallback, .a = a, .b = otherwise});
}

// Comparisons with a constant are brought to the form x <= constant.
NodeId Builder::at_most(NodeId a, NodeId b) {
  const Node x = node(a), y = node(b);
  if (!x.may_be_unknown && !y.may_be_unknown) {
    if (a == b || x.highest <= y.lowest) return truth(true);
    if (x.lowest > y.highest) return truth(false);
  }
  if (y.op == Op::constant) {
    if (x.op == Op::add_months) {
      const Day to = static_cast<Day>(std::clamp<std::int64_t>(y.k, first_day, last_day));
      if (to == y.k) return at_most(x.a, constant(latest_with_months(x.k, to)));
    }
    if (x.op == Op::minimum && !x.may_be_unknown) return either(at_most(x.a, b), at_most(x.b, b));
  }
  if (x.op == Op::constant && x.k > least) return negation(at_most(b, constant(x.k - 1)));
  return make({.op = Op::at_most, .a = a, .b = b});
}

// Whether a node chooses among a few constants, one condition after the other.
bool Builder::short_chain(NodeId id) const {
  constexpr int few = 6;
  int links = 0;
  for (; node(id).op == Op::select && as_constant(node(id).b) && links <= few; ++links) id = node(id).c;
  return links > 0 && links <= few && as_constant(id);
}

// A choice among constants equals one of them where that is chosen: standings become plain conditions.
NodeId Builder::equal(NodeId a, NodeId b) {
  if (a == b && !node(a).may_be_unknown) return truth(true);
  if (node(a).op == Op::constant) std::swap(a, b);
  if (a > b && node(b).op != Op::constant) std::swap(a, b);
  const Node& x = node(a);
  const Node& y = node(b);
  if (!x.may_be_unknown && !y.may_be_unknown && (x.highest < y.lowest || y.highest < x.lowest))
    return truth(false);
  if (y.op == Op::constant && short_chain(a)) {
    const Node chosen = x;
    const NodeId rest = equal(chosen.c, b);
    return as_constant(chosen.b) == as_constant(b) ? either(chosen.a, rest) : both(negation(chosen.a), rest);
  }
  return make({.op = Op::equal, .a = a, .b = b});
}

std::int64_t Builder::set_number(std::vector<std::int64_t> set,
                                 std::vector<std::vector<std::int64_t>>& sets) {
  const auto found = std::find(sets.begin(), sets.end(), set);
  if (found != sets.end()) return found - sets.begin();
  sets.push_back(std::move(set));
  return static_cast<std::int64_t>(sets.size()) - 1;
}

NodeId Builder::in_set(NodeId a, std::vector<std::int64_t> ascending) {
  if (ascending.size() == 1) return equal(a, constant(ascending.front()));
  return make({.op = Op::in_set, .a = a, .k = set_number(std::move(ascending), plan_.sets)});
}

NodeId Builder::lookup(NodeId a, std::vector<std::int64_t> table) {
  return make({.op = Op::lookup, .a = a, .k = set_number(std::move(table), plan_.tables)});
}

NodeId Builder::both(NodeId a, NodeId b) {
  if (as_constant(a) == 0 || as_constant(b) == 0) return truth(false);
  if (as_constant(a) == 1 || a == b) return b;
  if (as_constant(b) == 1) return a;
  if (a > b) std::swap(a, b);
  return make({.op = Op::both, .a = a, .b = b});
}

NodeId Builder::either(NodeId a, NodeId b) {
  if (as_constant(a) == 1 || as_constant(b) == 1) return truth(true);
  if (as_constant(a) == 0 || a == b) return b;
  if (as_constant(b) == 0) return a;
  if (a > b) std::swap(a, b);
  return make({.op = Op::either, .a = a, .b = b});
}

NodeId Builder::negation(NodeId a) {
  if (node(a).op == Op::negation) return node(a).a;
  return make({.op = Op::negation, .a = a});
}

NodeId Builder::known(NodeId a) {
  if (!node(a).may_be_unknown) return truth(true);
  return make({.op = Op::known, .a = a});
}

NodeId Builder::holds(NodeId a) {
  ensure(yields_condition(node(a).op) || (node(a).lowest >= 0 && node(a).highest <= 1),
         "holds() of an amount");
  if (!node(a).may_be_unknown) return a;
  return make({.op = Op::holds, .a = a});
}

NodeId Builder::add_months(NodeId a, std::int64_t months) {
  return months == 0 ? a : make({.op = Op::add_months, .a = a, .k = months});
}

NodeId Builder::months_between(NodeId from, NodeId to) {
  if (from == to && !node(from).may_be_unknown) return constant(0);
  return make({.op = Op::months_between, .a = from, .b = to});
}

NodeId Builder::month_of(NodeId a) {
  return make({.op = Op::month_of, .a = a});
}

std::vector<NodeId> Builder::apportion(NodeId amount, const std::vector<NodeId>& weights) {
  std::vector<NodeId> shares(weights.size(), constant(0));
  std::vector<NodeId> list{amount};
  std::vector<std::size_t> live;
  for (std::size_t i = 0; i < weights.size(); ++i)
    if (as_constant(weights[i]) != 0) {
      live.push_back(i);
      list.push_back(weights[i]);
    }
  if (live.empty()) return shares;
  if (live.size() == 1) {
    shares[live[0]] = select(at_most(weights[live[0]], constant(0)), constant(0), amount);
    return shares;
  }
  const auto before = plan_.nodes.size();
  const NodeId shared =
      make({.op = Op::apportion,
            .k = set_number(std::vector<std::int64_t>(list.begin(), list.end()), plan_.weights)});
  for (std::size_t i = 0; i < live.size(); ++i)
    shares[live[i]] = make({.op = Op::part, .a = shared, .k = static_cast<std::int64_t>(i)});
  ensure(plan_.nodes.size() == before || plan_.nodes.size() == before + 1 + live.size(),
         "parts follow their apportion");
  return shares;
}

}  // namespace trouw
