#include "shell/opening.h"

#include <fmt/format.h>

#include <filesystem>
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

std::unique_ptr<RecordReader> open_customers(const std::string& source, const RecordShape& shape,
                                             Console& console) {
  Status status;
  std::unique_ptr<RecordReader> reader = open_records(source, shape, status);
  if (status) return reader;
  fail(status.message, console);
  return nullptr;
}

namespace {

// Whether two paths lead to one file, which may not be there yet.
bool same_file(const std::string& a, const std::string& b) {
  std::error_code first, second;
  const auto left = std::filesystem::weakly_canonical(a, first);
  const auto right = std::filesystem::weakly_canonical(b, second);
  return !a.empty() && !b.empty() && !first && !second && left == right;
}

}  // namespace

std::string clash(const std::string& customers,
                  const std::vector<std::pair<std::string, std::string>>& written) {
  const std::string source = customers.substr(0, customers.find('#'));
  for (std::size_t i = 0; i < written.size(); ++i) {
    const auto& [option, file] = written[i];
    for (std::size_t other = i + 1; other < written.size(); ++other)
      if (same_file(file, written[other].second))
        return fmt::format("{} and {} name the same file.", option, written[other].first);
    if (same_file(file, source)) return option + " would overwrite the customers.";
  }
  return "";
}

}  // namespace trouw::cli
