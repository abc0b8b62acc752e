#include "sql/term.h"

#include <utility>

#include "trouw/ensure.h"

namespace trouw::sql {

int operands(Kind kind) {
  switch (kind) {
    case Kind::number:
    case Kind::text:
    case Kind::nothing:
    case Kind::truth:
    case Kind::input:
      return 0;
    case Kind::in_list:
    case Kind::negation:
    case Kind::known:
    case Kind::holds:
    case Kind::as_number:
    case Kind::entry:
    case Kind::shares:
    case Kind::element:
      return 1;
    case Kind::choose:
      return 3;
    default:
      return 2;
  }
}

TermId Terms::make(Term term) {
  std::string key;
  const auto append = [&](std::uint64_t part) {
    key.append(reinterpret_cast<const char*>(&part), sizeof part);
  };
  append(static_cast<std::uint64_t>(term.kind) << 8 | static_cast<std::uint64_t>(term.type));
  append(std::uint64_t{term.a} << 32 | term.b);
  append(term.c);
  append(static_cast<std::uint64_t>(term.k));
  const auto [found, fresh] = made_.emplace(std::move(key), static_cast<TermId>(terms_.size()));
  if (fresh) terms_.push_back(term);
  return found->second;
}

bool Terms::is(TermId id, std::int64_t value) const {
  return terms_[id].kind == Kind::number && terms_[id].k == value;
}

TermId Terms::number(std::int64_t value) {
  return make({.kind = Kind::number, .k = value});
}

TermId Terms::truth(bool value) {
  return make({.kind = Kind::truth, .type = Type::truth, .k = value});
}

TermId Terms::nothing(Type type) {
  return make({.kind = Kind::nothing, .type = type, .nullable = true});
}

TermId Terms::text(std::string value) {
  const auto [found, fresh] = text_numbers_.emplace(value, static_cast<std::int64_t>(texts_.size()));
  if (fresh) texts_.push_back(std::move(value));
  return make({.kind = Kind::text, .type = Type::text, .k = found->second});
}

TermId Terms::input(std::int64_t column, Type type, bool nullable) {
  return make({.kind = Kind::input, .type = type, .nullable = nullable, .k = column});
}

TermId Terms::binary(Kind kind, Type type, TermId a, TermId b) {
  const bool nullable = terms_[a].nullable || terms_[b].nullable;
  return make({.kind = kind, .type = type, .nullable = nullable, .a = a, .b = b});
}

TermId Terms::add(TermId a, TermId b) {
  if (is(a, 0)) return b;
  if (is(b, 0)) return a;
  if (terms_[b].kind == Kind::number && terms_[b].k < 0 && terms_[b].k > INT64_MIN)
    return subtract(a, number(-terms_[b].k));
  return binary(Kind::add, Type::number, a, b);
}

TermId Terms::subtract(TermId a, TermId b) {
  return is(b, 0) ? a : binary(Kind::subtract, Type::number, a, b);
}

TermId Terms::multiply(TermId a, TermId b) {
  if (is(a, 1)) return b;
  if (is(b, 1)) return a;
  if (terms_[a].kind == Kind::number) std::swap(a, b);
  return binary(Kind::multiply, Type::number, a, b);
}

TermId Terms::divide(TermId a, TermId b) {
  return binary(Kind::divide, Type::number, a, b);
}
TermId Terms::modulo(TermId a, TermId b) {
  return binary(Kind::modulo, Type::number, a, b);
}

// The function of that name takes no account of NULL in most dialects.
TermId Terms::extreme(Kind kind, TermId a, TermId b) {
  if (a == b) return a;
  if (!terms_[a].nullable && !terms_[b].nullable) return binary(kind, Type::number, a, b);
  const TermId first = kind == Kind::least ? at_most(a, b) : at_most(b, a);
  const TermId second = kind == Kind::least ? less(b, a) : less(a, b);
  return choose(holds(first), a, choose(holds(second), b, nothing(Type::number)));
}

TermId Terms::choose(TermId condition, TermId then, TermId otherwise) {
  const Term& tested = terms_[condition];
  if (tested.kind == Kind::truth) return tested.k != 0 ? then : otherwise;
  if (then == otherwise) return then;
  if (tested.kind == Kind::negation) return choose(tested.a, otherwise, then);
  if (terms_[then].type != terms_[otherwise].type) {
    then = as_number(then);
    otherwise = as_number(otherwise);
  }
  return make({.kind = Kind::choose,
               .type = terms_[then].type,
               .nullable = terms_[then].nullable || terms_[otherwise].nullable,
               .a = condition,
               .b = then,
               .c = otherwise});
}

TermId Terms::coalesce(TermId a, TermId otherwise) {
  if (!terms_[a].nullable) return a;
  if (terms_[a].kind == Kind::nothing) return otherwise;
  if (terms_[a].type != terms_[otherwise].type) {
    a = as_number(a);
    otherwise = as_number(otherwise);
  }
  return make({.kind = Kind::coalesce,
               .type = terms_[a].type,
               .nullable = terms_[otherwise].nullable,
               .a = a,
               .b = otherwise});
}

TermId Terms::compare(Kind kind, TermId a, TermId b) {
  if (terms_[a].type == Type::truth) a = as_number(a);
  if (terms_[b].type == Type::truth) b = as_number(b);
  return binary(kind, Type::truth, a, b);
}

TermId Terms::in_list(TermId a, std::vector<std::int64_t> values) {
  if (values.empty()) return less(a, a);
  return make({.kind = Kind::in_list,
               .type = Type::truth,
               .nullable = terms_[a].nullable,
               .a = a,
               .k = list_number(std::move(values))});
}

TermId Terms::all(TermId a, TermId b) {
  if (terms_[a].kind == Kind::truth) return terms_[a].k != 0 ? b : a;
  if (terms_[b].kind == Kind::truth) return terms_[b].k != 0 ? a : b;
  return a == b ? a : binary(Kind::all, Type::truth, a, b);
}

TermId Terms::any(TermId a, TermId b) {
  if (terms_[a].kind == Kind::truth) return terms_[a].k != 0 ? a : b;
  if (terms_[b].kind == Kind::truth) return terms_[b].k != 0 ? b : a;
  return a == b ? a : binary(Kind::any, Type::truth, a, b);
}

TermId Terms::negation(TermId a) {
  const Term& term = terms_[a];
  if (term.kind == Kind::truth) return truth(term.k == 0);
  if (term.kind == Kind::negation) return term.a;
  if (term.kind == Kind::at_most) return less(term.b, term.a);
  if (term.kind == Kind::less) return at_most(term.b, term.a);
  return make({.kind = Kind::negation, .type = Type::truth, .nullable = term.nullable, .a = a});
}

TermId Terms::known(TermId a) {
  if (!terms_[a].nullable) return truth(true);
  if (terms_[a].kind == Kind::nothing) return truth(false);
  return make({.kind = Kind::known, .type = Type::truth, .a = a});
}

TermId Terms::holds(TermId a) {
  if (!terms_[a].nullable) return a;
  if (terms_[a].kind == Kind::nothing) return truth(false);
  return make({.kind = Kind::holds, .type = Type::truth, .a = a});
}

TermId Terms::entry(TermId a, std::vector<std::int64_t> table) {
  return make(
      {.kind = Kind::entry, .nullable = terms_[a].nullable, .a = a, .k = list_number(std::move(table))});
}

TermId Terms::join(TermId a, TermId b) {
  return binary(Kind::join, Type::text, a, b);
}

TermId Terms::shares(TermId amount, const std::vector<TermId>& weights) {
  return make({.kind = Kind::shares,
               .type = Type::array,
               .a = amount,
               .k = list_number(std::vector<std::int64_t>(weights.begin(), weights.end()))});
}

TermId Terms::element(TermId array, std::int64_t index) {
  return make({.kind = Kind::element, .a = array, .k = index});
}

TermId Terms::as_number(TermId a) {
  const Term& term = terms_[a];
  if (term.type == Type::number) return a;
  ensure(term.type == Type::truth, "a text where a number stands");
  if (term.kind == Kind::truth) return number(term.k);
  if (term.kind == Kind::nothing) return nothing(Type::number);
  return make({.kind = Kind::as_number, .nullable = term.nullable, .a = a});
}

TermId Terms::as_truth(TermId a) {
  const Term& term = terms_[a];
  if (term.type == Type::truth) return a;
  if (term.kind == Kind::number) return truth(term.k != 0);
  if (term.kind == Kind::nothing) return nothing(Type::truth);
  if (term.kind == Kind::as_number) return term.a;
  return equal(a, number(1));
}

std::int64_t Terms::list_number(std::vector<std::int64_t> list) {
  std::string key(reinterpret_cast<const char*>(list.data()), list.size() * sizeof(std::int64_t));
  const auto [found, fresh] = list_numbers_.emplace(std::move(key), static_cast<std::int64_t>(lists_.size()));
  if (fresh) lists_.push_back(std::move(list));
  return found->second;
}

std::vector<TermId> Terms::uses(TermId id) const {
  const Term& term = terms_[id];
  const TermId ids[3] = {term.a, term.b, term.c};
  std::vector<TermId> all(ids, ids + operands(term.kind));
  if (term.kind == Kind::shares)
    for (const std::int64_t weight : list(term.k)) all.push_back(static_cast<TermId>(weight));
  return all;
}

}  // namespace trouw::sql
