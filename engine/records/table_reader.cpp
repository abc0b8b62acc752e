#include <algorithm>
#include <filesystem>
#include <optional>

#include "records/nearest.h"
#include "records/readers.h"
#include "records/real_text.h"
#include "records/record_builder.h"
#include "records/settling.h"
#include "sqlite/database.h"

namespace trouw {

namespace {

bool same_name(std::string_view a, std::string_view b) {
  const auto lower = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; };
  return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                    [&](char x, char y) { return lower(x) == lower(y); });
}

class TableReader : public RecordReader {
 public:
  TableReader(const std::string& path, const std::string& table, const RecordShape& shape, Status& status)
      : database_(path, sqlite::Access::read, status),
        shape_(shape),
        schema_(*shape.schema),
        cells_(schema_.fields.size()),
        reals_(schema_.fields.size()),
        builder_(shape) {
    if (status) status = check_whole();
    if (status) status = find_table(table);
    if (status) status = find_columns();
    settling_.emplace(schema_, 1, unique_ids_);
    if (status) status = select();
  }

  Status next(Batch& batch, std::vector<Reject>& rejects) override {
    begin(batch);
    const std::size_t own = rejects.size();
    while (!done_ && row_ < batch_rows)
      if (Status status = step(batch, rejects); !status) return status;
    builder_.complete(batch);
    read_ += row_;
    settling_->settle(row_, batch, rejects, own);
    return {};
  }

  std::unique_ptr<RecordParts> parts() override;

  // Makes ready for read_range() instead of next().
  Status select_range() {
    Status status;
    rows_ = database_.prepare("SELECT " + columns_ + " FROM " + sqlite::quoted_name(table_) +
                                  " WHERE rowid BETWEEN ? AND ? ORDER BY rowid",
                              status);
    return status;
  }

  // As PartReader::read(). REQUIRES a range of batch_rows at most.
  Status read_range(RecordPart& part, Batch& batch, std::vector<Reject>& rejects) {
    done_ = false;
    rows_.reset();
    rows_.bind(1, part.first).bind(2, part.last);
    begin(batch);
    while (!done_)
      if (Status status = step(batch, rejects); !status) return status;
    builder_.complete(batch);
    part.lines = row_;
    return {};
  }

  double progress() const override {
    return expected_ <= 0 ? -1 : std::min(1.0, static_cast<double>(read_) / static_cast<double>(expected_));
  }

 private:
  void begin(Batch& batch) {
    builder_.begin(batch);
    row_ = 0;
  }

  Status step(Batch& batch, std::vector<Reject>& rejects) {
    const sqlite::Step step = rows_.step();
    if (step == sqlite::Step::failed) return rows_.failure();
    done_ = step == sqlite::Step::done;
    if (!done_) take_row(batch, rejects);
    return {};
  }

  Status failure(const std::string& what) const { return Status::failure(database_.path() + what); }

  // The first column of every row.
  Status list(const std::string& sql, std::string_view parameter, std::vector<std::string>& names) {
    Status status;
    sqlite::Statement statement = database_.prepare(sql, status);
    if (!status) return status;
    if (!parameter.empty()) statement.bind(1, parameter);
    sqlite::Step step = statement.step();
    for (; step == sqlite::Step::row; step = statement.step()) names.push_back(statement.text(0));
    return step == sqlite::Step::failed ? statement.failure() : Status();
  }

  // A database is whole pages; SQLite would read zeros behind the end of one that was cut.
  Status check_whole() {
    Status status;
    sqlite::Statement statement = database_.prepare("PRAGMA page_size", status);
    if (!status || statement.step() != sqlite::Step::row) return status;
    std::error_code error;
    const auto bytes = std::filesystem::file_size(database_.path(), error);
    const std::int64_t page = statement.value(0).number;
    if (error || page <= 0 || bytes % static_cast<std::uintmax_t>(page) == 0) return {};
    return failure(" ends in the middle of a page: it was cut short; copy it again.");
  }

