// Spark SQL 3.4 and later, with and without ANSI mode.
#include <fmt/format.h>

#include "sql/dialect.h"

namespace trouw::sql {

namespace {

class Spark final : public Dialect {
 public:
  StepLimits limits() const override { return {.columns = 4000}; }

  std::string name(std::string_view name) const override { return quoted(name, '`'); }

  // Variables are put in wherever they stand, and in a name nothing escapes them.
  bool can_name(std::string_view name) const override { return name.find("${") == name.npos; }

  // A backslash escapes, and ${…} would be taken for a variable.
  std::string text(std::string_view text) const override {
    std::string made = "'";
    for (const char c : text) {
      if (c == '\0') continue;
      if (c == '\'' || c == '\\') made += '\\';
      if (c == '$')
        made += "\\u0024";
      else
        made += c;
    }
    return made + "'";
  }

  std::string wide(std::int64_t number) const override {
    if (number == INT64_MIN) return "(-9223372036854775807L - 1L)";
    return number < 0 ? fmt::format("({}L)", number) : fmt::format("{}L", number);
  }

  std::string nothing(Type type) const override {
    return type == Type::text    ? "CAST(NULL AS STRING)"
           : type == Type::truth ? "CAST(NULL AS BOOLEAN)"
                                 : "CAST(NULL AS BIGINT)";
  }

  std::string quotient(const std::string& a, const std::string& b) const override { return a + " DIV " + b; }

  std::string array(const std::vector<std::string>& elements) const override {
    return "array(" + listed(elements, ", ") + ")";
  }

  std::string element(const std::string& array, std::size_t index) const override {
    return fmt::format("{}[{}]", array, index);
  }

  // Places and remainders in order: largest remainder first, of alike ones the first. The array that ranks
  // them holds, for each, its remainder below zero and its place; a place among the first is a unit more.
  std::string shares(const std::string& amount, const std::vector<std::string>& weights) const override {
    return fmt::format(
        "transform(array(named_struct('amount', {}, 'w', array({}))), s -> "
        "transform(array(named_struct('amount', "
        "s.amount, 'w', s.w, 'total', aggregate(s.w, 0L, (sum, w) -> sum + w))), s -> "
        "transform(array(named_struct('floors', transform(s.w, w -> s.amount DIV greatest(s.total, 1L) * w + "
        "s.amount % greatest(s.total, 1L) * w DIV greatest(s.total, 1L)), 'order', "
        "transform(array_sort(transform(s.w, "
        "(w, i) -> named_struct('rest', -(s.amount % greatest(s.total, 1L) * w % greatest(s.total, 1L)), "
        "'i', i))), r -> "
        "r.i), 'given', CASE WHEN s.total = 0 THEN 0L ELSE s.amount END)), s -> transform(s.floors, (f, i) "
        "-> f + CASE "
        "WHEN array_position(s.order, i) <= s.given - aggregate(s.floors, 0L, (sum, x) -> sum + x) THEN 1L "
        "ELSE 0L "
        "END))[0])[0])[0]",
        amount, listed(weights, ", "));
  }

  std::string months_of(const std::string&, const std::string& day) const override {
    return fmt::format(
        "CAST(year(date_from_unix_date(CAST({0} AS INT))) AS BIGINT) * 12 + "
        "month(date_from_unix_date(CAST({0} AS INT))) "
        "- 1",
        day);
  }

  std::string day_of(const std::string&, const std::string& day) const override {
    return fmt::format("CAST(day(date_from_unix_date(CAST({} AS INT))) AS BIGINT)", day);
  }

  std::string sum(const std::string& number) const override {
    return "CAST(sum(CAST(" + number + " AS DECIMAL(38, 0))) AS BIGINT)";
  }

  std::string text_of(const std::string& column) const override { return "CAST(" + column + " AS STRING)"; }

  std::string number_of(const std::string& column, int places) const override {
    const std::int64_t scale = power_of_ten(places);
    const std::string text = text_of(column), real = "try_cast(" + text + " AS DOUBLE)";
    const std::string decimal = fmt::format("DECIMAL(24, {})", places);
    return fmt::format(
        "CASE WHEN typeof({0}) IN ('bigint', 'int', 'smallint', 'tinyint') THEN CASE WHEN try_cast({0} AS "
        "BIGINT) BETWEEN "
        "{1}L AND {2}L THEN try_cast({0} AS BIGINT) * {3}L END WHEN typeof({0}) IN ('double', 'float') THEN "
        "CASE WHEN "
        "CAST(try_cast({4} AS {5}) AS DOUBLE) = {4} THEN try_cast(try_cast({4} AS {5}) * {3} AS BIGINT) END "
        "WHEN "
        "typeof({0}) LIKE 'decimal%' THEN CASE WHEN try_cast({0} AS {5}) = try_cast({0} AS DECIMAL(38, 12)) "
        "THEN "
        "try_cast(try_cast({0} AS {5}) * {3} AS BIGINT) END WHEN {6} NOT RLIKE '[^0-9.-]' AND {6} RLIKE "
        "'{7}' THEN "
        "try_cast(try_cast({6} AS {5}) * {3} AS BIGINT) END",
        column, -(INT64_MAX / scale), INT64_MAX / scale, scale, real, decimal, text, pattern(places));
  }

  std::string date_of(const std::string& column) const override {
    return fmt::format(
        "CASE WHEN length({0}) = 10 AND {0} RLIKE '^[0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}}' THEN "
        "CAST(unix_date(try_cast({0} AS DATE)) AS BIGINT) END",
        text_of(column));
  }

 private:
  static std::string pattern(int places) { return number_pattern(places, false); }
};

}  // namespace

std::unique_ptr<Dialect> spark_dialect() {
  return std::make_unique<Spark>();
}

}  // namespace trouw::sql
