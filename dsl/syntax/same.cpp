#include "syntax/same.h"

#include <tuple>
#include <utility>

namespace trouw {

namespace {

using namespace tree;  // NOLINT: one line for each type of the tree

// What counts of each type. Types without a line here are compared as they are.
auto parts(const Name& n) {
  return std::tie(n.text);
}
auto parts(const Text& t) {
  return std::tie(t.text);
}
auto parts(const Literal& l) {
  return std::tie(l.kind, l.number, l.currency, l.unit, l.day);
}

auto parts(const Term& t) {
  return std::tie(t.minus, t.operand, t.factors);
}
auto parts(const Amount& a) {
  return std::tie(a.terms);
}
auto parts(const Condition& c) {
  return std::tie(c.kind, c.parts, c.left, c.comparison, c.right, c.duration);
}
auto parts(const Share& s) {
  return std::tie(s.above, s.up_to);
}
auto parts(const Scaling& s) {
  return std::tie(s.step, s.tenure, s.of, s.share);
}
auto parts(const Cap& c) {
  return std::tie(c.amount, c.a_bill, c.in_all);
}
auto parts(const Timing& t) {
  return std::tie(t.kind, t.length, t.after, t.condition);
}
auto parts(const Phase& p) {
  return std::tie(p.kind, p.amount, p.named, p.of, p.share, p.perk, p.scaling, p.cap, p.cap_in_all, p.timing);
}
auto parts(const Reward& r) {
  return std::tie(r.phases);
}
auto parts(const Row& r) {
  return std::tie(r.from, r.names, r.rewards);
}
auto parts(const Runs& r) {
  return std::tie(r.from, r.through);
}
auto parts(const YearDay& d) {
  return std::tie(d.month, d.day);
}
auto parts(const Season& s) {
  return std::tie(s.from, s.through);
}
auto parts(const When& w) {
  return std::tie(w.unless, w.condition);
}
auto parts(const Give& g) {
  return std::tie(g.rewards);
}
auto parts(const GiveBy& g) {
  return std::tie(g.tenure, g.by, g.rows);
}
auto parts(const Match& m) {
  return std::tie(m.title, m.over, m.cap);
}
auto parts(const Limit& l) {
  return std::tie(l.kind, l.amount, l.window, l.per, l.field, l.longest_tenure_first);
}
auto parts(const HoldOut& h) {
  return std::tie(h.share);
}
auto parts(const Claim& c) {
  return std::tie(c.lost, c.condition, c.within, c.in_proportion);
}
auto parts(const Tell& t) {
  return std::tie(t.spoken, t.text);
}
auto parts(const Because& b) {
  return std::tie(b.text);
}
auto parts(const Formerly& f) {
  return std::tie(f.title);
}
auto parts(const Offer& o) {
  return std::tie(o.title, o.audience, o.clauses, o.broken);
}
auto parts(const Define& d) {
  return std::tie(d.name, d.condition, d.amount);
}
auto parts(const Item& i) {
  return std::tie(i.titles);
}
auto parts(const BestOf& b) {
  return std::tie(b.items);
}
auto parts(const Combine& c) {
  return std::tie(c.audience, c.best_of, c.caps);
}
auto parts(const Always& a) {
  return std::tie(a.condition);
}
auto parts(const NeverTogether& n) {
  return std::tie(n.titles);
}
auto parts(const Guarantee& g) {
  return std::tie(g.kind, g.share, g.within, g.over, g.counting_perks, g.at_every_bill, g.when);
}
auto parts(const Fact& f) {
  return std::tie(f.field, f.value);
}
auto parts(const Expect& e) {
  return std::tie(e.kind, e.title, e.bill, e.amount);
}
auto parts(const Example& e) {
  return std::tie(e.title, e.on, e.standing, e.facts, e.expects);
}

// Overloads for each shape of value, as members so that each sees all.
struct Compare {
  template <typename T>
  static bool equal(const std::vector<T>& a, const std::vector<T>& b) {
    if (a.size() != b.size()) return false;
    for (std::size_t i = 0; i < a.size(); ++i)
      if (!equal(a[i], b[i])) return false;
    return true;
  }

  template <typename T>
  static bool equal(const std::optional<T>& a, const std::optional<T>& b) {
    return a.has_value() == b.has_value() && (!a || equal(*a, *b));
  }

  template <typename... Types>
  static bool equal(const std::variant<Types...>& a, const std::variant<Types...>& b) {
    const auto alike = [&](const auto& one) { return equal(one, std::get<std::decay_t<decltype(one)>>(b)); };
    return a.index() == b.index() && std::visit(alike, a);
  }

  // A number's unit counts; how yes and no were written does not.
  static bool equal(const Literal& a, const Literal& b) {
    return (a.kind != LiteralKind::number || a.word == b.word) && parts(a) == parts(b);
  }

  // `tenure` has other words in other languages.
  static bool equal(const Operand& a, const Operand& b) {
    return a.kind == b.kind && (a.kind != OperandKind::name || equal(a.name, b.name)) &&
           equal(a.literal, b.literal);
  }

  template <typename T>
  static bool equal(const T& a, const T& b) {
    if constexpr (requires { parts(a); })
      return all_equal(parts(a), parts(b), std::make_index_sequence<std::tuple_size_v<decltype(parts(a))>>());
    else
      return a == b;
  }

 private:
  template <typename Tuple, std::size_t... Is>
  static bool all_equal(const Tuple& a, const Tuple& b, std::index_sequence<Is...>) {
    return (equal(std::get<Is>(a), std::get<Is>(b)) && ...);
  }
};

}  // namespace

bool same(const tree::File& a, const tree::File& b) {
  return Compare::equal(a.statements, b.statements);
}
bool same(const tree::Condition& a, const tree::Condition& b) {
  return Compare::equal(a, b);
}

}  // namespace trouw
