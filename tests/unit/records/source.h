// Records from a text or a table, against a small programme.yaml.
#pragma once

#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <stdexcept>
#include <string>

#include "records/cell.h"
#include "sqlite/database.h"
#include "trouw/records.h"
#include "unit/schema/reading.h"

namespace trouw::test {

// A folder that is gone after the test.
struct Folder {
  Folder() : path(std::filesystem::temp_directory_path() / ("trouw_records_" + std::to_string(::getpid()))) {
    std::filesystem::create_directories(path);
  }
  ~Folder() { std::filesystem::remove_all(path); }
  std::string file(const std::string& name, const std::string& text) const {
    std::ofstream(path / name, std::ios::binary) << text;
    return (path / name).string();
  }
  std::string database(const std::string& name, const std::string& sql) const {
    const std::string file = (path / name).string();
    Status status;
    sqlite::Database database(file, sqlite::Access::create, status);
    if (status) status = database.execute(sql);
    if (!status) throw std::runtime_error(status.message);
    return file;
  }
  std::filesystem::path path;
};

// A programme.yaml whose fields are `id` and those given, a line each.
inline Schema schema_of(const std::string& fields, const std::string& id_type = "text") {
  Parts parts;
  parts.fields = "  id: {type: " + id_type +
                 "}\n  price: {type: money}\n  active: {type: yes/no, optional: true}\n" + fields;
  parts.roles = "  id: id\n  price: price\n  newcomer price: same as price\n  customer when: active\n";
  const ReadYaml read(parts.text());
  if (!read.shown.empty()) throw std::runtime_error(read.shown);
  return read.schema;
}

// All that a source holds, in one line a record: "line id: value, value, …", "-" for unknown.
struct ReadAll {
  ReadAll(const std::string& source, const Schema& schema, std::vector<std::string> texts = {},
          bool compared = false) {
    RecordShape shape{&schema, std::move(texts), std::vector<bool>(schema.fields.size(), compared)};
    const auto reader = open_records(source, shape, status);
    if (!status) return;
    Batch batch;
    for (bool more = true; more;) {
      std::vector<Reject> own;
      status = reader->next(batch, own);
      more = status && (batch.size > 0 || !own.empty());
      if (status) take(batch, own);
      ++batches;
      progress = reader->progress();
    }
    show_rejects();
  }

  void take(const Batch& batch, const std::vector<Reject>& own) {
    for (std::size_t row = 0; row < batch.size; ++row) show(batch, row);
    count += batch.size;
    rejected.insert(rejected.end(), own.begin(), own.end());
  }

  void show_rejects() {
    for (const Reject& r : rejected)
      rejects +=
          std::to_string(r.line) + " [" + r.id + "] " + r.field + " <" + r.value + "> " + r.reason + "\n";
  }

  void show(const Batch& batch, std::size_t row) {
    records += std::to_string(batch.lines[row]) + " " + std::string(batch.id(row)) + ":";
    for (std::size_t i = 1; i < batch.columns.size(); ++i)
      records +=
          (batch.columns[i].known[row] != 0 ? " " + std::to_string(batch.columns[i].values[row]) : " -");
    records += "\n";
  }

 protected:
  ReadAll() = default;

 public:
  Status status;
  std::string records, rejects;
  std::vector<Reject> rejected;
  std::size_t count = 0, batches = 0;
  double progress = 0;
};

}  // namespace trouw::test
