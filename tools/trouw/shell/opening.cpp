#include "shell/opening.h"

#include <fmt/format.h>

#include <utility>

#include "shell/words.h"
#include "show/diagnostics.h"

namespace trouw::cli {

std::optional<Day> read_day(const std::string& option, const std::string& text, Console& console) {
  const std::optional<Day> day = parse_day(text);
  if (!day)
    console.error(fmt::format("{} takes a date like 2027-03-01 that exists, from 1900 to 2199, not “{}”.\n",
                              option, printable(text)));
  return day;
}

Opened open_programme(const std::string& folder, bool quiet, Console& console) {
  Loaded loaded = load_programme(folder);
  const Tally counts = tally(loaded.diagnostics);
  if (!loaded.programme) {
    console.error(diagnostics_text(loaded.diagnostics, console) + tally_text(counts) + ".\n");
    return {nullptr, loaded.readable ? answer_is_no : unusable};
  }
  if (counts.warnings > 0 && !quiet)
    console.error(fmt::format("{}; `trouw check {}` shows {}.\n",
                              counted(counts.warnings, "warning", "warnings"), printable(folder),
                              counts.warnings == 1 ? "it" : "them"));
  return {std::make_shared<const Programme>(std::move(*loaded.programme)), fine};
}

int fail(const std::string& message, Console& console) {
  console.error(printable(message) + "\n");
  return unusable;
}

int no_such_field(const std::string& name, const std::vector<std::string>& names, Console& console) {
  const std::string near = nearest_name(name, names);
  return fail(
      fmt::format("There is no field “{}”{}", name, near.empty() ? "." : "; did you mean “" + near + "”?"),
      console);
}

std::unique_ptr<RecordReader> open_customers(const std::string& source, const RecordShape& shape,
                                             Console& console) {
  Status status;
  std::unique_ptr<RecordReader> reader = open_records(source, shape, status);
  if (!status) {
    fail(status.message, console);
    return nullptr;
  }
  for (const std::string& note : reader->notes()) console.error(printable(note) + "\n");
  return reader;
}

}  // namespace trouw::cli
