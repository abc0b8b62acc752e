// PostgreSQL 12 and later. A column may have any type that writes itself as such a value: what is read is its
// text.
#include <fmt/format.h>

#include "sql/dialect.h"

namespace trouw::sql {

namespace {

// A date from 1900 to 2199, leap days only in leap years: what passes can be cast without an error.
constexpr const char* date_pattern =
    "^((19|20|21)[0-9]{2}-((0[13578]|1[02])-(0[1-9]|[12][0-9]|3[01])|(0[469]|11)-(0[1-9]|[12][0-9]|30)|"
    "02-(0[1-9]|1[0-9]|2[0-8]))|((19|21)(0[48]|[2468][048]|[13579][26])|20([02468][048]|[13579][26]))-02-29)"
    "$";

class Postgresql final : public Dialect {
 public:
  // 1,664 entries of a select list are PostgreSQL's own limit.
  StepLimits limits() const override { return {.columns = 1500}; }

  std::string name(std::string_view name) const override { return quoted(name, '"'); }

  // With standard_conforming_strings off a backslash would escape; E'…' reads the same either way.
  std::string text(std::string_view text) const override {
    if (text.find('\\') == text.npos) return quoted(text, '\'');
    std::string doubled;
    for (const char c : text) doubled.append(c == '\\' ? 2 : 1, c);
    return "E" + quoted(doubled, '\'');
  }

  std::string wide(std::int64_t number) const override {
    if (number == INT64_MIN) return "(-9223372036854775807 - 1)";
    return number < 0 ? fmt::format("({})::bigint", number) : fmt::format("{}::bigint", number);
  }

  std::string nothing(Type type) const override {
    return type == Type::text ? "NULL::text" : type == Type::truth ? "NULL::boolean" : "NULL::bigint";
  }

  std::string quotient(const std::string& a, const std::string& b) const override { return a + " / " + b; }

  std::string array(const std::vector<std::string>& elements) const override {
    return "ARRAY[" + listed(elements, ", ") + "]";
  }

  std::string element(const std::string& array, std::size_t index) const override {
    return fmt::format("{}[{}]", array, index + 1);
  }

  std::string shares(const std::string& amount, const std::vector<std::string>& weights) const override {
    return fmt::format(
        "(SELECT array_agg(share ORDER BY i) FROM (SELECT i, share + CASE WHEN row_number() OVER (ORDER BY "
        "rest DESC, i) "
        "<= CASE WHEN total = 0 THEN 0 ELSE amount - (sum(share) OVER ())::bigint END THEN 1 ELSE 0 END AS "
        "share FROM "
        "(SELECT i, amount, total, amount / greatest(total, 1) * w + amount % greatest(total, 1) * w / "
        "greatest(total, 1) "
        "AS share, amount % greatest(total, 1) * w % greatest(total, 1) AS rest FROM (SELECT i, w, {} AS "
        "amount, "
        "(sum(w) OVER ())::bigint AS total FROM unnest(ARRAY[{}]::bigint[]) WITH ORDINALITY AS u(w, i)) AS "
        "weights) AS "
        "floors) AS ranked)",
        amount, listed(weights, ", "));
  }

  const char* fence() const override { return "OFFSET 0"; }

  std::string months_of(const std::string&, const std::string& day) const override {
    return fmt::format(
        "EXTRACT(YEAR FROM DATE '1970-01-01' + {0}::integer)::bigint * 12 + EXTRACT(MONTH FROM DATE "
        "'1970-01-01' + "
        "{0}::integer)::bigint - 1",
        day);
  }

  std::string day_of(const std::string&, const std::string& day) const override {
    return fmt::format("EXTRACT(DAY FROM DATE '1970-01-01' + {}::integer)::bigint", day);
  }

  std::string sum(const std::string& number) const override { return "sum(" + number + ")::bigint"; }

  std::vector<std::string> advice() const override {
    return {"Compiling so large a statement takes longer than it saves: SET jit = off.",
            "Columns of type date are read in the usual style: SET datestyle = ISO."};
  }

  std::string text_of(const std::string& column) const override {
    return "(" + column + "::text COLLATE \"C\")";
  }

  std::string number_of(const std::string& column, int places) const override {
    const std::string scale = places > 0 ? fmt::format(" * {}", power_of_ten(places)) : "";
    const std::string whole =
        places == 0 ? column + "::text::bigint"
                    : fmt::format("CASE WHEN length({0}::text) <= {1} THEN {0}::text::bigint{2} END", column,
                                  18 - places, scale);
    const std::string decimal = fmt::format(
        "CASE WHEN pg_typeof({0}) IN ('real'::regtype, 'double precision'::regtype) THEN "
        "{0}::text::numeric::text ELSE "
        "{0}::text END",
        column);
    return fmt::format(
        "CASE WHEN pg_typeof({0}) IN ('bigint'::regtype, 'integer'::regtype, 'smallint'::regtype) THEN {1} "
        "WHEN ({2}) ~ "
        "(CASE WHEN pg_typeof({0}) IN ('text'::regtype, 'character varying'::regtype, 'character'::regtype) "
        "THEN "
        "'{3}' ELSE '{5}' END) THEN (({2})::numeric{4})::bigint END",
        column, whole, decimal, number_pattern(places, false), scale, number_pattern(places, true));
  }

  std::string date_of(const std::string& column) const override {
    return fmt::format("CASE WHEN {0}::text ~ '{1}' THEN ({0}::text::date - DATE '1970-01-01')::bigint END",
                       column, date_pattern);
  }
};

}  // namespace

std::unique_ptr<Dialect> postgresql_dialect() {
  return std::make_unique<Postgresql>();
}

}  // namespace trouw::sql
