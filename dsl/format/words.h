// The pieces of a statement as text, in the words of one language.
#pragma once

#include <string>
#include <vector>

#include "syntax/phrases.h"
#include "syntax/tree.h"

namespace trouw {

class Words {
 public:
  // `shortest` leaves out the idle zeros of numbers: EUR 75.00 and EUR 75 are one amount.
  explicit Words(const Book& book, bool shortest = false) : book_(book), shortest_(shortest) {}

  enum class Place : std::uint8_t { anywhere, after_is, after_off, counted, label, row, per };

  std::string name(const tree::Name& name, Place place = Place::anywhere) const;
  std::string text(const tree::Text& text) const;  // in quotes
  std::string literal(const tree::Literal& literal, bool with_unit = true) const;
  std::string operand(const tree::Operand& operand, bool after_is = false) const;
  std::string amount(const tree::Amount& amount, bool after_is = false) const;
  std::string condition(const tree::Condition& condition) const;
  std::string scaling(const tree::Scaling& scaling) const;
  std::string share(const tree::Share& share) const;
  std::string cap(const tree::Cap& cap) const;
  std::string year_day(const tree::YearDay& day) const;
  std::string timing(const tree::Timing& timing) const;
  std::string phase(const tree::Phase& phase) const;
  std::string reward(const tree::Reward& reward) const;
  std::string rewards(const std::vector<tree::Reward>& rewards) const;
  std::string guarantee(const tree::Guarantee& guarantee) const;

  const Book& book() const { return book_; }

 private:
  std::string comparison(const tree::Condition& condition) const;
  std::string ago_or_ahead(const tree::Condition& condition) const;
  std::string part(const tree::Condition& condition) const;  // in parentheses where it needs them
  std::string values(const tree::Condition& condition) const;
  std::string unit(tree::Unit unit, bool one) const;
  std::string head(const tree::Phase& phase) const;
  std::string step(const tree::Literal& step) const;
  std::string number(Decimal number) const;

  const Book& book_;
  bool shortest_;
};

}  // namespace trouw
