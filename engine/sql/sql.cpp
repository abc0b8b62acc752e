#include "trouw/sql.h"

#include <fmt/format.h>

#include <algorithm>

#include "plan/plan.h"
#include "sql/records.h"
#include "sql/statement.h"

namespace trouw {

namespace {

using namespace trouw::sql;

// "sales.customer" as two names.
std::string qualified(const Dialect& dialect, const std::string& name) {
  std::vector<std::string> parts;
  std::size_t begin = 0;
  for (std::size_t end = name.find('.'); end != std::string::npos; end = name.find('.', begin)) {
    parts.push_back(dialect.name(name.substr(begin, end - begin)));
    begin = end + 1;
  }
  parts.push_back(dialect.name(name.substr(begin)));
  return listed(parts, ".");
}

// Databases tell names apart in lower case.
bool like_a_step(std::string_view table) {
  constexpr std::string_view prefix = "trouw_";
  return std::ranges::equal(table.substr(0, prefix.size()), prefix,
                            [](char a, char b) { return (a >= 'A' && a <= 'Z' ? a - 'A' + 'a' : a) == b; });
}

// A name that the dialect has no way to write; empty: none.
std::string unwritable(const Dialect& dialect, const Schema& schema, const SqlOptions& options) {
  for (const std::string& name : {options.table, options.view, schema.records})
    if (!dialect.can_name(name)) return name;
  for (const Field& field : schema.fields)
    if (!dialect.can_name(field.column)) return field.column;
  return {};
}

std::string offer_list(const Programme& programme, bool (*wanted)(const Offer&)) {
  std::vector<std::string> titles;
  for (const Offer& offer : programme.offers)
    if (wanted(offer)) titles.push_back("“" + offer.title + "”");
  return listed(titles, ", ");
}

// What only the ledger knows.
std::vector<std::string> left_out(const Programme& programme, bool summary) {
  std::vector<std::string> sentences;
  const auto say = [&](const std::string& offers, const char* sentence) {
    if (!offers.empty()) sentences.push_back(fmt::format(fmt::runtime(sentence), offers));
  };
  say(offer_list(programme, [](const Offer& offer) { return !offer.limits.empty(); }),
      "The limits of {} need the ledger: they are taken to leave room.");
  say(offer_list(programme, [](const Offer& offer) { return offer.hold_out.has_value(); }),
      "The hold-outs of {} need the ledger: nobody is held out.");
  if (!programme.schema.roles.already_received)
    say(offer_list(programme, [](const Offer& offer) { return offer.match.has_value(); }),
        "{} takes off what was granted before: without the ledger none is assumed.");
  const bool searched = std::ranges::any_of(programme.guarantees, [](const Guarantee& guarantee) {
    return guarantee.kind == GuaranteeKind::staying || guarantee.kind == GuaranteeKind::share;
  });
  if (summary && searched)
    sentences.emplace_back(
        "Guarantees on staying longer and on shares of all rewards are left to the dry run.");
  return sentences;
}

std::string heading(const Programme& programme, const SqlOptions& options, const SqlStatement& statement,
                    const Dialect& dialect) {
  std::vector<std::string> lines{
      fmt::format("{}, decided for {}.", programme.schema.programme, format_day(options.on)),
      fmt::format("Written by trouw for {}; programme {}.",
                  sql_dialect_names()[static_cast<std::size_t>(options.dialect)], programme.fingerprint),
      fmt::format("Amounts are minor units of {}.", programme.schema.currency),
      "Rows that do not fit the declared fields, of standing rejected, or whose arithmetic leaves 64 bits "
      "are left out: "
      "they are the dry run's rejects.",
      "The table's key keeps ids apart: an id that is there twice is decided twice, where the dry run "
      "rejects the later."};
  lines.insert(lines.end(), statement.left_out.begin(), statement.left_out.end());
  for (std::string& sentence : dialect.advice()) lines.push_back(std::move(sentence));
  std::string text;
  for (const std::string& line : lines) text += "-- " + commented(line) + "\n";
  return text;
}

// Names for the columns of steps, and what those mean that have a meaning.
std::vector<std::string> name_columns(const Schema& schema, const Terms& terms, const Steps& steps,
                                      const Outcome& outcome, Writer& writer) {
  std::vector<std::string> meanings(terms.size());
  name_inputs(schema, terms, steps, writer);
  for (const Outcome::Named& named : outcome.named) {
    if (steps.slots[named.term].form != Slot::column || !writer.name(named.term).empty()) continue;
    writer.name(named.term, named.name);
    meanings[named.term] = named.meaning;
  }
  for (const TermId id : steps.columns)
    if (writer.name(id).empty()) writer.name(id, fmt::format("n{}", id));
  return meanings;
}

// A statement reads columns of the strict forms alone.
Status in_strict_forms(const Schema& schema) {
  for (const Field& field : schema.fields) {
    const bool blank_word =
        std::ranges::count(field.stored_yes, "") + std::ranges::count(field.stored_no, "") > 0;
    if (!field.has_column())
      return Status::failure("the field “" + field.name +
                             "” has no column: give the table one by a view, and the field its name.");
    if (field.notation != Notation{} || field.stored_in == StoredIn::years || blank_word)
      return Status::failure(
          "the field “" + field.name +
          "” is read in a form of its own (“reading” and the like), which a statement does not: "
          "give it a view whose column has the strict form.");
  }
  return {};
}

}  // namespace

Status write_sql(const Engine& engine, const SqlOptions& options, SqlStatement& statement) {
  const Programme& programme = engine.programme();
  const std::unique_ptr<Dialect> dialect = make_dialect(options.dialect);
  if (Status status = in_strict_forms(programme.schema); !status) return status;
  if (options.table.empty() && programme.schema.records.empty())
    return Status::failure("programme.yaml names no table: say which with --table.");
  const std::string table =
      options.table.empty() ? dialect->name(programme.schema.records) : qualified(*dialect, options.table);
  if (like_a_step(options.table.empty() ? programme.schema.records : options.table))
    return Status::failure(
        "names that begin with trouw_ are the statement's own: give the table another, by a view of it.");
  if (const std::string name = unwritable(*dialect, programme.schema, options); !name.empty())
    return Status::failure("Spark takes ${…} for a variable, in a name too: give “" + name +
                           "” another, by a view of the table.");
  const std::shared_ptr<const Plan> plan = engine.plan(options.on);
  Terms terms;
  Translation translation(*plan, terms);
  const Outcome outcome = results_outcome(*plan, translation, terms);
  std::vector<Figure> figures;
  if (options.summary) figures = summary_figures(*plan, outcome, translation, terms);

  std::vector<TermId> roots{outcome.standing, outcome.decided};
  if (!options.summary) roots.push_back(outcome.titles);
  for (const OutcomeColumn& column : outcome.amounts) roots.push_back(column.term);
  for (const Figure& figure : figures) roots.push_back(figure.term);
  const Steps steps = lay_out(terms, roots, dialect->limits());
  if (!steps.fits) return Status::failure("this programme has more offers than a table has columns for.");
  Writer writer(terms, steps, *dialect);
  const std::vector<std::string> meanings = name_columns(programme.schema, terms, steps, outcome, writer);

  statement.left_out = left_out(programme, options.summary);
  statement.text = heading(programme, options, statement, *dialect);
  if (!options.view.empty()) statement.text += dialect->begin_view(qualified(*dialect, options.view));
  statement.text += steps_text(programme.schema, table, terms, steps, writer, *dialect, meanings);
  statement.text += options.summary ? summary_select(figures, table, outcome, steps, writer, *dialect)
                                    : results_select(outcome, steps, writer, *dialect);
  statement.text += ";\n";
  return {};
}

}  // namespace trouw
