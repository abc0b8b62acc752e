#include "sql/records.h"

#include <fmt/format.h>

#include <set>

namespace trouw::sql {

namespace {

// Short, as some databases cut long names.
std::string slug(std::string_view name) {
  constexpr std::size_t longest = 40;
  std::string made = "f_";
  for (const char c : name) {
    if (made.size() == longest) break;
    const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    if (letter)
      made += static_cast<char>(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);
    else if (made.back() != '_')
      made += '_';
  }
  return made;
}

class RecordSteps {
 public:
  RecordSteps(const Schema& schema, const Terms& terms, const Steps& steps, const Writer& writer,
              const Dialect& dialect)
      : schema_(schema), terms_(terms), steps_(steps), writer_(writer), dialect_(dialect) {}

  // With the table's name before each column: a name that is none would else be read as a text in some
  // databases.
  std::string rows(const std::string& table) const {
    std::vector<std::string> columns;
    for (FieldId id = 0; id < schema_.fields.size(); ++id)
      columns.push_back(fmt::format("t.{} AS r_{}", dialect_.name(schema_.fields[id].column), id));
    return fmt::format("trouw_rows AS (\n  SELECT\n    {}\n  FROM {} AS t\n)", listed(columns, ",\n    "),
                       table);
  }

  std::string cells() const {
    std::vector<std::string> columns{fmt::format("r_{} AS id", *schema_.roles.id)};
    for (FieldId id = 0; id < schema_.fields.size(); ++id) {
      const Field& field = schema_.fields[id];
      const std::string raw = fmt::format("r_{}", id);
      if (may_be_missing(field)) {
        const std::string missing = fmt::format("({} IS NULL OR {} = '')", raw, dialect_.text_of(raw));
        columns.push_back(
            fmt::format("CASE WHEN NOT {} THEN {} END AS c_{}", missing, dialect_.cell(field, raw), id));
        columns.push_back(fmt::format("{} AS m_{}", missing, id));
      } else {
        columns.push_back(dialect_.cell(field, raw) + fmt::format(" AS c_{}", id));
      }
      if (field.type == trouw::Type::date) columns.push_back(raw);
    }
    return fmt::format("trouw_cells {} (\n  SELECT\n    {}\n  FROM trouw_rows{}\n)", dialect_.kept(),
                       listed(columns, ",\n    "), fence());
  }

  std::string records() const {
    std::vector<std::string> columns{"id"}, conditions;
    for (const TermId id : steps_.columns)
      if (terms_[id].kind == Kind::input) columns.push_back(input(terms_[id].k) + " AS " + writer_.name(id));
    for (FieldId id = 0; id < schema_.fields.size(); ++id) conditions.push_back(fits(id));
    return fmt::format("trouw_records AS (\n  SELECT\n    {}\n  FROM trouw_cells\n  WHERE {}{}\n)",
                       listed(columns, ",\n    "), listed(conditions, "\n    AND "), fence());
  }

 private:
  static bool may_be_missing(const Field& field) { return field.optional || field.if_missing.has_value(); }

  std::string fence() const {
    const std::string fence = dialect_.fence();
    return fence.empty() ? "" : "\n  " + fence;
  }

  std::string fits(FieldId id) const {
    const Field& field = schema_.fields[id];
    std::string condition = fmt::format("c_{} IS NOT NULL", id);
    const bool listed_type = field.type == trouw::Type::text || field.type == trouw::Type::choice ||
                             field.type == trouw::Type::yes_no;
    if (!listed_type)
      condition =
          fmt::format("c_{} BETWEEN {} AND {}", id, dialect_.wide(field.from), dialect_.wide(field.to));
    if (field.type == trouw::Type::text) condition += fmt::format(" AND c_{} <> ''", id);
    return may_be_missing(field) ? fmt::format("(m_{} OR {})", id, condition) : condition;
  }

  std::string input(std::int64_t number) const {
    const auto id = static_cast<FieldId>(number / 3);
    const Field& field = schema_.fields[id];
    const std::string cell = fmt::format("c_{}", id), raw = fmt::format("r_{}", id);
    std::string value = cell;
    if (number % 3 == 1) value = dialect_.months_of(raw, cell);
    if (number % 3 == 2) value = dialect_.day_of(raw, cell);
    if (!field.if_missing) return value;
    if (field.type == trouw::Type::text)
      return fmt::format("COALESCE({}, {})", value,
                         dialect_.text(schema_.texts[static_cast<std::size_t>(*field.if_missing)]));
    const Civil civil = civil_of(static_cast<Day>(number % 3 == 0 ? 0 : *field.if_missing));
    const std::int64_t missing = number % 3 == 0   ? *field.if_missing
                                 : number % 3 == 1 ? std::int64_t{civil.year} * 12 + civil.month - 1
                                                   : civil.day;
    return fmt::format("COALESCE({}, {})", value, dialect_.wide(missing));
  }

  const Schema& schema_;
  const Terms& terms_;
  const Steps& steps_;
  const Writer& writer_;
  const Dialect& dialect_;
};

}  // namespace

void name_inputs(const Schema& schema, const Terms& terms, const Steps& steps, Writer& writer) {
  std::set<std::string> taken;
  for (const TermId id : steps.columns) {
    if (terms[id].kind != Kind::input) continue;
    constexpr const char* parts[] = {"", "_months", "_day"};
    const std::int64_t number = terms[id].k;
    const std::string base = slug(schema.fields[static_cast<std::size_t>(number / 3)].name);
    std::string name = base + parts[number % 3];
    if (!taken.insert(name).second) name = fmt::format("{}_{}{}", base, number / 3 + 1, parts[number % 3]);
    taken.insert(name);
    writer.name(id, name);
  }
}

std::string record_steps(const Schema& schema, const std::string& table, const Terms& terms,
                         const Steps& steps, const Writer& writer, const Dialect& dialect) {
  const RecordSteps made(schema, terms, steps, writer, dialect);
  return made.rows(table) + ",\n" + made.cells() + ",\n" + made.records();
}

}  // namespace trouw::sql
