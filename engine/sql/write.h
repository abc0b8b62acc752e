// Terms as the text of a dialect.
#pragma once

#include <string>
#include <vector>

#include "sql/dialect.h"
#include "sql/steps.h"
#include "sql/term.h"

namespace trouw::sql {

// Writes terms where other terms are columns. All three outlive the writer.
class Writer {
 public:
  Writer(const Terms& terms, const Steps& steps, const Dialect& dialect);

  // The column of a term that has one; `name` is free of quotes and unique.
  void name(TermId id, std::string name) { names_[id] = std::move(name); }
  const std::string& name(TermId id) const { return names_[id]; }
  std::string pack_name(std::size_t number) const { return "pack_" + std::to_string(number); }

  // What the term is worked out from: the expression of its column.
  std::string definition(TermId id) const;

  // The term as a later step reads it: its column, or the expression that it is.
  std::string reading(TermId id) const;

 private:
  // How tightly what was written last holds together.
  enum Tightness : int { loose, conjunction, comparison, joining, sum, product, atom };
  struct Text {
    std::string text;
    Tightness tightness = atom;
  };

  Text write(TermId id) const;
  Text expression(const Term& term) const;
  Text two(const Term& term, const char* between, Tightness tightness, Tightness right) const;
  Text arithmetic(const Term& term) const;
  Text choice(const Term& term) const;
  Text list(const Term& term) const;
  Text entry(const Term& term) const;
  Text extreme(const Term& term, const char* function) const;
  void arguments(TermId id, Kind kind, std::vector<std::string>& all) const;
  std::string operand(TermId id, Tightness least) const;
  std::string amount(std::int64_t number) const;

  const Terms& terms_;
  const Steps& steps_;
  const Dialect& dialect_;
  std::vector<std::string> names_;
};

}  // namespace trouw::sql
