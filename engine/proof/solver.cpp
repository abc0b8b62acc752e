// Z3: the only file that sees it. Linear integer arithmetic throughout: a product is split over the values of
// one side, and each rounding is an integer of its own between two bounds. What is seldom read (shares, the
// calendar between two dates, rates of very many levels) is left open at first and stated exactly where a
// model gets it wrong.
#include "proof/decide.h"
#include "trouw/ensure.h"

#ifdef TROUW_PROOF

#include <z3++.h>

#include <algorithm>
#include <map>
#include <numeric>

#include "plan/apply.h"
#include "proof/solver_budget.h"
#include "proof/trial.h"
#include "proof/values.h"

namespace trouw {

namespace {

constexpr std::size_t levels = 96;    // of a rate, stated at once
constexpr unsigned megabytes = 2000;  // that the solver may use

class Formulas {
 public:
  Formulas(z3::context& context, z3::solver& solver, const Problem& problem)
      : context_(context),
        solver_(solver),
        problem_(problem),
        plan_(problem.plan),
        sets_(plan_, levels),
        made_(plan_.nodes.size()),
        wanted_(problem.wanted()) {
    for (const NodeId id : needed(plan_, wanted_)) made_[id].emplace(make(id, plan_.nodes[id]));
    for (const NodeId id : problem.assumptions) solver_.add(known(id) && truth(id));
    solver_.add(known(problem.gap) && number(problem.gap) > 0);
  }

  Assignment record(const z3::model& model) const {
    Assignment values = typical_record(problem_);
    for (const NodeId id : needed(plan_, wanted_)) {
      const Node& node = plan_.nodes[id];
      if (node.op != Op::field) continue;
      auto& value = values[static_cast<std::size_t>(node.k)];
      value = holds(model, known(id)) ? std::optional(integer(model, made_[id]->value)) : std::nullopt;
    }
    return values;
  }

  // States exactly what the model has wrong; false where it has nothing wrong.
  bool correct(const z3::model& model) {
    bool wrong = false;
    for (const NodeId id : open_) wrong = correct(model, id, plan_.nodes[id]) || wrong;
    return wrong;
  }

 private:
  struct Made {
    z3::expr known, value;
  };

  z3::expr integer(std::int64_t value) const { return context_.int_val(static_cast<int64_t>(value)); }
  z3::expr yes() const { return context_.bool_val(true); }
  z3::expr fresh() { return context_.int_const(("v" + std::to_string(++fresh_)).c_str()); }
  void state(const z3::expr& condition) { solver_.add(condition); }

  z3::expr known(NodeId id) const { return made_[id]->known; }
  z3::expr number(NodeId id) const {
    const z3::expr& value = made_[id]->value;
    return value.is_bool() ? z3::ite(value, integer(1), integer(0)) : value;
  }
  z3::expr truth(NodeId id) const {
    const z3::expr& value = made_[id]->value;
    return value.is_bool() ? value : value == 1;
  }

  bool holds(const z3::model& model, const z3::expr& condition) const {
    return model.eval(condition, true).is_true();
  }
  std::int64_t integer(const z3::model& model, const z3::expr& value) const {
    std::int64_t out = 0;
    ensure(model.eval(value, true).is_numeral_i64(out), "a model without a number");
    return out;
  }
  std::int64_t integer(const z3::model& model, NodeId id) const { return integer(model, number(id)); }

  z3::expr all_known(const Node& node) const {
    z3::expr all = yes();
    const NodeId ids[3] = {node.a, node.b, node.c};
    for (int i = 0; i < op_operands(node.op); ++i)
      if (plan_.nodes[ids[i]].may_be_unknown) all = all && known(ids[i]);
    return all;
  }

  Made make(NodeId id, const Node& node) {
    Made made = raw(id, node);
    if (node.checked && !made.value.is_bool())  // a record that leaves 64 bits is rejected
      state(z3::implies(made.known, made.value >= integer(INT64_MIN) && made.value <= integer(INT64_MAX)));
    return made;
  }

