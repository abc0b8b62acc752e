#include "sql/statement.h"

#include <fmt/format.h>

#include <algorithm>

#include "sql/records.h"

namespace trouw::sql {

namespace {

std::string step_name(std::uint32_t step) {
  return step == 0 ? std::string("trouw_records") : fmt::format("trouw_{}", step);
}

// The columns of one step: those that are carried along by name, the others worked out.
std::vector<std::string> step_columns(const Steps& steps, std::uint32_t step, const Writer& writer,
                                      const Dialect& dialect, const std::vector<std::string>& meanings) {
  std::vector<std::string> columns{"id"};
  for (const TermId id : steps.columns) {
    const Slot& slot = steps.slots[id];
    if (slot.form != Slot::column || slot.step > step || slot.last < step) continue;
    if (slot.step < step) {
      columns.push_back(writer.name(id));
      continue;
    }
    columns.push_back(writer.definition(id) + " AS " + writer.name(id));
    if (!meanings[id].empty()) columns.back() += " /* " + commented(meanings[id]) + " */";
  }
  for (std::size_t number = 0; number < steps.packs.size(); ++number) {
    const Pack& pack = steps.packs[number];
    if (pack.step > step || pack.last < step) continue;
    std::vector<std::string> elements;
    if (pack.step == step)
      for (const TermId id : pack.terms) elements.push_back(writer.definition(id));
    columns.push_back(elements.empty() ? writer.pack_name(number)
                                       : dialect.array(elements) + " AS " + writer.pack_name(number));
  }
  return columns;
}

std::string standing_text(const Outcome& outcome, const Writer& writer, const Dialect& dialect) {
  std::string text = "CASE " + writer.reading(outcome.standing);
  constexpr Standing all[] = {Standing::customer, Standing::newcomer, Standing::returner, Standing::nobody};
  for (const Standing standing : all)
    text +=
        fmt::format(" WHEN {} THEN {}", static_cast<int>(standing), dialect.text(standing_name(standing)));
  return text + " END";
}

}  // namespace

std::string commented(std::string_view text) {
  std::string made;
  for (const char c : text) {
    const bool control = static_cast<unsigned char>(c) < 0x20 || c == 0x7F;
    const bool after =
        !made.empty() && ((made.back() == '*' && c == '/') || (made.back() == '/' && c == '*') ||
                          (made.back() == '$' && c == '{'));
    if (after) made += ' ';
    made += control ? ' ' : c;
  }
  return made;
}

std::string last_step(const Steps& steps) {
  return step_name(steps.count);
}

std::string steps_text(const Schema& schema, const std::string& table, const Terms& terms, const Steps& steps,
                       const Writer& writer, const Dialect& dialect,
                       const std::vector<std::string>& meanings) {
  std::string text = "WITH\n" + record_steps(schema, table, terms, steps, writer, dialect);
  const std::string fence = dialect.fence();
  for (std::uint32_t step = 1; step <= steps.count; ++step)
    text += fmt::format(",\n{} {} (\n  SELECT\n    {}\n  FROM {}{}\n)", step_name(step),
                        step == steps.count ? dialect.kept() : "AS",
                        listed(step_columns(steps, step, writer, dialect, meanings), ",\n    "),
                        step_name(step - 1), fence.empty() ? "" : "\n  " + fence);
  return text;
}

std::string results_select(const Outcome& outcome, const Steps& steps, const Writer& writer,
                           const Dialect& dialect) {
  std::vector<std::string> columns{"id", standing_text(outcome, writer, dialect) + " AS standing"};
  for (const OutcomeColumn& column : outcome.amounts)
    columns.push_back(writer.reading(column.term) + " AS " + dialect.name(column.name));
  columns.push_back(dialect.characters_after_first(writer.reading(outcome.titles)) + " AS offers");
  return fmt::format("\nSELECT\n  {}\nFROM {}\nWHERE {}", listed(columns, ",\n  "), last_step(steps),
                     writer.reading(outcome.decided));
}

// A row a figure: the sums stand in arrays, as there may be more of them than a row has columns.
std::string summary_select(const std::vector<Figure>& figures, const std::string& table,
                           const Outcome& outcome, const Steps& steps, const Writer& writer,
                           const Dialect& dialect) {
  constexpr std::size_t together = 100;
  std::vector<std::string> arrays, rows, cases;
  const auto row = [&](const std::string& name, const std::string& offer) {
    rows.push_back(fmt::format("({}, {}, {})", rows.size(), dialect.text(name),
                               offer.empty() ? dialect.nothing(Type::text) : dialect.text(offer)));
  };
  for (const char* name : {"records", "decided", "rejected"}) row(name, "");
  std::vector<std::string> sums;
  for (std::size_t i = 0; i < figures.size(); ++i) {
    const std::size_t array = i / together;
    sums.push_back(fmt::format("COALESCE({}, 0)", dialect.sum(writer.reading(figures[i].term))));
    if (sums.size() == together || i + 1 == figures.size()) {
      arrays.push_back(fmt::format("{} AS s{}", dialect.array(sums), array));
      sums.clear();
    }
    cases.push_back(
        fmt::format("WHEN {} THEN {}", i + 3, dialect.element(fmt::format("s{}", array), i % together)));
    row(figures[i].name, figures[i].offer);
  }
  return fmt::format(
      ",\ntrouw_sums AS (\n  SELECT\n    count(*) AS decided,\n    {}\n  FROM {}\n  WHERE "
      "{}\n),\ntrouw_table AS (SELECT "
      "count(*) AS records FROM {}),\ntrouw_names (n, name, offer) AS (VALUES\n  {}\n)\nSELECT\n  name,\n  "
      "offer,\n  CASE n "
      "WHEN 0 THEN records WHEN 1 THEN decided WHEN 2 THEN records - decided\n    {}\n  END AS amount\nFROM "
      "trouw_names "
      "CROSS JOIN trouw_sums CROSS JOIN trouw_table\nORDER BY n",
      listed(arrays, ",\n    "), last_step(steps), writer.reading(outcome.decided), table,
      listed(rows, ",\n  "), listed(cases, "\n    "));
}

}  // namespace trouw::sql
