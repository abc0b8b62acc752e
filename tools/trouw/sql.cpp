// trouw sql: the same decision as one SELECT for the user's own database or cluster.

#include "trouw/sql.h"

#include <fmt/format.h>

#include "command.h"
#include "shell/arguments.h"
#include "shell/opening.h"
#include "shell/words.h"

namespace trouw::cli {

namespace {

struct SqlRequest {
  std::string folder, dialect, on, table, view;
  bool summary = false;
  bool quiet = false;
};

std::optional<int> read(const Command& command, const Words& words, Console& console, SqlRequest& request) {
  Arguments arguments(command);
  arguments.operand("PROGRAMME", request.folder, "a folder with programme.yaml and offers in *.trouw files");
  arguments.option("--dialect", "NAME", request.dialect, "sqlite, postgresql, duckdb or spark", true);
  arguments.option("--on", "DATE", request.on, "the day that is decided for, like 2027-03-01", true);
  arguments.option(
      "--table", "NAME", request.table,
      "the customers' table, like customer or sales.customer; without it, `records` of programme.yaml");
  arguments.option("--view", "NAME", request.view, "make this view of it, like loyalty or sales.loyalty");
  arguments.flag("--summary", request.summary,
                 "figures of the whole table, a row each, as a dry run has them");
  arguments.quiet(request.quiet);
  return arguments.read(words, console);
}

int unknown_dialect(const std::string& word, Console& console) {
  const std::string near = nearest_name(word, sql_dialect_names());
  std::string all;
  for (const std::string& name : sql_dialect_names()) all += (all.empty() ? "" : ", ") + name;
  console.error(fmt::format("There is no dialect “{}”.\n   help: {}\n", printable(word),
                            near.empty() ? "one of " + all + "." : "did you mean `" + near + "`?"));
  return unusable;
}

}  // namespace

int run_sql(const Command& command, const Words& words, Console& console) {
  SqlRequest request;
  if (const auto code = read(command, words, console, request)) return *code;
  const std::optional<SqlDialect> dialect = find_sql_dialect(request.dialect);
  if (!dialect) return unknown_dialect(request.dialect, console);
  const std::optional<Day> day = read_day("--on", request.on, console);
  if (!day) return unusable;
  Opened opened = open_programme(request.folder, request.quiet, console);
  if (!opened.programme) return opened.code;

  const Engine engine(std::move(opened.programme));
  SqlStatement statement;
  const SqlOptions options{*dialect, *day, request.table, request.view, request.summary};
  if (const Status status = write_sql(engine, options, statement); !status)
    return fail(status.message, console);
  if (!request.quiet)
    for (const std::string& sentence : statement.left_out) console.error(printable(sentence) + "\n");
  console.out(statement.text);
  return fine;
}

}  // namespace trouw::cli
