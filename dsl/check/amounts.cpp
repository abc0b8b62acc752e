#include "check/amounts.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/readings.h"
#include "check/conditions.h"
#include "check/keywords.h"

namespace trouw {

Kind kind_of(Type type) {
  switch (type) {
    case Type::yes_no:
      return Kind::yes_no;
    case Type::whole:
    case Type::decimal:
      return Kind::number;
    case Type::percentage:
      return Kind::percentage;
    case Type::money:
      return Kind::money;
    case Type::date:
      return Kind::date;
    case Type::months:
      return Kind::months;
    case Type::days:
      return Kind::days;
    case Type::choice:
      return Kind::choice;
    case Type::text:
      return Kind::text;
  }
  return Kind::number;
}

std::string kind_name(Kind kind) {
  switch (kind) {
    case Kind::yes_no:
      return "yes or no";
    case Kind::number:
      return "a number";
    case Kind::money:
      return "an amount of money";
    case Kind::percentage:
      return "a percentage";
    case Kind::date:
      return "a date";
    case Kind::months:
      return "a length in months or years";
    case Kind::days:
      return "a length in days or weeks";
    case Kind::choice:
      return "one of its choices";
    case Kind::text:
      return "a text";
  }
  return {};
}

namespace {

constexpr std::int64_t longest_months = 12'000;
constexpr std::int64_t longest_days = 365'000;

Value constant(Context& context, Kind kind, std::int64_t stored, int places = 0, std::string unit = {}) {
  Value value;
  value.kind = kind;
  value.term = context.terms.constant(stored);
  value.places = places;
  value.unit = std::move(unit);
  value.constant = stored;
  return value;
}

std::optional<Value> of_duration(Context& context, const tree::Literal& literal) {
  const bool days = literal.unit == tree::Unit::day || literal.unit == tree::Unit::week;
  const std::int64_t each = literal.unit == tree::Unit::year ? 12 : literal.unit == tree::Unit::week ? 7 : 1;
  std::int64_t count = 0;
  if (literal.number.places != 0 || __builtin_mul_overflow(literal.number.digits, each, &count) ||
      count > (days ? longest_days : longest_months) || count < -longest_days) {
    context.reporter.report(Message::bad_duration, literal.at, {context.words(literal.at)}).help =
        "write a whole number of years, months, weeks or days";
    return std::nullopt;
  }
  return constant(context, days ? Kind::days : Kind::months, count);
}

std::optional<Value> of_literal(Context& context, const tree::Literal& literal) {
  switch (literal.kind) {
    case tree::LiteralKind::money: {
      const auto minor = context.money(literal);
      if (!minor) return std::nullopt;
      return constant(context, Kind::money, *minor, context.schema.digits);
    }
    case tree::LiteralKind::percent: {
      const auto rate = scaled(literal.number, rate_places);
      if (!rate) {
        context.reporter.report(Message::percent_too_fine, literal.at, {context.words(literal.at)}).help =
            "write at most 4 places after the point";
        return std::nullopt;
      }
      return constant(context, Kind::percentage, *rate, 6);
    }
    case tree::LiteralKind::number:
      return constant(context, Kind::number, literal.number.digits, literal.number.places, literal.word);
    case tree::LiteralKind::date:
      return constant(context, Kind::date, literal.day);
    case tree::LiteralKind::duration:
      return of_duration(context, literal);
    case tree::LiteralKind::yes:
      return constant(context, Kind::yes_no, 1);
    case tree::LiteralKind::no:
      return constant(context, Kind::yes_no, 0);
  }
  return std::nullopt;
}

std::optional<Value> of_name(Context& context, const tree::Name& name) {
  if (const auto id = context.schema.find(name.text)) return value_of_field(context, *id);
  if (const Definition* definition = definition_of(context, name.text, name.at)) {
    if (definition->amount) return *definition->amount;
    if (definition->condition)
      context.reporter.report(Message::condition_as_amount, name.at, {quoted(name.text)}).help =
          fmt::format("write `{}` on its own, as a condition", name.text);
    return std::nullopt;
  }
  const std::string spoken = spoken_hint(context, name);
  if (spoken.empty() && report_misspelt_keyword(context, name)) return std::nullopt;
  const std::string near = nearest(name.text, context.known_names());
  context.reporter.report(Message::unknown_name, name.at, {quoted(name.text)}).help =
      !spoken.empty() ? spoken
      : near.empty()
          ? "fields are declared in programme.yaml; a `define` gives a name to a condition or an amount"
          : fmt::format("did you mean `{}`?", near);
  return std::nullopt;
}

std::optional<Value> of_tenure(Context& context, Span at) {
  if (!context.schema.roles.joined && !context.schema.roles.tenure) {
    context.reporter.report(Message::no_tenure, at, {}).help =
        "name the role `joined` (a date) or `tenure` (a number of months) in programme.yaml";
    return std::nullopt;
  }
  Value value;
  value.kind = Kind::months;
  value.term = context.terms.tenure_months();
  value.tenure = true;
  return value;
}

std::optional<Value> of_operand(Context& context, const tree::Operand& operand) {
  switch (operand.kind) {
    case tree::OperandKind::literal:
      return of_literal(context, operand.literal);
    case tree::OperandKind::name:
      return of_name(context, operand.name);
    case tree::OperandKind::today: {
      Value value;
      value.kind = Kind::date;
      value.term = context.terms.today();
      return value;
    }
    case tree::OperandKind::tenure:
      return of_tenure(context, operand.at);
  }
  return std::nullopt;
}

bool is_quantity(Kind kind) {
  return kind == Kind::number || kind == Kind::money || kind == Kind::percentage || kind == Kind::months ||
         kind == Kind::days;
}

bool multiply(Context& context, Value& value, const tree::Literal& factor) {
  const bool plain = factor.kind == tree::LiteralKind::number && factor.word.empty();
  if (!is_quantity(value.kind) || (!plain && factor.kind != tree::LiteralKind::percent)) {
    context.reporter.report(Message::bad_factor, factor.at, {context.words(factor.at)}).help =
        "write a plain number, such as × 12 or × 0.5";
    return false;
  }
  const int places = factor.number.places + (factor.kind == tree::LiteralKind::percent ? 2 : 0);
  if (value.kind == Kind::months || value.kind == Kind::days) {
    if (places > 0) {
      context.reporter.report(Message::bad_factor, factor.at, {context.words(factor.at)}).help =
          "write a whole number";
      return false;
    }
  }
  value.term = context.terms.unary(TermKind::scale, value.term, factor.number.digits);
  value.places += places;
  value.field.reset();
  value.tenure = false;
  value.constant.reset();
  if (const Term& term = context.terms[value.term]; term.kind == TermKind::constant)
    value.constant = term.value;
  return true;
}

std::optional<Value> of_term(Context& context, const tree::Term& term) {
  std::optional<Value> value = of_operand(context, term.operand);
  if (!value) return value;
  for (const tree::Literal& factor : term.factors)
    if (!multiply(context, *value, factor)) return std::nullopt;
  if (value->places > 18) {
    context.reporter.report(Message::too_many_places, term.operand.at, {}).help = "use fewer decimals";
    return std::nullopt;
  }
  return value;
}

// A date moved by a duration: dates stay dates.
std::optional<Value> shift(Context& context, Value date, const Value& by, bool minus) {
  if (by.kind == Kind::days) {
    date.term = context.terms.binary(minus ? TermKind::subtract : TermKind::add, date.term, by.term);
  } else if (by.constant) {
    date.term = context.terms.unary(TermKind::shift_months, date.term, minus ? -*by.constant : *by.constant);
  } else {
    return std::nullopt;
  }
  date.field.reset();
  date.constant.reset();
  return date;
}

std::optional<Value> combine(Context& context, Value left, Value right, bool minus, Span at) {
  const TermKind kind = minus ? TermKind::subtract : TermKind::add;
  if (left.kind == Kind::date && (right.kind == Kind::days || right.kind == Kind::months)) {
    if (auto moved = shift(context, left, right, minus)) return moved;
  } else if (left.kind == Kind::date && right.kind == Kind::date && minus) {
    Value days;
    days.kind = Kind::days;
    days.term = context.terms.binary(kind, left.term, right.term);
    return days;
  } else if (is_quantity(left.kind) && left.kind == right.kind) {
    if (!align(context, left, right, at)) return std::nullopt;
    Value sum = left;
    sum.term = context.terms.binary(kind, left.term, right.term);
    sum.field.reset();
    sum.tenure = false;
    sum.constant.reset();
    if (const Term& term = context.terms[sum.term]; term.kind == TermKind::constant)
      sum.constant = term.value;
    return sum;
  }
  context.reporter.report(Message::cannot_add, at, {kind_name(left.kind), kind_name(right.kind)}).help =
      (left.kind == Kind::months || left.kind == Kind::days) &&
              (right.kind == Kind::months || right.kind == Kind::days)
          ? "a month has no fixed number of days: write both in months, or both in days"
          : "add amounts of one kind only";
  return std::nullopt;
}

bool rescale(Context& context, Value& value, int places) {
  std::int64_t factor = 1;
  for (int i = value.places; i < places; ++i)
    if (__builtin_mul_overflow(factor, 10, &factor)) return false;
  value.term = context.terms.unary(TermKind::scale, value.term, factor);
  value.places = places;
  return true;
}

// A name on the right that is no amount: a choice of the field on the left, or a text.
std::optional<Value> named_value(Context& context, const Value& left, const tree::Name& name) {
  const Field& field = context.schema.fields[*left.field];
  if (field.type == Type::text) {
    auto& texts = context.programme.texts;
    const auto found = std::find(texts.begin(), texts.end(), name.text);
    const auto index = found - texts.begin();
    if (found == texts.end()) texts.push_back(name.text);
    return constant(context, Kind::text, index);
  }
  std::vector<std::string> names;
  for (std::size_t i = 0; i < field.choices.size(); ++i) {
    names.push_back(field.choices[i].name);
    if (field.choices[i].name == name.text)
      return constant(context, Kind::choice, static_cast<std::int64_t>(i));
  }
  const std::string near = nearest(name.text, names);
  std::string list;
  for (std::size_t i = 0; i < names.size() && i < 12; ++i) list += (i ? ", " : "") + names[i];
  context.reporter.report(Message::unknown_choice, name.at, {quoted(name.text), quoted(field.name)}).help =
      near.empty() ? fmt::format("its choices are: {}{}", list, names.size() > 12 ? ", …" : "")
                   : fmt::format("did you mean `{}`?", near);
  return std::nullopt;
}

}  // namespace

Value value_of_field(Context& context, FieldId id) {
  const Field& field = context.schema.fields[id];
  Value value;
  value.kind = kind_of(field.type);
  value.term = context.terms.field(id);
  value.places = field.type == Type::percentage ? 6 : field.places;
  value.unit = field.unit;
  value.field = id;
  return value;
}

bool either_number(Context& context, const Value& beside, const tree::Operand& operand) {
  const tree::Literal& literal = operand.literal;
  const bool number = operand.kind == tree::OperandKind::literal && literal.kind == tree::LiteralKind::number;
  if (!number || beside.kind != Kind::number || beside.constant || beside.places >= literal.number.places)
    return false;
  const std::string written = context.words(literal.at);
  if (!like_thousands(written)) return false;
  context.reporter.report(Message::either_number, literal.at, {written}).help =
      either_reading(written, beside.places);
  return true;
}

const tree::Operand* lone_operand(const tree::Amount& amount) {
  if (amount.terms.size() != 1 || amount.terms[0].minus || !amount.terms[0].factors.empty()) return nullptr;
  return &amount.terms[0].operand;
}

std::optional<Value> amount_of(Context& context, const tree::Amount& amount) {
  std::optional<Value> sum;
  for (const tree::Term& term : amount.terms) {
    std::optional<Value> next = of_term(context, term);
    if (!next) return std::nullopt;
    if (!sum) {
      sum = std::move(next);
      if (term.minus) {
        if (!is_quantity(sum->kind)) {
          context.reporter.report(Message::cannot_add, amount.at, {"nothing", kind_name(sum->kind)});
          return std::nullopt;
        }
        sum->term = context.terms.unary(TermKind::scale, sum->term, -1);
        sum->field.reset();
        sum->tenure = false;
        if (sum->constant) sum->constant = -*sum->constant;
      }
    } else {
      if (either_number(context, *sum, term.operand) ||
          (&term == &amount.terms[1] && either_number(context, *next, amount.terms[0].operand)))
        return std::nullopt;
      sum = combine(context, *sum, *next, term.minus, amount.at);
      if (!sum) return std::nullopt;
    }
  }
  return sum;
}

std::optional<Value> right_side(Context& context, const Value& left, const tree::Amount& amount) {
  const tree::Operand* lone = lone_operand(amount);
  const bool named = left.field && (left.kind == Kind::choice || left.kind == Kind::text);
  if (named && lone != nullptr) {
    if (lone->kind == tree::OperandKind::name) {
      const auto other = context.schema.find(lone->name.text);
      if (!other || kind_of(context.schema.fields[*other].type) != left.kind || left.kind == Kind::choice)
        return named_value(context, left, lone->name);
    } else if (lone->kind == tree::OperandKind::literal) {
      return named_value(context, left,
                         {context.words(lone->at), lone->at});  // a choice called `yes`, a text `1234`
    }
  }
  if (left.kind == Kind::yes_no && lone != nullptr && lone->kind == tree::OperandKind::name &&
      !context.schema.find(lone->name.text)) {
    context.reporter.report(Message::yes_or_no_wanted, lone->at, {context.words(lone->at)}).help =
        "write yes or no";
    return std::nullopt;
  }
  if (lone != nullptr && either_number(context, left, *lone)) return std::nullopt;
  return amount_of(context, amount);
}

bool align(Context& context, Value& left, Value& right, Span at) {
  const auto plain = [](const Value& v) { return v.kind == Kind::number && v.unit.empty() && v.constant; };
  if (left.kind != right.kind) {
    Diagnostic& d =
        context.reporter.report(Message::kinds_differ, at, {kind_name(left.kind), kind_name(right.kind)});
    const bool lengths = (left.kind == Kind::months && right.kind == Kind::days) ||
                         (left.kind == Kind::days && right.kind == Kind::months);
    if (lengths)
      d.help = "a month has no fixed number of days: write the length in the same unit as the field";
    else if (left.kind == Kind::money && plain(right))
      d.help = fmt::format("write {} before the number", context.schema.currency);
    else if (left.kind == Kind::percentage && plain(right))
      d.help = "write % after the number";
    else if (left.kind == Kind::months && plain(right))
      d.help = "write months or years after the number";
    else if (left.kind == Kind::days && plain(right))
      d.help = "write days or weeks after the number";
    else
      d.help = fmt::format("compare it with {}", kind_name(left.kind));
    return false;
  }
  if (left.kind == Kind::number && left.unit != right.unit && !plain(left) && !plain(right)) {
    context.reporter
        .report(Message::units_differ, at,
                {left.unit.empty() ? "no unit" : quoted(left.unit),
                 right.unit.empty() ? "no unit" : quoted(right.unit)})
        .help = left.unit.empty() ? "leave the unit out" : fmt::format("write the number in {}", left.unit);
    return false;
  }
  if (left.kind == Kind::number && left.unit.empty()) left.unit = right.unit;
  const int places = std::max(left.places, right.places);
  if (rescale(context, left, places) && rescale(context, right, places)) return true;
  context.reporter.report(Message::too_many_places, at, {}).help = "use fewer decimals";
  return false;
}

std::optional<FieldId> field_of(Context& context, const tree::Name& name, std::vector<std::string> names) {
  if (const auto id = context.schema.find(name.text)) return id;
  if (context.definitions.count(name.text) != 0) {
    context.reporter.report(Message::definition_as_field, name.at, {quoted(name.text)}).help =
        "write one of the fields that it is made of";
    return std::nullopt;
  }
  for (const Field& field : context.schema.fields) names.push_back(field.name);
  const std::string near = nearest(name.text, names);
  context.reporter.report(Message::unknown_field, name.at, {quoted(name.text)}).help =
      name.text == "forever" || name.text == "unlimited" || name.text == "always"
          ? "write “for as long as they stay”"
      : name.text.ends_with(" above") || name.text.ends_with(" boven")
          ? fmt::format("say above how much: “{} {} 1000”", name.text, context.schema.currency)
      : near.empty() ? "fields are declared in programme.yaml"
                     : fmt::format("did you mean `{}`?", near);
  return std::nullopt;
}

std::optional<std::int64_t> stored_literal(Context& context, const Field& field,
                                           const tree::Operand& operand) {
  const FieldId id = static_cast<FieldId>(&field - context.schema.fields.data());
  return constant_like(context, value_of_field(context, id), field.name, operand);
}

std::optional<std::int64_t> constant_like(Context& context, const Value& of, const std::string& name,
                                          const tree::Operand& operand) {
  tree::Amount alone;
  alone.at = operand.at;
  alone.terms.push_back({false, operand, {}});
  std::optional<Value> right = right_side(context, of, alone);
  if (!right) return std::nullopt;
  Value left = of;
  if (!align(context, left, *right, operand.at)) return std::nullopt;
  if (!right->constant || left.places != of.places) {
    const bool number = of.kind == Kind::number;
    context.reporter.report(Message::not_a_value_of, operand.at, {context.words(operand.at), quoted(name)})
        .help = number && of.places == 0 ? "write a whole number"
                : number                 ? fmt::format("write a number with {} places at most", of.places)
                                         : fmt::format("write {}", kind_name(of.kind));
    return std::nullopt;
  }
  return context.terms[right->term].value;
}

std::optional<std::int64_t> constant_like(Context& context, const Value& of, const std::string& name,
                                          const tree::Literal& literal) {
  tree::Operand operand;
  operand.literal = literal;
  operand.at = literal.at;
  return constant_like(context, of, name, operand);
}

TermId in_minor_units(Context& context, const Value& money) {
  std::int64_t factor = 1;
  for (int i = std::min(money.places, context.schema.digits);
       i < std::max(money.places, context.schema.digits); ++i)
    factor *= 10;
  if (factor == 1) return money.term;
  return context.terms.unary(money.places < context.schema.digits ? TermKind::scale : TermKind::divide,
                             money.term, factor);
}

}  // namespace trouw
