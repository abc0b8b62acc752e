#include <sys/stat.h>

#include <array>

#include "records/readers.h"

namespace trouw {

namespace {

constexpr std::array<std::string_view, 3> database_endings = {".db", ".sqlite", ".sqlite3"};
constexpr std::array<std::string_view, 2> json_endings = {".ndjson", ".jsonl"};

bool ends_like(std::string_view name, std::string_view ending) {
  if (name.size() < ending.size()) return false;
  name.remove_prefix(name.size() - ending.size());
  for (std::size_t i = 0; i < name.size(); ++i) {
    const char c = name[i] >= 'A' && name[i] <= 'Z' ? static_cast<char>(name[i] - 'A' + 'a') : name[i];
    if (c != ending[i]) return false;
  }
  return true;
}

template <std::size_t N>
bool ends_like(std::string_view name, const std::array<std::string_view, N>& endings) {
  for (const std::string_view ending : endings)
    if (ends_like(name, ending)) return true;
  return false;
}

std::unique_ptr<RecordReader> open_database(const std::string& path, const std::string& table,
                                            const RecordShape& shape, Status& status) {
  struct stat about = {};
  if (::stat(path.c_str(), &about) != 0)
    status = Status::failure("There is no file " + path + ".");
  else if (S_ISDIR(about.st_mode))
    status = Status::failure(path + " is a folder, not a file of records.");
  return status ? open_table(path, table, shape, status) : nullptr;
}

}  // namespace

std::unique_ptr<RecordReader> open_records(const std::string& source, const RecordShape& shape,
                                           Status& status) {
  status = {};
  if (source == "-") return open_ndjson(source, shape, status);
  if (ends_like(source, ".csv")) return open_csv(source, shape, status);
  if (ends_like(source, json_endings)) return open_ndjson(source, shape, status);
  if (ends_like(source, database_endings)) return open_database(source, {}, shape, status);
  const std::size_t sign = source.rfind('#');
  if (sign != std::string::npos && ends_like(source.substr(0, sign), database_endings))
    return open_database(source.substr(0, sign), source.substr(sign + 1), shape, status);
  status = Status::failure(
      source +
      " is no source of records: its name should end in .csv, .ndjson or .db, or be - for standard input.");
  return nullptr;
}

}  // namespace trouw