  Status find_table(const std::string& named) {
    std::vector<std::string> tables;
    Status status = list(
        "SELECT name FROM sqlite_schema WHERE type IN ('table', 'view') AND name NOT LIKE 'sqlite\\_%' "
        "ESCAPE '\\' ORDER BY rowid",
        {}, tables);
    if (!status) return status;
    table_ = named.empty() ? schema_.records : named;
    if (tables.empty()) return failure(" has no tables.");
    if (table_.empty() && tables.size() == 1) table_ = tables.front();
    if (table_.empty())
      return failure(" has several tables: say which, like " + database_.path() + "#" + tables.front() + ".");
    for (const std::string& table : tables)
      if (same_name(table, table_)) return {};
    return failure(" has no table “" + table_ + "”" + did_you_mean(table_, tables));
  }

  Status find_columns() {
    std::vector<std::string> names, keys;
    Status status = list("SELECT name FROM pragma_table_xinfo(?)", table_, names);
    if (status)
      status = list(
          "SELECT name FROM pragma_table_xinfo(?1) WHERE pk = 1 AND upper(type) = 'INTEGER' AND "
          "(SELECT count(*) FROM pragma_table_xinfo(?1) WHERE pk > 0) = 1",
          table_, keys);
    if (!status) return status;
    named_rowid_ = std::any_of(names.begin(), names.end(),
                               [](const std::string& name) { return same_name(name, "rowid"); });
    for (FieldId id = 0; id < schema_.fields.size(); ++id) {
      const Field& field = schema_.fields[id];
      if (!field.has_column()) continue;
      const auto same = [&](const std::string& name) { return same_name(name, field.column); };
      const auto found = std::find_if(names.begin(), names.end(), same);
      if (found == names.end())
        return failure(" has no column “" + field.column + "” in the table “" + table_ + "” for the field “" +
                       field.name + "”" + did_you_mean(field.column, names));
      columns_ += (columns_.empty() ? "" : ", ") + sqlite::quoted_name(*found);
      selected_.push_back(id);
    }
    if (columns_.empty()) columns_ = "1";
    unique_ids_ =
        !keys.empty() && schema_.roles.id && same_name(keys[0], schema_.fields[*schema_.roles.id].column);
    return {};
  }

  bool number(const std::string& of, std::int64_t& value) {
    Status ignored;
    sqlite::Statement statement =
        database_.prepare("SELECT " + of + "(rowid) FROM " + sqlite::quoted_name(table_), ignored);
    if (!ignored || statement.step() != sqlite::Step::row) return false;
    const sqlite::Value found = statement.value(0);
    value = found.number;
    return found.kind == sqlite::Value::integer;
  }

  Status select() {
    Status status;
    ranged_ = number("max", last_);
    expected_ = ranged_ ? last_ : 0;
    if (ranged_) ranged_ = number("min", first_) && !named_rowid_ && dense();
    rows_ = database_.prepare("SELECT " + columns_ + " FROM " + sqlite::quoted_name(table_), status);
    return status;
  }

  // Rowids so far apart that most ranges would be empty are read in one go.
  bool dense() const {
    std::error_code error;
    const auto bytes = std::filesystem::file_size(database_.path(), error);
    constexpr std::uintmax_t bytes_a_range = 4096, few = 64;
    const std::uint64_t span = static_cast<std::uint64_t>(last_) - static_cast<std::uint64_t>(first_);
    return !error && span / batch_rows < few + bytes / bytes_a_range;
  }

