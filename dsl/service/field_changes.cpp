// `monthly price + 8%`: a change of a field, as a person writes it.
#include <fmt/format.h>

#include <algorithm>
#include <vector>

#include "base/message.h"
#include "schema/literal.h"
#include "schema/names.h"
#include "service/taking.h"
#include "trouw/changes.h"

namespace trouw {

namespace {

struct Parts {
  FieldId field = 0;
  std::string_view rest;  // the sign and what follows
};

bool begins_sign(std::string_view rest) {
  for (const std::string_view sign : {"+", "-", "−", "–", "×", "*", "=", "is "})
    if (rest.starts_with(sign)) return true;
  return false;
}

// The longest name that the text begins with, with a sign behind it.
std::optional<Parts> field_of(std::string_view text, const Schema& schema) {
  std::optional<Parts> best;
  std::size_t length = 0;
  const auto offer = [&](std::string_view name, FieldId field) {
    if (name.size() <= length || !text.starts_with(name)) return;
    const std::string_view rest = trimmed(text.substr(name.size()));
    if (!begins_sign(rest)) return;
    best = Parts{field, rest};
    length = name.size();
  };
  if (schema.roles.price) offer("price", *schema.roles.price);
  for (FieldId field = 0; field < schema.fields.size(); ++field) offer(schema.fields[field].name, field);
  return best;
}

bool is_amount(Type type) {
  return type == Type::whole || type == Type::decimal || type == Type::money || type == Type::months ||
         type == Type::days;
}

class Reading {
 public:
  Reading(const Schema& schema, FieldId field, std::string& why)
      : schema_(schema), field_(schema.fields[field]), why_(why) {
    made_.field = field;
  }

  std::optional<FieldChange> read(std::string_view rest) {
    if (takes(rest, "+")) return moved(rest, 1, "+");
    if (takes(rest, "-") || takes(rest, "−") || takes(rest, "–")) return moved(rest, -1, "-");
    if (takes(rest, "×") || takes(rest, "*")) return multiplied(rest);
    if (takes(rest, "=") || takes(rest, "is ")) return set(rest);
    return std::nullopt;
  }

 private:
  std::optional<FieldChange> refuse(std::string why) {
    why_ = std::move(why);
    return std::nullopt;
  }

  std::optional<FieldChange> done(FieldChange::Kind kind, std::int64_t value, const std::string& said) {
    made_.kind = kind;
    made_.value = value;
    made_.text = field_.name + " " + said;
    return made_;
  }

  std::optional<FieldChange> moved(std::string_view rest, int sign, const char* sign_text) {
    if (field_.type == Type::percentage)
      return refuse(
          fmt::format("{} is a percentage, so that “{} {}” could be read in two ways: write “{} is …” or "
                      "“{} × …”.",
                      quoted(field_.name), sign_text, rest, field_.name, field_.name));
    if (!is_amount(field_.type)) return refuse(only_is());
    if (rest.ends_with('%')) {
      const auto decimal = parse_decimal(trimmed(rest.substr(0, rest.size() - 1)));
      const auto rate = decimal ? scaled(*decimal, rate_places) : std::nullopt;
      if (!rate || *rate < 0) return refuse(fmt::format("{} is no percentage like 8%.", quoted(rest)));
      return done(FieldChange::scale, sign * *rate, fmt::format("{} {}", sign_text, format_rate(*rate)));
    }
    const auto value = parse_value(rest, field_, schema_);
    if (!value)
      return refuse(fmt::format("{} is no amount for {}: {}.", quoted(rest), quoted(field_.name),
                                how_written(field_, schema_)));
    return done(FieldChange::add, sign * *value,
                fmt::format("{} {}", sign_text, write_value(*value, field_, schema_)));
  }

  std::optional<FieldChange> multiplied(std::string_view rest) {
    if (!is_amount(field_.type) && field_.type != Type::percentage) return refuse(only_is());
    const auto decimal = parse_decimal(rest);
    const auto factor = decimal ? scaled(*decimal, 6) : std::nullopt;
    if (!factor || *factor < 0) return refuse(fmt::format("{} is no factor like 1.08.", quoted(rest)));
    return done(FieldChange::scale, *factor - rate_one, fmt::format("× {}", rest));
  }

  std::optional<FieldChange> set(std::string_view rest) {
    if (field_.type == Type::text)
      return refuse(fmt::format("{} is a text, which nothing here can change.", quoted(field_.name)));
    const auto value = parse_value(rest, field_, schema_);
    if (!value)
      return refuse(fmt::format("{} is no value of {}: {}.", quoted(rest), quoted(field_.name),
                                how_written(field_, schema_)));
    return done(FieldChange::set, *value, fmt::format("is {}", write_value(*value, field_, schema_)));
  }

  std::string only_is() const {
    return fmt::format("{} cannot be raised or lowered: write “{} is …”.", quoted(field_.name), field_.name);
  }

  const Schema& schema_;
  const Field& field_;
  std::string& why_;
  FieldChange made_;
};

std::string no_field(std::string_view text, const Schema& schema) {
  std::vector<std::string> names;
  for (const Field& field : schema.fields) names.push_back(field.name);
  const std::size_t end = text.find_first_of("+-*=");
  const std::string near = nearest(trimmed(text.substr(0, end)), names);
  const std::string field = !near.empty()        ? near
                            : schema.roles.price ? schema.fields[*schema.roles.price].name
                                                 : std::string("price");
  return fmt::format("{} says no change of a field: write “{} + 8%”, “{} is …” or “offer \"…\": 30% off”.",
                     quoted(text), field, field);
}

}  // namespace

std::optional<std::int64_t> changed(std::int64_t value, const FieldChange& change, const Schema& schema) {
  std::int64_t sum = 0;
  switch (change.kind) {
    case FieldChange::scale: {
      const auto more = multiply_divide(value, rate_one + change.value, rate_one, schema.rounding);
      return more;
    }
    case FieldChange::add:
      if (__builtin_add_overflow(value, change.value, &sum)) return std::nullopt;
      return sum;
    case FieldChange::set:
      return change.value;
  }
  return std::nullopt;
}

std::optional<FieldChange> read_field_change(std::string_view text, const Schema& schema, std::string& why) {
  const std::string written = normalised(trimmed(text));
  const auto parts = field_of(written, schema);
  if (!parts) {
    why = no_field(written, schema);
    return std::nullopt;
  }
  return Reading(schema, parts->field, why).read(parts->rest);
}

}  // namespace trouw