  Made raw(NodeId id, const Node& node) {
    switch (node.op) {
      case Op::constant:
        return {yes(), integer(node.k)};
      case Op::unknown:
        return {context_.bool_val(false), integer(0)};
      case Op::field:
        return field(node);
      case Op::add:
        return {all_known(node), number(node.a) + number(node.b)};
      case Op::subtract:
        return {all_known(node), number(node.a) - number(node.b)};
      case Op::scale:
        return {all_known(node), number(node.a) * integer(node.k)};
      case Op::multiply_round:
        return {all_known(node), product(id, node)};
      case Op::floor_divide:
        return {all_known(node), floored(number(node.a), node.k)};
      case Op::minimum:
        return {all_known(node), extreme(node, false)};
      case Op::maximum:
        return {all_known(node), extreme(node, true)};
      case Op::select:
        return choice(node, truth(node.a), node.b, node.c);
      case Op::fallback:
        return choice(node, known(node.a), node.a, node.b);
      case Op::at_most:
        return {all_known(node), number(node.a) <= number(node.b)};
      case Op::equal:
        return {all_known(node), number(node.a) == number(node.b)};
      case Op::in_set:
        return {all_known(node), member(node)};
      case Op::both:
        return junction(node, true);
      case Op::either:
        return junction(node, false);
      case Op::negation:
        return {known(node.a), !truth(node.a)};
      case Op::known:
        return {yes(), known(node.a)};
      case Op::holds:
        return {yes(), known(node.a) && truth(node.a)};
      case Op::lookup:
        return {all_known(node), looked_up(node)};
      case Op::months_between:
        return {all_known(node), months(id, node)};
      case Op::add_months:
        return {all_known(node), moved(id, node)};
      case Op::month_of:
        return {all_known(node), month(node)};
      case Op::apportion:
        return shared(id, node);
      case Op::part:
        return {yes(), shares_.at(node.a)[static_cast<std::size_t>(node.k)]};
      case Op::today:
        break;
    }
    ensure(false, "a problem without its day");
    return {yes(), integer(0)};
  }

  Made field(const Node& node) {
    const Field& field = problem_.shell.schema.fields[static_cast<std::size_t>(node.k)];
    const std::string name = "f" + std::to_string(node.k);
    z3::expr value = context_.int_const(name.c_str());
    state(value >= integer(field.from) && value <= integer(field.to));
    return {field.optional ? context_.bool_const((name + "?").c_str()) : yes(), value};
  }

  z3::expr extreme(const Node& node, bool largest) {
    const z3::expr v = fresh(), a = number(node.a), b = number(node.b);
    state(largest ? v >= a && v >= b : v <= a && v <= b);
    state(v == a || v == b);
    return v;
  }

  Made choice(const Node& node, const z3::expr& condition, NodeId then, NodeId otherwise) {
    z3::expr is_known = node.may_be_unknown ? z3::ite(condition, known(then), known(otherwise)) : yes();
    if (made_[then]->value.is_bool() && made_[otherwise]->value.is_bool())
      return {is_known, z3::ite(condition, made_[then]->value, made_[otherwise]->value)};
    const z3::expr v = fresh();
    state(z3::implies(condition, v == number(then)));
    state(z3::implies(!condition, v == number(otherwise)));
    return {is_known, v};
  }

  z3::expr member(const Node& node) {
    z3::expr_vector any(context_);
    for (const std::int64_t value : plan_.sets[static_cast<std::size_t>(node.k)])
      any.push_back(number(node.a) == integer(value));
    return z3::mk_or(any);
  }

  Made junction(const Node& node, bool both) {
    const z3::expr a = truth(node.a), b = truth(node.b);
    z3::expr is_known = yes();
    if (node.may_be_unknown) {
      const z3::expr ka = known(node.a), kb = known(node.b);
      is_known = (ka && kb) || (ka && (both ? !a : a)) || (kb && (both ? !b : b));
      // A side that is unknown decides nothing.
      return {is_known, both ? (!ka || a) && (!kb || b) : (ka && a) || (kb && b)};
    }
    return {is_known, both ? a && b : a || b};
  }

