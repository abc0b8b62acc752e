// Division by constants, rounded as the programme rounds, and the calendar: by multiplication or by table
// where that is proved to come to the same.
#include <algorithm>
#include <limits>
#include <numeric>

#include "columns/nodes.h"

namespace trouw::columns {

namespace {

constexpr std::uint64_t two_32 = std::uint64_t{1} << 32;
constexpr std::int64_t most_days = 1 << 18;  // in a table

// x × m / 2^s, with m = 2^s / divisor rounded up by `excess` / divisor, is exact for x ≤ most where
// excess × most < 2^s (Granlund and Montgomery 1994).
bool exact(std::uint64_t most, std::uint64_t divisor, int shift, std::uint64_t& multiplier) {
  const Wide power = Wide{1} << shift;
  const Wide rounded_up = (power + static_cast<Wide>(divisor) - 1) / static_cast<Wide>(divisor);
  const Wide excess = rounded_up * static_cast<Wide>(divisor) - power;
  multiplier = static_cast<std::uint64_t>(rounded_up);
  return rounded_up < static_cast<Wide>(two_32) && excess * static_cast<Wide>(most) < power;
}

// What is added before rounding down, for numbers that are not negative; -1 where that does not do.
std::int64_t half_of(Rounding rounding, std::int64_t divisor) {
  switch (rounding) {
    case Rounding::half_away:
      return divisor / 2;
    case Rounding::half_even:
      return divisor % 2 != 0 ? divisor / 2 : -1;
    case Rounding::down:
      return 0;
    case Rounding::up:
      return divisor - 1;
  }
  return -1;
}

std::int32_t from_key(Day day) {
  const Civil civil = civil_of(day);
  return (civil.year * 12 + civil.month - 1) * 64 + civil.day;
}

// As an end of a stretch of months, a month's last day comes after every day.
std::int32_t to_key(Day day) {
  const Civil civil = civil_of(day);
  const bool last = civil.day == days_in_month(civil.year, civil.month);
  return (civil.year * 12 + civil.month - 1) * 64 + (last ? 63 : civil.day);
}

}  // namespace

bool reciprocal(std::uint64_t most, std::uint64_t divisor, std::uint64_t& multiplier, int& shift) {
  if (most >= two_32) return false;
  for (shift = 0; shift < 64; ++shift)
    if (exact(most, divisor, shift, multiplier)) return true;
  return false;
}

std::int64_t Nodes::factor(NodeId id) const {
  const Node& made = node(id);
  switch (made.op) {
    case Op::constant:
      return made.k < 0 ? 1 : made.k;
    case Op::scale:
      return made.k > 0 && !made.checked ? made.k : 1;
    case Op::minimum:
    case Op::maximum:
      return std::gcd(factor(made.a), factor(made.b));
    case Op::select:
      return std::gcd(factor(made.b), factor(made.c));
    default:
      return 1;
  }
}

Register Nodes::divided(NodeId id, std::int64_t by) {
  const Node& made = node(id);
  const auto half = [&](Kernel kernel, Register a, Register b) {
    return out_.make(Lane::half, kernel, a, b);
  };
  switch (made.op) {
    case Op::constant:
      return out_.make(Lane::half, Kernel::fill_32, no_register, no_register, no_register, made.k / by);
    case Op::scale:
      if (made.k == by) return value(made.a, Lane::half);
      return out_.make(Lane::half, Kernel::scale_32, value(made.a, Lane::half), no_register, no_register,
                       made.k / by);
    case Op::minimum:
    case Op::maximum: {
      const bool smaller = made.op == Op::minimum;
      NodeId a = made.a, b = made.b;
      if (constant(a)) std::swap(a, b);
      if (constant(b))
        return out_.make(Lane::half, smaller ? Kernel::minimum_32k : Kernel::maximum_32k, divided(a, by),
                         no_register, no_register, k(b) / by);
      return half(smaller ? Kernel::minimum_32 : Kernel::maximum_32, divided(a, by), divided(b, by));
    }
    case Op::select:
      if (constant(made.c))
        return out_.make(Lane::half, Kernel::select_32k, condition(made.a), divided(made.b, by), no_register,
                         k(made.c) / by);
      return out_.make(Lane::half, Kernel::select_32, condition(made.a), divided(made.b, by),
                       divided(made.c, by));
    default:
      return no_register;
  }
}

void Nodes::multiply_round(NodeId id) {
  NodeId a = node(id).a, b = node(id).b;
  if (constant(a) || factor(a) > factor(b)) std::swap(a, b);
  if (!round_narrow(id, a, b)) round_wide(id);
}

// In lanes of 4 bytes, where neither factor nor the result is negative or larger.
bool Nodes::round_narrow(NodeId id, NodeId a, NodeId b) {
  const Node& x = node(a);
  const Node& y = node(b);
  const auto within = [](const Node& n) {
    return n.lowest >= 0 && n.highest < static_cast<std::int64_t>(two_32 / 2);
  };
  if (node(id).checked || lanes_[id] != Lane::half || !within(x) || !within(y)) return false;
  const std::int64_t common = std::max<std::int64_t>(1, std::gcd(factor(b), k(id)));
  const std::int64_t divisor = k(id) / common;
  const std::int64_t half = half_of(plan_.programme->schema.rounding, divisor);
  if (half < 0) return false;
  const Wide most = static_cast<Wide>(x.highest) * (y.highest / common) + half;
  const auto second = [&] { return common == 1 ? value(b, Lane::half) : divided(b, common); };
  Step step{.k2 = half};
  std::uint64_t multiplier = 0;
  int shift = 0;
  if (most < static_cast<Wide>(two_32)) {
    if (!reciprocal(static_cast<std::uint64_t>(most), static_cast<std::uint64_t>(divisor), multiplier, shift))
      return false;
    step.kernel = constant(b) ? Kernel::round_32k : Kernel::round_32;
    step.shift = static_cast<std::uint8_t>(shift);
  } else {
    const int zeros = __builtin_ctzll(static_cast<unsigned long long>(divisor));
    const Wide shifted = most >> zeros;
    if (shifted >= static_cast<Wide>(two_32)) return false;
    if (!reciprocal(static_cast<std::uint64_t>(shifted), static_cast<std::uint64_t>(divisor >> zeros),
                    multiplier, shift))
      return false;
    step.kernel = constant(b) ? Kernel::round_64k : Kernel::round_64;
    step.shift = static_cast<std::uint8_t>(zeros);
    step.shift2 = static_cast<std::uint8_t>(shift);
  }
  step.k = static_cast<std::int64_t>(multiplier);
  step.a = value(a, Lane::half);
  if (constant(b))
    step.c = static_cast<std::uint32_t>(k(b) / common);
  else
    step.b = second();
  set_number(id, Lane::half, out_.make(Lane::half, step));
  return true;
}

void Nodes::round_wide(NodeId id) {
  const Node& made = node(id);
  Step step{.kernel = Kernel::round_any,
            .a = value(made.a, Lane::whole),
            .b = value(made.b, Lane::whole),
            .k = made.k};
  step.rounding = static_cast<std::uint8_t>(plan_.programme->schema.rounding);
  Register overflow = no_register;
  set_number(id, Lane::whole, out_.make_checked(step, overflow));
  if (made.checked) fail_where(id, overflow);
}

void Nodes::floor_divide(NodeId id) {
  const NodeId a = node(id).a;
  std::uint64_t multiplier = 0;
  int shift = 0;
  const bool narrow = lanes_[a] != Lane::whole && node(a).lowest >= 0;
  if (narrow && reciprocal(static_cast<std::uint64_t>(node(a).highest), static_cast<std::uint64_t>(k(id)),
                           multiplier, shift)) {
    Step step{.kernel = Kernel::floor_divide_32,
              .a = value(a, Lane::half),
              .k = static_cast<std::int64_t>(multiplier)};
    step.shift = static_cast<std::uint8_t>(shift);
    set_number(id, Lane::half, out_.make(Lane::half, step));
    return;
  }
  set_number(id, Lane::whole,
             out_.make(Lane::whole, Kernel::floor_divide_64, value(a, Lane::whole), no_register, no_register,
                       k(id)));
}

Register Nodes::table(Register index, std::int64_t low, std::vector<std::int32_t> entries) {
  const auto same =
      std::find_if(code_.tables.begin(), code_.tables.end(), [&](const auto& t) { return *t == entries; });
  const auto kept =
      same != code_.tables.end()
          ? same
          : code_.tables.insert(code_.tables.end(),
                                std::make_unique<std::vector<std::int32_t>>(std::move(entries)));
  Step step{
      .kernel = Kernel::table_32, .a = index, .k = low, .k2 = static_cast<std::int64_t>((*kept)->size())};
  step.table = (*kept)->data();
  return out_.make(Lane::half, step);
}

template <typename Entry>
bool Nodes::day_table(NodeId id, NodeId of, Entry entry, Register& made) {
  const Node& days = node(of);
  if (lanes_[id] != Lane::half || lanes_[of] != Lane::half || days.highest - days.lowest >= most_days)
    return false;
  std::vector<std::int32_t> entries;
  for (std::int64_t day = days.lowest; day <= days.highest; ++day)
    entries.push_back(static_cast<std::int32_t>(entry(static_cast<Day>(day))));
  made = table(value(of, Lane::half), days.lowest, std::move(entries));
  return true;
}

void Nodes::add_months(NodeId id) {
  Register made = no_register;
  const std::int64_t by = k(id);
  if (day_table(
          id, node(id).a, [&](Day day) { return trouw::add_months(day, by); }, made))
    set_number(id, Lane::half, made);
  else
    set_number(id, Lane::whole,
               out_.make(Lane::whole, Kernel::add_months_any, value(node(id).a, Lane::whole), no_register,
                         no_register, by));
}

void Nodes::months_between(NodeId id) {
  const NodeId a = node(id).a, b = node(id).b;
  Register from = no_register, to = no_register;
  const bool narrow = !constant(a) && day_table(id, a, from_key, from);
  if (narrow && constant(b) && k(b) >= first_day && k(b) <= last_day) {
    set_number(id, Lane::half,
               out_.make(Lane::half, Kernel::months_32k, from, no_register, no_register,
                         to_key(static_cast<Day>(k(b)))));
  } else if (narrow && !constant(b) && day_table(id, b, to_key, to)) {
    set_number(id, Lane::half, out_.make(Lane::half, Kernel::months_32, from, to));
  } else {
    set_number(id, Lane::whole,
               out_.make(Lane::whole, Kernel::months_any, value(a, Lane::whole), value(b, Lane::whole)));
  }
}

void Nodes::month_of(NodeId id) {
  Register made = no_register;
  if (day_table(
          id, node(id).a, [](Day day) { return civil_of(day).month; }, made))
    set_number(id, Lane::half, made);
  else
    set_number(id, Lane::whole, out_.make(Lane::whole, Kernel::month_any, value(node(id).a, Lane::whole)));
}

}  // namespace trouw::columns
