#include <algorithm>

#include "records/nearest.h"
#include "records/record_builder.h"
#include "records/row_source.h"
#include "records/settling.h"

namespace trouw {

namespace {

class RowReader : public RecordReader {
 public:
  RowReader(std::unique_ptr<RowSource> rows, const RecordShape& shape, Status& status)
      : rows_(std::move(rows)),
        schema_(*shape.schema),
        cells_(schema_.fields.size()),
        builder_(shape),
        settling_(schema_, 0, false) {
    status = find_columns();
  }

  Status next(Batch& batch, std::vector<Reject>& rejects) override {
    builder_.begin(batch);
    const std::size_t own = rejects.size();
    std::uint64_t row = 0;
    for (bool there = true; !done_ && row < batch_rows; ++row) {
      if (Status status = rows_->next(there); !status) return status;
      done_ = !there;
      if (done_) break;
      for (std::size_t i = 0; i < selected_.size(); ++i) cells_[selected_[i]] = rows_->cell(i);
      builder_.add(rows_->line(), cells_, true, batch, rejects);
    }
    builder_.complete(batch);
    settling_.settle(0, batch, rejects, own);  // the rows have their numbers
    return {};
  }

  double progress() const override { return -1; }
  std::uint64_t blank_lines() const override { return rows_->blank_lines(); }
  std::vector<std::string> notes() const override { return rows_->notes(); }

 private:
  Status find_columns() {
    const std::vector<std::string> names = rows_->columns();
    std::vector<std::size_t> columns;
    for (FieldId id = 0; id < schema_.fields.size(); ++id) {
      const Field& field = schema_.fields[id];
      if (!field.has_column()) continue;
      const auto found = std::find(names.begin(), names.end(), field.column);
      if (found == names.end())
        return Status::failure(rows_->name() + " has no column “" + field.column + "” for the field “" +
                               field.name + "”" + did_you_mean(field.column, names) +
                               rows_->hint(field.column));
      columns.push_back(static_cast<std::size_t>(found - names.begin()));
      selected_.push_back(id);
    }
    return rows_->select(columns);
  }

  std::unique_ptr<RowSource> rows_;
  const Schema& schema_;
  std::vector<StoredCell> cells_;
  std::vector<FieldId> selected_;  // a selected column each
  RecordBuilder builder_;
  Settling settling_;
  bool done_ = false;
};

}  // namespace

std::unique_ptr<RecordReader> read_rows(std::unique_ptr<RowSource> rows, const RecordShape& shape,
                                        Status& status) {
  auto reader = std::make_unique<RowReader>(std::move(rows), shape, status);
  return status ? std::move(reader) : nullptr;
}

}  // namespace trouw
