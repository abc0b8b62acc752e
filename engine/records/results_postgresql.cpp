#include "records/results_postgresql.h"

#include <fmt/format.h>

#include <optional>

#include "postgresql/postgresql.h"
#include "records/naming.h"

namespace trouw {

namespace {

constexpr const char* columns =
    "id text, standing text, newcomer_value bigint, value_before_match bigint, top_up bigint, value bigint, "
    "worse_off_before bigint, worse_off bigint, offers text";

class PostgresqlResults final : public ResultsWriter {
 public:
  PostgresqlResults(const NamedSource& target, const Programme& programme, Status& status)
      : ResultsWriter(programme),
        table_(target.part.empty() ? "results" : target.part),
        connection_(target.file, status) {
    if (status) status = connection_.execute("BEGIN");
    if (status) status = find_table();
    if (status) status = connection_.copy("COPY " + postgresql::quoted_table(table_) + " FROM STDIN");
  }

  void format(std::span<const ResultRow> rows, std::string& text) const override {
    for (const ResultRow& row : rows) {
      postgresql::append_value(text, row.id);
      text += '\t';
      text += standing_name(row.standing);
      for (const std::int64_t number : {row.newcomer_value, row.value_before_match, row.top_up, row.value,
                                        row.worse_off_before, row.worse_off})
        fmt::format_to(std::back_inserter(text), "\t{}", number);
      text += '\t';
      postgresql::append_value(text, row.offers);
      text += '\n';
    }
  }

  Status add(std::span<const ResultRow> rows, std::string_view text) override {
    for (const ResultRow& row : rows)
      if (row.id.find('\0') != std::string_view::npos)
        return Status::failure("an id has a zero byte in it, which no text of PostgreSQL's can have: " +
                               std::string(row.id.substr(0, row.id.find('\0'))) + "…");
    return connection_.put(text);
  }

  Status finish() override {
    const Status put = connection_.end_put();
    return put ? connection_.execute("COMMIT") : put;
  }

 private:
  Status find_table() {
    const std::string table = postgresql::quoted_table(table_);
    std::optional<std::string> found;
    Status status = connection_.value(
        "SELECT string_agg(quote_ident(attname) || ' ' || format_type(atttypid, atttypmod), ', ' "
        "ORDER BY attnum) FROM pg_attribute WHERE attnum > 0 AND NOT attisdropped AND attrelid = "
        "to_regclass(" +
            postgresql::quoted_text(table) + ")",
        found);
    if (!status) return status;
    if (!found) return connection_.execute("CREATE TABLE " + table + " (" + not_null(columns) + ")");
    if (*found == columns) return {};
    return Status::failure(fmt::format(
        "The table {} has other columns than results, so nothing is written to it. It has: {}. Results have: "
        "{}.",
        table_, *found, columns));
  }

  static std::string not_null(std::string_view types) {
    std::string made;
    for (const char c : types) made += c == ',' ? std::string(" NOT NULL,") : std::string(1, c);
    return made + " NOT NULL";
  }

  std::string table_;
  postgresql::Connection connection_;
};

}  // namespace

std::unique_ptr<ResultsWriter> create_results_postgresql(const std::string& target,
                                                         const Programme& programme, Status& status) {
  return std::make_unique<PostgresqlResults>(NamedSource(target), programme, status);
}

}  // namespace trouw
