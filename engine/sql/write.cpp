#include "sql/write.h"

#include <fmt/format.h>

#include "trouw/ensure.h"

namespace trouw::sql {

Writer::Writer(const Terms& terms, const Steps& steps, const Dialect& dialect)
    : terms_(terms), steps_(steps), dialect_(dialect), names_(terms.size()) {}

std::string Writer::definition(TermId id) const {
  const Term& term = terms_[id];
  return term.kind == Kind::number ? dialect_.wide(term.k) : expression(term).text;
}

std::string Writer::reading(TermId id) const {
  return terms_[id].kind == Kind::number ? dialect_.wide(terms_[id].k) : write(id).text;
}

Writer::Text Writer::write(TermId id) const {
  const Slot& slot = steps_.slots[id];
  switch (slot.form) {
    case Slot::column:
      return {names_[id], atom};
    case Slot::packed:
      return {dialect_.element(pack_name(slot.array), slot.index), atom};
    case Slot::within:
      break;
  }
  return expression(terms_[id]);
}

std::string Writer::operand(TermId id, Tightness least) const {
  Text text = write(id);
  return text.tightness >= least ? std::move(text.text) : "(" + text.text + ")";
}

std::string Writer::amount(std::int64_t number) const {
  if (number == INT64_MIN) return dialect_.wide(number);
  return number < 0 ? fmt::format("({})", number) : std::to_string(number);
}

Writer::Text Writer::two(const Term& term, const char* between, Tightness tightness, Tightness right) const {
  const Tightness left = tightness == comparison ? joining : tightness;
  return {operand(term.a, left) + between + operand(term.b, right), tightness};
}

Writer::Text Writer::expression(const Term& term) const {
  switch (term.kind) {
    case Kind::number:
      return {amount(term.k), atom};
    case Kind::text:
      return {dialect_.text(terms_.text_of(term.k)), atom};
    case Kind::nothing:
      return {dialect_.nothing(term.type), atom};
    case Kind::truth:
      return {term.k != 0 ? "TRUE" : "FALSE", atom};
    case Kind::at_most:
      return two(term, " <= ", comparison, joining);
    case Kind::less:
      return two(term, " < ", comparison, joining);
    case Kind::equal:
      return two(term, " = ", comparison, joining);
    case Kind::in_list:
      return list(term);
    case Kind::all:
      return two(term, " AND ", conjunction, conjunction);
    case Kind::any:
      return two(term, " OR ", loose, loose);
    case Kind::negation:
      return {"NOT " + operand(term.a, atom), conjunction};
    case Kind::known:
      return {operand(term.a, joining) + " IS NOT NULL", comparison};
    case Kind::holds:
      return {"COALESCE(" + operand(term.a, loose) + ", FALSE)", atom};
    case Kind::coalesce:
      return {"COALESCE(" + operand(term.a, loose) + ", " + reading(term.b) + ")", atom};
    case Kind::join:
      return two(term, " || ", joining, joining);
    case Kind::least:
      return extreme(term, dialect_.least());
    case Kind::greatest:
      return extreme(term, dialect_.greatest());
    case Kind::choose:
    case Kind::as_number:
      return choice(term);
    case Kind::entry:
      return entry(term);
    default:
      return arithmetic(term);
  }
}

Writer::Text Writer::arithmetic(const Term& term) const {
  switch (term.kind) {
    case Kind::add:
      return two(term, " + ", sum, sum);
    case Kind::subtract:
      return two(term, " - ", sum, product);
    case Kind::multiply:
      return {operand(term.a, atom) + " * " + operand(term.b, atom), product};
    case Kind::divide:
      return {dialect_.quotient(operand(term.a, atom), operand(term.b, atom)), product};
    case Kind::modulo:
      return {operand(term.a, atom) + " % " + operand(term.b, atom), product};
    case Kind::shares: {
      std::vector<std::string> weights;
      for (const std::int64_t weight : terms_.list(term.k))
        weights.push_back(reading(static_cast<TermId>(weight)));
      return {dialect_.shares(reading(term.a), weights), atom};
    }
    case Kind::element:
      return {dialect_.element(operand(term.a, atom), static_cast<std::size_t>(term.k)), atom};
    default:
      ensure(false, "a term that nobody writes");
      return {};
  }
}

// A row of choices is one CASE. Where all it yields are numbers as they stand, the first tells how wide they
// are.
Writer::Text Writer::choice(const Term& term) const {
  if (term.kind == Kind::as_number) {
    if (dialect_.truth_is_number()) return {"(" + operand(term.a, loose) + ")", atom};
    const std::string condition = operand(term.a, loose);
    if (!term.nullable)
      return {fmt::format("CASE WHEN {} THEN {} ELSE 0 END", condition, dialect_.wide(1)), atom};
    return {fmt::format("CASE {} WHEN TRUE THEN {} WHEN FALSE THEN 0 END", operand(term.a, atom),
                        dialect_.wide(1)),
            atom};
  }
  std::string text = "CASE";
  bool first = true;
  const auto yields = [&](TermId id) {
    const bool number = terms_[id].kind == Kind::number;
    const std::string made = number && first ? dialect_.wide(terms_[id].k) : operand(id, loose);
    first = first && !number;
    return made;
  };
  const Term* at = &term;
  for (;;) {
    text += " WHEN " + operand(at->a, loose) + " THEN " + yields(at->b);
    if (terms_[at->c].kind != Kind::choose || steps_.slots[at->c].form != Slot::within) break;
    at = &terms_[at->c];
  }
  return {text + " ELSE " + yields(at->c) + " END", atom};
}

Writer::Text Writer::list(const Term& term) const {
  std::vector<std::string> values;
  for (const std::int64_t value : terms_.list(term.k)) values.push_back(amount(value));
  return {operand(term.a, joining) + " IN (" + listed(values, ", ") + ")", comparison};
}

Writer::Text Writer::entry(const Term& term) const {
  const std::string of = operand(term.a, atom);
  const auto& table = terms_.list(term.k);
  std::string text = "CASE " + of;
  for (std::size_t i = 0; i < table.size(); ++i)
    if (table[i] != static_cast<std::int64_t>(i))
      text += fmt::format(" WHEN {} THEN {}", i, amount(table[i]));
  return text == "CASE " + of ? Text{of, atom} : Text{text + " ELSE " + of + " END", atom};
}

void Writer::arguments(TermId id, Kind kind, std::vector<std::string>& all) const {
  const Term& term = terms_[id];
  if (term.kind != kind || steps_.slots[id].form != Slot::within) {
    all.push_back(operand(id, loose));
    return;
  }
  arguments(term.a, kind, all);
  arguments(term.b, kind, all);
}

Writer::Text Writer::extreme(const Term& term, const char* function) const {
  std::vector<std::string> all;
  arguments(term.a, term.kind, all);
  arguments(term.b, term.kind, all);
  return {std::string(function) + "(" + listed(all, ", ") + ")", atom};
}

}  // namespace trouw::sql
