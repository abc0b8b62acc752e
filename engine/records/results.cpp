#include "trouw/results.h"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>

#include "records/results_postgresql.h"
#include "records/results_sqlite.h"
#include "records/results_text.h"
#include "records/row_source.h"
#include "trouw/dry_run.h"

namespace trouw {

namespace {

using Create = std::unique_ptr<ResultsWriter> (*)(const std::string&, const Programme&, Status&);

constexpr std::pair<const char*, Create> endings[] = {
    {".csv", create_results_csv},   {".ndjson", create_results_json},   {".jsonl", create_results_json},
    {".db", create_results_sqlite}, {".sqlite", create_results_sqlite}, {".sqlite3", create_results_sqlite},
};

std::string lowered(std::string text) {
  std::ranges::transform(text, text.begin(),
                         [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
  return text;
}

}  // namespace

Status ResultsWriter::add(std::string_view id, const Totals& totals) {
  const std::string offers = counted_titles(programme_, totals);
  const ResultRow row{id,
                      totals.standing,
                      totals.newcomer_value,
                      totals.value_before_match,
                      totals.top_up,
                      totals.value,
                      totals.worse_off_before,
                      totals.worse_off,
                      offers};
  std::string text;
  format({&row, 1}, text);
  return add({&row, 1}, text);
}

std::unique_ptr<ResultsWriter> create_results(const std::string& path, const Programme& programme,
                                              Status& status) {
  if (is_postgresql_source(path)) return create_results_postgresql(path, programme, status);
  const std::string ending = lowered(std::filesystem::path(path).extension().string());
  for (const auto& [known, create] : endings)
    if (ending == known) return create(path, programme, status);
  status =
      Status::failure(fmt::format("Results are written to a file that ends in .csv, .db or .ndjson, or to "
                                  "postgresql://…#table, not to {}.",
                                  path));
  return nullptr;
}

}  // namespace trouw
