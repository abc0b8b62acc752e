#include <cstring>

#include "records/arrow_layout.h"
#include "records/memory.h"

namespace trouw {

namespace {

// A stream, a schema or an array of somebody's, released once.
template <typename Struct>
class Taken {
 public:
  Taken() = default;
  explicit Taken(Struct& from) : of_(from) { from.release = nullptr; }
  ~Taken() { release(); }
  Taken(const Taken&) = delete;
  Taken& operator=(const Taken&) = delete;

  void release() {
    if (of_.release != nullptr) of_.release(&of_);
    of_ = {};
  }
  bool there() const { return of_.release != nullptr; }
  Struct* operator->() { return &of_; }
  const Struct* operator->() const { return &of_; }
  Struct* get() { return &of_; }

 private:
  Struct of_ = {};
};

class ArrowRows : public RowSource {
 public:
  ArrowRows(ArrowArrayStream& stream, Status& status) : stream_(stream) {
    if (stream_->get_schema == nullptr || stream_->get_next == nullptr) {
      status = Status::failure(name_ + " has no functions to read it by.");
      return;
    }
    if (stream_->get_schema(stream_.get(), schema_.get()) != 0) {
      status = failure("its schema cannot be had");
      return;
    }
    status = check_schema();
  }

  const std::string& name() const override { return name_; }

  std::vector<std::string> columns() const override {
    std::vector<std::string> names;
    for (std::int64_t i = 0; i < schema_->n_children; ++i)
      names.push_back(column_name(static_cast<std::size_t>(i)));
    return names;
  }

  Status select(const std::vector<std::size_t>& columns) override {
    for (const std::size_t column : columns) {
      const ArrowSchema& child = *schema_->children[column];
      columns_.push_back({column, format_of(child)});
      if (columns_.back().format.kind == ArrowFormat::none)
        return Status::failure(name_ + " has the column “" + column_name(column) +
                               "” in a type that no field is read from (" +
                               (child.format != nullptr ? child.format : "none") + ").");
    }
    cells_.resize(columns.size());
    return {};
  }

  Status next(bool& there) override {
    ++row_;
    while (!array_.there() || row_ >= array_->length) {
      array_.release();
      row_ = 0;
      if (stream_->get_next(stream_.get(), array_.get()) != 0) return failure("a batch cannot be had");
      there = array_.there();
      if (!there) return {};
      if (Status status = check_array(); !status) return status;
    }
    there = true;
    ++line_;
    return {};
  }

  std::uint64_t line() const override { return line_; }

  StoredCell cell(std::size_t column) const override {
    const ArrowArray& rows = *array_.operator->();
    const std::int64_t row = rows.offset + row_;
    if (rows.null_count != 0 && rows.n_buffers > 0 && rows.buffers[0] != nullptr &&
        ((static_cast<const std::uint8_t*>(rows.buffers[0])[row / 8] >> (row % 8)) & 1) == 0)
      return {};
    const Selected& of = columns_[column];
    return cells_[column].read(of.format, *rows.children[of.place], row);
  }

 private:
  struct Selected {
    std::size_t place = 0;
    ArrowFormat format;
  };

  std::string column_name(std::size_t column) const {
    const char* const name = schema_->children[column]->name;
    return name != nullptr ? name : "";
  }

  Status failure(const std::string& what) {
    const char* const why =
        stream_->get_last_error != nullptr ? stream_->get_last_error(stream_.get()) : nullptr;
    return Status::failure(name_ + ": " + what + (why != nullptr ? ": " + std::string(why) : "") + ".");
  }

  Status check_schema() {
    const ArrowSchema& schema = *schema_.operator->();
    if (schema.release == nullptr || schema.format == nullptr || std::strcmp(schema.format, "+s") != 0)
      return Status::failure(name_ + " is no stream of record batches.");
    bool whole = schema.n_children >= 0 && (schema.n_children == 0 || schema.children != nullptr);
    for (std::int64_t i = 0; whole && i < schema.n_children; ++i) whole = schema.children[i] != nullptr;
    return whole ? Status() : Status::failure(name_ + " has a schema whose columns are missing.");
  }

  Status check_array() {
    const ArrowArray& rows = *array_.operator->();
    if (rows.n_children != schema_->n_children || (rows.n_children > 0 && rows.children == nullptr))
      return Status::failure(name_ + " has a batch with another number of columns than its schema.");
    if (rows.length < 0 || rows.offset < 0 || rows.offset > INT64_MAX / 32 - rows.length ||
        (rows.null_count > 0 &&
         (rows.n_buffers < 1 || rows.buffers == nullptr || rows.buffers[0] == nullptr)) ||
        (rows.n_buffers > 0 && rows.buffers == nullptr))
      return Status::failure(name_ + " has a batch whose length or nulls cannot be.");
    for (const Selected& column : columns_) {
      const Status status =
          check_layout(column.format, rows.children[column.place], rows.offset + rows.length);
      if (!status)
        return Status::failure(name_ + ", column “" + column_name(column.place) + "”: " + status.message +
                               ".");
    }
    return {};
  }

  std::string name_ = "the Arrow stream";
  Taken<ArrowArrayStream> stream_;
  Taken<ArrowSchema> schema_;
  Taken<ArrowArray> array_;
  std::vector<Selected> columns_;
  mutable std::vector<ArrowCells> cells_;
  std::int64_t row_ = -1;   // of the array
  std::uint64_t line_ = 0;  // of the stream, from 1
};

}  // namespace

std::unique_ptr<RowSource> open_arrow_rows(ArrowArrayStream& stream, Status& status) {
  if (stream.release == nullptr) {
    status = Status::failure("The Arrow stream was released before.");
    return nullptr;
  }
  auto rows = std::make_unique<ArrowRows>(stream, status);
  return status ? std::move(rows) : nullptr;
}

}  // namespace trouw
