#include "sql/dialect.h"

#include <fmt/format.h>

#include <algorithm>

#include "trouw/ensure.h"

namespace trouw {

const std::vector<std::string>& sql_dialect_names() {
  static const std::vector<std::string> names{"sqlite", "postgresql", "duckdb", "spark"};
  return names;
}

std::optional<SqlDialect> find_sql_dialect(std::string_view name) {
  const auto& names = sql_dialect_names();
  const auto found = std::ranges::find(names, name);
  if (found == names.end()) return std::nullopt;
  return static_cast<SqlDialect>(found - names.begin());
}

}  // namespace trouw

namespace trouw::sql {

namespace {

int places_of(const Field& field) {
  switch (field.type) {
    case trouw::Type::decimal:
      return field.places;
    case trouw::Type::percentage:
      return field.stored_in == StoredIn::fractions ? rate_places + 2 : rate_places;
    case trouw::Type::money:
      return field.in_minor_units() ? 0 : field.places;
    default:
      return 0;
  }
}

}  // namespace

std::unique_ptr<Dialect> make_dialect(SqlDialect dialect) {
  switch (dialect) {
    case SqlDialect::sqlite:
      return sqlite_dialect();
    case SqlDialect::postgresql:
      return postgresql_dialect();
    case SqlDialect::duckdb:
      return duckdb_dialect();
    case SqlDialect::spark:
      return spark_dialect();
  }
  ensure(false, "a dialect that is none");
  return nullptr;
}

std::string quoted(std::string_view text, char quote) {
  std::string made(1, quote);
  for (const char c : text) {
    if (c == '\0') continue;  // ends a text in some clients, and stands in no name
    if (c == quote) made += quote;
    made += c;
  }
  return made + quote;
}

std::int64_t power_of_ten(int places) {
  std::int64_t power = 1;
  while (places-- > 0) power *= 10;
  return power;
}

std::string number_pattern(int places, bool zeros) {
  const std::string whole = fmt::format("^-?(0|[1-9][0-9]{{0,{}}})", 17 - places);
  if (places == 0) return whole + (zeros ? "([.]0+)?$" : "$");
  return whole + fmt::format("([.][0-9]{{1,{}}}{})?$", places, zeros ? "0*" : "");
}

std::string listed(const std::vector<std::string>& parts, std::string_view between) {
  std::string text;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    if (i > 0) text += between;
    text += parts[i];
  }
  return text;
}

std::string Dialect::cell(const Field& field, const std::string& column) const {
  switch (field.type) {
    case trouw::Type::yes_no:
      return yes_no_of(field, column);
    case trouw::Type::choice:
      return choice_of(field, column);
    case trouw::Type::date:
      return date_of(column);
    case trouw::Type::text:
      return text_of(column);
    default:
      return number_of(column, places_of(field));
  }
}

std::string Dialect::choice_of(const Field& field, const std::string& column) const {
  std::string text = "CASE " + text_of(column);
  for (std::size_t i = 0; i < field.choices.size(); ++i)
    text += fmt::format(" WHEN {} THEN {}", this->text(field.choices[i].stored),
                        wide(static_cast<std::int64_t>(i)));
  if (field.otherwise)
    text +=
        fmt::format(" ELSE CASE WHEN {} IS NOT NULL THEN {} END", text_of(column), wide(*field.otherwise));
  return text + " END";
}

std::string Dialect::yes_no_of(const Field& field, const std::string& column) const {
  if (!field.stored_yes.empty()) return said_by(field, column);
  std::string made = "CASE lower(" + text_of(column) + ")";
  for (const char* word : {"1", "yes", "true", "ja"})
    made += fmt::format(" WHEN '{}' THEN {}", word, wide(1));
  for (const char* word : {"0", "no", "false", "nee"})
    made += fmt::format(" WHEN '{}' THEN {}", word, wide(0));
  return made + " END";
}

std::string Dialect::said_by(const Field& field, const std::string& column) const {
  std::string made = "CASE " + text_of(column);
  for (const auto& [words, value] : {std::pair{&field.stored_yes, 1}, std::pair{&field.stored_no, 0}})
    for (const std::string& word : *words) made += fmt::format(" WHEN {} THEN {}", text(word), wide(value));
  return made + " END";
}

}  // namespace trouw::sql