  z3::expr floored(const z3::expr& a, std::int64_t k) {
    const z3::expr q = fresh();
    state(integer(k) * q <= a && a <= integer(k) * q + integer(k - 1));
    return q;
  }

  // amount × rate / k, rounded; one integer for each amount, rate and divisor.
  z3::expr rounded(NodeId of, std::int64_t rate, std::int64_t k) {
    if (rate == 0) return integer(0);
    const z3::expr amount = number(of);
    if (rate == k) return amount;
    const bool negative = plan_.nodes[of].lowest < 0;
    const std::int64_t common = std::gcd(rate, k);
    const auto key = std::make_tuple(of, rate / common, k / common);
    if (const auto found = rounded_.find(key); found != rounded_.end()) return found->second;
    const z3::expr q = fresh(), n = amount * integer(rate / common);
    const std::int64_t d = k / common;
    if (!negative && rate > 0) {
      state(rounding_above(q, n, d));
    } else {
      state(z3::implies(n >= 0, rounding_above(q, n, d)));
      state(z3::implies(n < 0, rounding_above(-q, -n, d)));
    }
    rounded_.emplace(key, q);
    return q;
  }

  // q = n / d rounded, of what is not negative; the other side mirrors it, as every mode is symmetrical.
  z3::expr rounding_above(const z3::expr& q, const z3::expr& n, std::int64_t d) {
    const z3::expr whole = integer(2 * d) * q, twice = 2 * n, one = integer(d);
    switch (problem_.shell.schema.rounding) {
      case Rounding::half_away:
        return whole - one <= twice && twice < whole + one;
      case Rounding::down:
        return whole <= twice && twice < whole + 2 * one;
      case Rounding::up:
        return whole - 2 * one < twice && twice <= whole;
      case Rounding::half_even:
        break;
    }
    const z3::expr even = fresh();
    return whole - one <= twice && twice <= whole + one &&
           z3::implies(twice == whole - one || twice == whole + one, q == 2 * even);
  }

  z3::expr product(NodeId id, const Node& node) {
    const bool negative = plan_.nodes[node.a].lowest < 0;
    const auto& rates = sets_.of(node.b);
    const auto& amounts = sets_.of(node.a);
    const bool by_rate = rates && (!amounts || rates->size() <= amounts->size());
    const z3::expr v = fresh();
    if (!by_rate && !amounts) {
      open_.push_back(id);
      if (!negative && plan_.nodes[node.b].lowest >= 0) {
        state(v >= 0);
        if (plan_.nodes[node.b].highest <= node.k) state(v <= number(node.a));
      }
      return v;
    }
    const NodeId split = by_rate ? node.b : node.a, other = by_rate ? node.a : node.b;
    for (const std::int64_t level : by_rate ? *rates : *amounts)
      state(z3::implies(number(split) == integer(level), v == rounded(other, level, node.k)));
    return v;
  }

  z3::expr looked_up(const Node& node) {
    const auto& table = plan_.tables[static_cast<std::size_t>(node.k)];
    const z3::expr v = fresh();
    for (std::size_t i = 0; i < table.size(); ++i)
      state(z3::implies(number(node.a) == integer(static_cast<std::int64_t>(i)), v == integer(table[i])));
    return v;
  }

  // Whole months: only the places where anything changes are stated.
  z3::expr months(NodeId id, const Node& node) {
    const z3::expr v = fresh();
    state(v >= integer(node.lowest) && v <= integer(node.highest));
    const Node& to = plan_.nodes[node.b];
    const Node& from = plan_.nodes[node.a];
    if (to.op != Op::constant && from.op != Op::constant) {
      open_.push_back(id);
      return v;
    }
    for (const std::int64_t n : steps_of(plan_, id, wanted_)) {
      const z3::expr reached = to.op == Op::constant
                                   ? number(node.a) <= integer(latest_with_months(n, static_cast<Day>(to.k)))
                                   : number(node.b) >= integer(add_months(static_cast<Day>(from.k), n));
      state((v >= integer(n)) == reached);
    }
    return v;
  }

