// DuckDB. A column may have any type that writes itself as such a value; `/` would divide as floating point.
#include <fmt/format.h>

#include "sql/dialect.h"

namespace trouw::sql {

namespace {

class Duckdb final : public Dialect {
 public:
  StepLimits limits() const override { return {.columns = 4000}; }

  std::string name(std::string_view name) const override { return quoted(name, '"'); }
  std::string text(std::string_view text) const override { return quoted(text, '\''); }

  std::string wide(std::int64_t number) const override {
    if (number == INT64_MIN) return "(-9223372036854775807 - 1)";
    return number < 0 ? fmt::format("({})::BIGINT", number) : fmt::format("{}::BIGINT", number);
  }

  std::string nothing(Type type) const override {
    return type == Type::text ? "NULL::VARCHAR" : type == Type::truth ? "NULL::BOOLEAN" : "NULL::BIGINT";
  }

  std::string quotient(const std::string& a, const std::string& b) const override { return a + " // " + b; }

  std::string array(const std::vector<std::string>& elements) const override {
    return "[" + listed(elements, ", ") + "]";
  }

  std::string element(const std::string& array, std::size_t index) const override {
    return fmt::format("{}[{}]", array, index + 1);
  }

  // A filter would be pushed down through every step, and its columns written out again on the way.
  const char* kept() const override { return "AS MATERIALIZED"; }

  // A unit goes to each remainder that stands among the largest.
  std::string shares(const std::string& amount, const std::vector<std::string>& weights) const override {
    return fmt::format(
               "(SELECT list(share ORDER BY i) FROM (SELECT i, share + CASE WHEN row_number() OVER (ORDER BY "
               "rest DESC, i) <= "
               "CASE WHEN total = 0 THEN 0 ELSE amount - sum(share) OVER () END THEN 1 ELSE 0 END AS share "
               "FROM (SELECT i, "
               "amount, total, amount // greatest(total, 1) * w + amount % greatest(total, 1) * w // "
               "greatest(total, 1) AS "
               "share, amount % greatest(total, 1) * w % greatest(total, 1) AS rest FROM (SELECT i, w, "
               "amount, CAST(sum(w) OVER "
               "() AS BIGINT) AS total FROM (SELECT {} AS amount, unnest([{}]) AS w, "
               "generate_subscripts([{}], 1) AS i))))",
               amount, listed(weights, ", "), listed(std::vector<std::string>(weights.size(), "0"), ", ")) +
           ")";
  }

  std::string months_of(const std::string&, const std::string& day) const override {
    return fmt::format(
        "year(DATE '1970-01-01' + CAST({0} AS INTEGER)) * 12 + month(DATE '1970-01-01' + CAST({0} AS "
        "INTEGER)) - 1",
        day);
  }

  std::string day_of(const std::string&, const std::string& day) const override {
    return fmt::format("day(DATE '1970-01-01' + CAST({} AS INTEGER))", day);
  }

  std::string sum(const std::string& number) const override { return "CAST(sum(" + number + ") AS BIGINT)"; }

  std::string text_of(const std::string& column) const override { return "CAST(" + column + " AS VARCHAR)"; }

  std::string number_of(const std::string& column, int places) const override {
    const std::int64_t scale = power_of_ten(places);
    const std::string text = text_of(column), real = "TRY_CAST(" + text + " AS DOUBLE)";
    const std::string decimal = fmt::format("DECIMAL(24, {})", places);
    return fmt::format(
        "CASE WHEN typeof({0}) IN ('BIGINT', 'INTEGER', 'SMALLINT', 'TINYINT') THEN CASE WHEN TRY_CAST({0} "
        "AS BIGINT) "
        "BETWEEN {1} AND {2} THEN TRY_CAST({0} AS BIGINT) * {3} END WHEN typeof({0}) IN ('DOUBLE', 'FLOAT') "
        "THEN CASE "
        "WHEN CAST(TRY_CAST({4} AS {5}) AS DOUBLE) = {4} THEN TRY_CAST(TRY_CAST({4} AS {5}) * {3} AS BIGINT) "
        "END WHEN "
        "regexp_matches({6}, CASE WHEN typeof({0}) LIKE 'DECIMAL%' THEN '{8}' ELSE '{7}' END) THEN "
        "TRY_CAST(TRY_CAST({6} AS {5}) * {3} AS BIGINT) END",
        column, -(INT64_MAX / scale), INT64_MAX / scale, scale, real, decimal, text,
        number_pattern(places, false), number_pattern(places, true));
  }

  std::string date_of(const std::string& column) const override {
    return fmt::format(
        "CASE WHEN regexp_full_match({0}, '[0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}}') THEN date_diff('day', DATE "
        "'1970-01-01', "
        "TRY_CAST({0} AS DATE)) END",
        text_of(column));
  }
};

}  // namespace

std::unique_ptr<Dialect> duckdb_dialect() {
  return std::make_unique<Duckdb>();
}

}  // namespace trouw::sql
