#include "records/results_sqlite.h"

#include <optional>

#include "records/results_file.h"
#include "sqlite/database.h"

namespace trouw {

namespace {

// Nothing is lost by leaving the journal out: a file that was not finished is thrown away.
constexpr const char* schema_sql =
    "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;"
    "CREATE TABLE results (id TEXT NOT NULL, standing TEXT NOT NULL, newcomer_value INTEGER NOT NULL,"
    " value_before_match INTEGER NOT NULL, top_up INTEGER NOT NULL, value INTEGER NOT NULL,"
    " worse_off_before INTEGER NOT NULL, worse_off INTEGER NOT NULL, offers TEXT NOT NULL) STRICT;"
    "BEGIN";

class SqliteResults final : public ResultsWriter {
 public:
  SqliteResults(const std::string& path, const Programme& programme, Status& status)
      : ResultsWriter(programme), place_(path) {
    status = place_.begin();  // an empty file is an empty database
    if (status) database_.emplace(place_.temporary(), sqlite::Access::write, status);
    if (status) status = database_->execute(schema_sql);
    if (status)
      insert_ = database_->prepare("INSERT INTO results VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", status);
  }

  void format(std::span<const ResultRow>, std::string&) const override {}

  Status add(std::span<const ResultRow> rows, std::string_view) override {
    for (const ResultRow& row : rows)
      if (Status status = insert(row); !status) return status;
    return {};
  }

  Status finish() override {
    insert_ = {};
    const Status committed = database_->execute("COMMIT");
    database_.reset();
    return committed ? place_.replace() : committed;
  }

 private:
  Status insert(const ResultRow& row) {
    insert_.bind(1, row.id).bind(2, std::string_view(standing_name(row.standing)));
    insert_.bind(3, row.newcomer_value).bind(4, row.value_before_match).bind(5, row.top_up);
    insert_.bind(6, row.value).bind(7, row.worse_off_before).bind(8, row.worse_off);
    insert_.bind(9, row.offers);
    return insert_.run();
  }

  Replacement place_;  // outlives the connection to its file
  std::optional<sqlite::Database> database_;
  sqlite::Statement insert_;
};

}  // namespace

std::unique_ptr<ResultsWriter> create_results_sqlite(const std::string& path, const Programme& programme,
                                                     Status& status) {
  return std::make_unique<SqliteResults>(path, programme, status);
}

}  // namespace trouw