  z3::expr moved(NodeId id, const Node& node) {
    const z3::expr v = fresh();
    const std::int64_t days = node.k * 30'436'875 / 1'000'000;
    state(v >= number(node.a) + integer(days - 8) && v <= number(node.a) + integer(days + 8));
    open_.push_back(id);
    return v;
  }

  // The month of a day, by the years from March on.
  z3::expr month(const Node& node) {
    const z3::expr year = fresh(), day = fresh();
    const auto start = [&](const z3::expr& y) {
      return 365 * y + floored(y, 4) - floored(y, 100) + floored(y, 400);
    };
    const z3::expr begins = start(year);
    state(number(node.a) + 719468 == begins + day);
    state(day >= 0 && begins + day < start(year + 1));
    const z3::expr month = floored(5 * day + 2, 153);
    return z3::ite(month < 10, month + 3, month - 9);
  }

  Made shared(NodeId id, const Node& node) {
    const auto& list = plan_.weights[static_cast<std::size_t>(node.k)];
    const z3::expr amount = number(static_cast<NodeId>(list[0]));
    std::vector<z3::expr> shares;
    z3::expr sum = integer(0), any = context_.bool_val(false);
    for (std::size_t i = 1; i < list.size(); ++i) {
      const z3::expr share = fresh(), weight = number(static_cast<NodeId>(list[i]));
      state(share >= 0 && share <= amount);
      state(z3::implies(weight == 0, share == 0));
      sum = sum + share;
      any = any || weight > 0;
      shares.push_back(share);
    }
    state(sum == z3::ite(any, amount, integer(0)));
    shares_.emplace(id, std::move(shares));
    open_.push_back(id);
    return {yes(), amount};
  }

  bool correct(const z3::model& model, NodeId id, const Node& node) {
    switch (node.op) {
      case Op::apportion:
        return correct_shares(model, id, node);
      case Op::multiply_round:
        return correct_product(model, id, node);
      default:
        return correct_calendar(model, id, node);
    }
  }

  bool correct_product(const z3::model& model, NodeId id, const Node& node) {
    const std::int64_t rate = integer(model, node.b);
    const auto exact = multiply_divide(integer(model, node.a), rate, node.k, problem_.shell.schema.rounding);
    if (!exact || *exact == integer(model, id)) return false;
    const z3::expr value = rounded(node.a, rate, node.k);
    state(z3::implies(number(node.b) == integer(rate), number(id) == value));
    return true;
  }

  // Under the same weights: the shares as a function of the amount.
  bool correct_shares(const z3::model& model, NodeId id, const Node& node) {
    const auto& list = plan_.weights[static_cast<std::size_t>(node.k)];
    std::vector<std::int64_t> weights, exact(list.size() - 1);
    z3::expr same = yes();
    for (std::size_t i = 1; i < list.size(); ++i) {
      const NodeId weight = static_cast<NodeId>(list[i]);
      weights.push_back(integer(model, weight));
      same = same && number(weight) == integer(weights.back());
    }
    apportion(integer(model, static_cast<NodeId>(list[0])), weights, exact);
    const std::vector<z3::expr>& shares = shares_.at(id);
    bool wrong = false;
    for (std::size_t i = 0; i < exact.size(); ++i) wrong = wrong || integer(model, shares[i]) != exact[i];
    if (wrong) state_shares(same, number(static_cast<NodeId>(list[0])), weights, shares);
    return wrong;
  }

