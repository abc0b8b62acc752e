// Amounts: typed, and scaled to integers.
#pragma once

#include "check/context.h"

namespace trouw {

// A typed amount: `term` counts units of 10^-places of its type.
// money: in units of the currency · number: whole and decimal · percentage: 1 is 100%.
enum class Kind : std::uint8_t { yes_no, number, money, percentage, date, months, days, choice, text };

struct Value {
  Kind kind = Kind::number;
  TermId term = 0;
  int places = 0;
  std::string unit;              // of a number
  std::optional<FieldId> field;  // it is just this field
  bool tenure = false;           // it is just `tenure`
  std::optional<std::int64_t> constant;
};

Kind kind_of(Type type);
std::string kind_name(Kind kind);  // "an amount of money"

// The amount of a tree; reports and returns nothing where it has none. A name that is no field and no amount
// is unknown.
std::optional<Value> amount_of(Context& context, const tree::Amount& amount);

// The single operand of an amount, if it is just that.
const tree::Operand* lone_operand(const tree::Amount& amount);

// The right-hand side of a comparison with `left`: also a choice of its field, a text, yes or no.
std::optional<Value> right_side(Context& context, const Value& left, const tree::Amount& amount);

// Whether a literal like 1.000, beside what has fewer decimals, is one or a thousand; reports it.
bool either_number(Context& context, const Value& beside, const tree::Operand& operand);

// Brings two amounts to one scale, so that their terms can be compared or added. Reports where they do not go
// together.
bool align(Context& context, Value& left, Value& right, Span at);

// A literal as a stored value of a field: table rows, example facts.
std::optional<std::int64_t> stored_literal(Context& context, const Field& field,
                                           const tree::Operand& operand);

// The same for any amount, in its own scale; `name` is what it is called.
std::optional<std::int64_t> constant_like(Context& context, const Value& of, const std::string& name,
                                          const tree::Operand& operand);
std::optional<std::int64_t> constant_like(Context& context, const Value& of, const std::string& name,
                                          const tree::Literal& literal);

Value value_of_field(Context& context, FieldId id);

// An amount of money in whole minor units, rounded as the programme rounds.
TermId in_minor_units(Context& context, const Value& money);

// The field of this name, reporting an unknown one; `names` are other words that may have been meant.
std::optional<FieldId> field_of(Context& context, const tree::Name& name,
                                std::vector<std::string> names = {});

}  // namespace trouw