  void take_row(Batch& batch, std::vector<Reject>& rejects) {
    for (std::size_t i = 0; i < selected_.size(); ++i) {
      const sqlite::Value value = rows_.value(static_cast<int>(i));
      StoredCell& cell = cells_[selected_[i]];
      cell.number = value.number;
      cell.text_bytes = value.bytes;
      switch (value.kind) {
        case sqlite::Value::null:
          cell.kind = StoredCell::missing;
          break;
        case sqlite::Value::integer:
          cell.kind = StoredCell::integer;
          break;
        case sqlite::Value::text:
          cell.kind = StoredCell::text;
          break;
        case sqlite::Value::blob:
          cell.kind = StoredCell::binary;
          break;
        case sqlite::Value::real:
          cell.kind = StoredCell::decimal;
          cell.text_bytes = reals_[i].write(value.fraction);
          break;
      }
    }
    builder_.add(row_++, cells_, true, batch, rejects);
  }

  sqlite::Database database_;
  RecordShape shape_;
  const Schema& schema_;
  std::vector<StoredCell> cells_;
  std::vector<RealText> reals_;  // a field each
  RecordBuilder builder_;
  std::optional<Settling> settling_;
  std::string table_, columns_;
  std::vector<FieldId> selected_;  // a column each
  bool unique_ids_ = false, done_ = false, ranged_ = false, named_rowid_ = false;
  sqlite::Statement rows_;
  std::uint64_t row_ = 0;   // of the batch
  std::uint64_t read_ = 0;  // in earlier batches
  std::int64_t expected_ = 0, first_ = 0, last_ = 0;
};

class TablePartReader : public PartReader {
 public:
  TablePartReader(const std::string& path, const std::string& table, const RecordShape& shape, Status& status)
      : reader_(path, table, shape, status) {
    if (status) status = reader_.select_range();
  }

  Status read(RecordPart& part, Batch& batch, std::vector<Reject>& rejects) override {
    return reader_.read_range(part, batch, rejects);
  }

 private:
  TableReader reader_;
};

// Ranges of rowids, each thread with a connection of its own.
class TableParts : public RecordParts {
 public:
  TableParts(std::string path, std::string table, RecordShape shape, bool unique_ids, std::int64_t first,
             std::int64_t last)
      : path_(std::move(path)),
        table_(std::move(table)),
        shape_(std::move(shape)),
        settling_(*shape_.schema, 1, unique_ids),
        first_(first),
        next_(first),
        last_(last) {}

  Status cut(RecordPart& part, bool& there) override {
    there = !done_;
    if (done_) return {};
    part.first = next_;
    done_ = left() < batch_rows;
    part.last = done_ ? last_ : next_ + static_cast<std::int64_t>(batch_rows) - 1;
    next_ = done_ ? last_ : part.last + 1;
    const double span = static_cast<double>(last_) - static_cast<double>(first_) + 1;
    part.progress = 1 - (done_ ? 0 : static_cast<double>(left()) / span);
    return {};
  }

  std::unique_ptr<PartReader> reader(Status& status) const override {
    auto made = std::make_unique<TablePartReader>(path_, table_, shape_, status);
    return status ? std::move(made) : nullptr;
  }

  void settle(const RecordPart& part, Batch& batch, std::vector<Reject>& rejects, std::size_t own) override {
    settling_.settle(part.lines, batch, rejects, own);
  }

 private:
  // Rowids after next_.
  std::uint64_t left() const { return static_cast<std::uint64_t>(last_) - static_cast<std::uint64_t>(next_); }

  std::string path_, table_;
  RecordShape shape_;
  Settling settling_;
  std::int64_t first_, next_, last_;
  bool done_ = false;
};

std::unique_ptr<RecordParts> TableReader::parts() {
  if (!ranged_) return nullptr;
  return std::make_unique<TableParts>(database_.path(), table_, shape_, unique_ids_, first_, last_);
}

}  // namespace

std::unique_ptr<RecordReader> open_table(const std::string& path, const std::string& table,
                                         const RecordShape& shape, Status& status) {
  auto reader = std::make_unique<TableReader>(path, table, shape, status);
  return status ? std::move(reader) : nullptr;
}

}  // namespace trouw