  void state_shares(const z3::expr& same, const z3::expr& amount, const std::vector<std::int64_t>& weights,
                    const std::vector<z3::expr>& shares) {
    const std::int64_t sum = std::accumulate(weights.begin(), weights.end(), std::int64_t{0});
    if (sum == 0) return;
    std::vector<z3::expr> whole, rest;
    z3::expr left = amount;
    for (const std::int64_t weight : weights) {
      whole.push_back(floored(amount * integer(weight), sum));
      rest.push_back(amount * integer(weight) - integer(sum) * whole.back());
      left = left - whole.back();
    }
    for (std::size_t i = 0; i < weights.size(); ++i) {
      if (weights[i] == 0) continue;
      z3::expr before = integer(0);  // remainders that go first
      for (std::size_t j = 0; j < weights.size(); ++j)
        if (j != i && weights[j] > 0)
          before = before + z3::ite(j < i ? rest[j] >= rest[i] : rest[j] > rest[i], integer(1), integer(0));
      state(z3::implies(same, shares[i] == whole[i] + z3::ite(before < left, integer(1), integer(0))));
    }
  }

  bool correct_calendar(const z3::model& model, NodeId id, const Node& node) {
    const std::int64_t a = integer(model, node.a);
    if (node.op == Op::add_months) {
      const Day day = static_cast<Day>(a);
      if (add_months(day, node.k) == integer(model, id)) return false;
      const Civil civil = civil_of(day);
      const Day first = day_of({civil.year, civil.month, 1}),
                last = first + days_in_month(civil.year, civil.month) - 1;
      const Day to = add_months(first, node.k), end = add_months(last, node.k);
      const z3::expr from = number(node.a), here = from >= first && from <= last;
      const z3::expr exact = from - first + to;
      state(z3::implies(here, number(id) == z3::ite(exact <= integer(end), exact, integer(end))));
      return true;
    }
    const std::int64_t b = integer(model, node.b),
                       n = months_between(static_cast<Day>(a), static_cast<Day>(b));
    if (n == integer(model, id)) return false;
    state(z3::implies(
        number(node.a) == integer(a),
        (number(id) >= integer(n)) == (number(node.b) >= integer(add_months(static_cast<Day>(a), n)))));
    state(z3::implies(number(node.a) == integer(a),
                      (number(id) >= integer(n + 1)) ==
                          (number(node.b) >= integer(add_months(static_cast<Day>(a), n + 1)))));
    return true;
  }

  z3::context& context_;
  z3::solver& solver_;
  const Problem& problem_;
  const Plan& plan_;
  ValueSets sets_;
  std::vector<std::optional<Made>> made_;
  std::vector<NodeId> wanted_;
  std::vector<NodeId> open_;  // not stated exactly
  std::map<std::tuple<NodeId, std::int64_t, std::int64_t>, z3::expr> rounded_;
  std::map<NodeId, std::vector<z3::expr>> shares_;
  std::uint64_t fresh_ = 0;
};

}  // namespace

struct Solving::Library {
  z3::context context;
  std::uint64_t spent = 0;  // units of Z3's, in all
};

Solving::Solving() : library_(std::make_unique<Library>()) {}
Solving::~Solving() = default;
void Solving::interrupt() {
  library_->context.interrupt();
}

Outcome Solving::decide(const Problem& problem, const Budget& budget) {
  Outcome outcome;
  outcome.by = "solver";
  try {
    z3::context& context = library_->context;
    z3::solver solver(context);
    z3::params params(context);
    params.set("max_memory", megabytes);
    solver.set(params);
    Formulas encoding(context, solver, problem);
    Trial trial(problem);
    while (!budget.over()) {
      const z3::check_result found = check_within(solver, budget, library_->spent);
      if (found == z3::unknown) return outcome;
      if (found == z3::unsat) {
        outcome.kind = Outcome::none;
        return outcome;
      }
      const z3::model model = solver.get_model();
      Assignment record = encoding.record(model);
      ++outcome.tried;
      if (!trial.run(record)) return outcome;
      if (trial.breaks()) {
        outcome.kind = Outcome::exists;
        outcome.record = std::move(record);
        return outcome;
      }
      ensure(encoding.correct(model), "the solver and the operations do not agree");
    }
  } catch (const z3::exception&) {  // out of memory, or interrupted while it was set up
    outcome.kind = Outcome::undecided;
  }
  return outcome;
}

}  // namespace trouw

#endif
