// SQLite 3.35 and later. A column may hold values of any kind, so every cell is looked at for what it is.
#include <fmt/format.h>

#include "sql/dialect.h"

namespace trouw::sql {

namespace {

class Sqlite final : public Dialect {
 public:
  // 2,000 columns a result are SQLite's own limit.
  StepLimits limits() const override { return {.columns = 1900}; }

  std::string name(std::string_view name) const override { return quoted(name, '"'); }
  std::string text(std::string_view text) const override { return quoted(text, '\''); }

  std::string wide(std::int64_t number) const override {
    if (number == INT64_MIN) return "(-9223372036854775807 - 1)";
    return number < 0 ? fmt::format("({})", number) : std::to_string(number);
  }

  std::string nothing(Type type) const override {
    return type == Type::text ? "CAST(NULL AS TEXT)" : "CAST(NULL AS INTEGER)";
  }

  bool truth_is_number() const override { return true; }
  std::string quotient(const std::string& a, const std::string& b) const override { return a + " / " + b; }
  const char* least() const override { return "min"; }
  const char* greatest() const override { return "max"; }

  // At most 100 elements: a function takes 127 arguments.
  std::string array(const std::vector<std::string>& elements) const override {
    return "json_array(" + listed(elements, ", ") + ")";
  }

  std::string element(const std::string& array, std::size_t index) const override {
    return fmt::format("json_extract({}, '$[{}]')", array, index);
  }

  // The weights as one JSON text, put together piece by piece, as a function takes but 127 arguments.
  std::string shares(const std::string& amount, const std::vector<std::string>& weights) const override {
    std::vector<std::string> pieces;
    for (std::size_t begin = 0; begin < weights.size(); begin += 100) {
      const auto first = weights.begin() + static_cast<std::ptrdiff_t>(begin);
      const std::vector<std::string> some(
          first, first + static_cast<std::ptrdiff_t>(std::min<std::size_t>(100, weights.size() - begin)));
      pieces.push_back("json_array(" + listed(some, ", ") + ")");
    }
    const std::string list =
        pieces.size() == 1 ? pieces[0] : "replace(" + listed(pieces, " || ") + ", '][', ',')";
    return fmt::format(
        "(SELECT json_group_array(share) FROM (SELECT i, share + (row_number() OVER (ORDER BY rest DESC, i) "
        "<= "
        "CASE WHEN total = 0 THEN 0 ELSE amount - sum(share) OVER () END) AS share FROM (SELECT i, amount, "
        "total, "
        "amount / max(total, 1) * w + amount % max(total, 1) * w / max(total, 1) AS share, "
        "amount % max(total, 1) * w % max(total, 1) AS rest FROM (SELECT key AS i, value AS w, {} AS amount, "
        "sum(value) OVER () AS total FROM json_each({}))) ORDER BY i))",
        amount, list);
  }

  const char* fence() const override { return "LIMIT -1"; }

  std::string months_of(const std::string& column, const std::string&) const override {
    return fmt::format("CAST(substr({0}, 1, 4) AS INTEGER) * 12 + CAST(substr({0}, 6, 2) AS INTEGER) - 1",
                       column);
  }

  std::string day_of(const std::string& column, const std::string&) const override {
    return fmt::format("CAST(substr({}, 9, 2) AS INTEGER)", column);
  }

  std::string text_of(const std::string& column) const override {
    return fmt::format(
        "(CASE typeof({0}) WHEN 'text' THEN {0} WHEN 'integer' THEN CAST({0} AS TEXT) WHEN 'real' THEN CASE "
        "WHEN {0} = "
        "CAST({0} AS INTEGER) THEN CAST(CAST({0} AS INTEGER) AS TEXT) ELSE CAST({0} AS TEXT) END END COLLATE "
        "BINARY)",
        column);
  }

  // A REAL is the decimal of so many places that reads back as the same REAL.
  std::string number_of(const std::string& column, int places) const override {
    const std::string scale = places > 0 ? fmt::format(" * {}", power_of_ten(places)) : "";
    const std::string decimal = fmt::format("printf('%.{}f', {})", places, column);
    const std::string zeros(static_cast<std::size_t>(places), '0');
    return fmt::format(
        "CASE typeof({0}) WHEN 'integer' THEN {0}{1} WHEN 'real' THEN CASE WHEN CAST({2} AS REAL) = {0} THEN "
        "CAST(replace({2}, '.', '') AS INTEGER) END WHEN 'text' THEN CASE WHEN {0} GLOB '*[0-9]' AND {0} NOT "
        "GLOB "
        "'*[^0-9.-]*' AND {0} NOT GLOB '?*-*' AND {0} NOT GLOB '*.*.*' AND {0} NOT GLOB '.*' AND {0} NOT "
        "GLOB '-.*' AND "
        "{0} NOT GLOB '0[0-9]*' AND {0} NOT GLOB '-0[0-9]*' THEN CASE instr({0}, '.') WHEN 0 THEN CAST({0} "
        "|| '{3}' AS "
        "INTEGER) ELSE CASE WHEN substr({0}, instr({0}, '.') + {4}) = '' THEN "
        "CAST(replace(substr({0} || "
        "'{3}', 1, instr({0}, '.') + {5}), '.', '') AS INTEGER) END END END END",
        column, scale, decimal, zeros, places + 1, places);
  }

  std::string date_of(const std::string& column) const override {
    return fmt::format(
        "CASE WHEN typeof({0}) = 'text' AND {0} GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]' AND "
        "date({0}, '+0 days') = {0} "
        "THEN CAST(strftime('%s', {0}) AS INTEGER) / 86400 END",
        column);
  }
};

}  // namespace

std::unique_ptr<Dialect> sqlite_dialect() {
  return std::make_unique<Sqlite>();
}

}  // namespace trouw::sql
