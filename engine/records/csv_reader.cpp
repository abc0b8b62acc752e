#include <simdjson.h>

#include <algorithm>

#include "records/csv_scanner.h"
#include "records/input.h"
#include "records/nearest.h"
#include "records/readers.h"
#include "records/record_builder.h"
#include "records/utf8.h"

namespace trouw {

namespace {

std::string counted(std::size_t count, const char* what) {
  return std::to_string(count) + " " + what + (count == 1 ? "" : "s");
}

class CsvReader : public RecordReader {
 public:
  CsvReader(const std::string& path, const RecordShape& shape, Status& status)
      : input_(path, status), builder_(shape, false), cells_(shape.schema->fields.size()) {
    if (status) status = read_header();
  }

  Status next(Batch& batch, std::vector<Reject>& rejects) override {
    builder_.begin(batch);
    const std::size_t before = rejects.size();
    while (batch.size + (rejects.size() - before) < batch_rows) {
      bool there = false;
      if (Status status = scan(there); !status) return status;
      if (!there) break;
      take_row(batch, rejects);
      pass_row();
    }
    builder_.complete(batch);
    return {};
  }

  double progress() const override { return input_.progress(); }

 private:
  Status failure(const std::string& what) const { return Status::failure(input_.name() + what); }

  // The next row at the start of the window; not there at the end of the file.
  Status scan(bool& there) {
    for (;;) {
      const std::string_view window = input_.window();
      if (window.empty() && input_.at_end()) return input_.status();
      const Scanned scanned = window.empty() ? Scanned::incomplete : scan_row(window, input_.at_end(), row_);
      there = scanned == Scanned::row;
      if (there) return {};
      if (scanned == Scanned::open_quote || (!input_.more() && !input_.at_end())) return endless_row();
      if (!input_.status()) return input_.status();
      checked_ = 0;
    }
  }

  Status endless_row() const {
    return failure(" line " + std::to_string(line_) +
                   ": a row begins here that does not end; probably a quote is never closed.");
  }

  void pass_row() {
    input_.consume(row_.bytes);
    checked_ -= std::min(checked_, row_.bytes);
    line_ += row_.line_ends;
  }

  Status read_header() {
    if (input_.window().substr(0, 3) == "\xEF\xBB\xBF") input_.consume(3);
    if (input_.window().substr(0, 15) == "SQLite format 3")
      return failure(" is an SQLite database, not a CSV; call it .db.");
    bool there = false;
    if (Status status = scan(there); !status) return status;
    if (!there) return failure(" is empty; its first line must name the columns.");
    if (!valid_utf8(input_.window().substr(0, row_.bytes))) return failure(" line 1 is not UTF-8 text.");
    if (row_.malformed) return failure(" line 1: there is a quote or a carriage return where none can be.");
    std::vector<std::string> names;
    for (std::size_t i = 0; i < row_.width; ++i) names.emplace_back(cell_text(input_.bytes(), row_.parts[i]));
    pass_row();
    return find_columns(names);
  }

  Status find_columns(const std::vector<std::string>& names) {
    width_ = names.size();
    for (const Field& field : builder_.schema().fields) {
      const auto found = std::find(names.begin(), names.end(), field.column);
      if (found == names.end()) return missing_column(field, names);
      if (std::find(found + 1, names.end(), field.column) != names.end())
        return failure(" names the column “" + field.column + "” twice.");
      columns_.push_back(static_cast<std::size_t>(found - names.begin()));
    }
    return {};
  }

  Status missing_column(const Field& field, const std::vector<std::string>& names) const {
    std::string text = " has no column “" + field.column + "” for the field “" + field.name + "”";
    for (const char* separator : {";", "\t"})
      if (names.size() == 1 && names[0].find(separator) != std::string::npos)
        return failure(text + "; its cells are not separated by commas.");
    return failure(text + did_you_mean(field.column, names));
  }

  // Whether the row's bytes are UTF-8. Whole windows are checked at once; rows only where a window is not.
  bool row_is_utf8() {
    const std::string_view window = input_.window();
    if (row_.bytes <= checked_) return true;
    const std::size_t end = window.rfind('\n') + 1;  // 0 where there is none
    if (!checked_in_vain_ && end >= row_.bytes) {
      if (simdjson::validate_utf8(window.data(), end)) {
        checked_ = end;
        return true;
      }
      checked_in_vain_ = true;
      vain_until_ = end;
    }
    if (checked_in_vain_) {
      vain_until_ -= std::min(vain_until_, row_.bytes);
      checked_in_vain_ = vain_until_ > 0;
    }
    return simdjson::validate_utf8(window.data(), row_.bytes);
  }

  void take_row(Batch& batch, std::vector<Reject>& rejects) {
    const bool utf8 = row_is_utf8();
    if (row_.width != width_ || row_.malformed || !utf8) return turn_away(utf8, rejects);
    char* bytes = input_.bytes();
    for (std::size_t i = 0; i < cells_.size(); ++i) {
      const std::string_view text = cell_text(bytes, row_.parts[columns_[i]]);
      cells_[i].kind = text.empty() ? StoredCell::missing : StoredCell::text;
      cells_[i].text_bytes = text;
    }
    builder_.add(line_, cells_, false, batch, rejects);
  }

  void turn_away(bool utf8, std::vector<Reject>& rejects) {
    StoredCell id;
    const std::size_t column = columns_[builder_.id_field()];
    if (column < row_.width && row_.width == width_) {
      id.kind = StoredCell::text;
      id.text_bytes = cell_text(input_.bytes(), row_.parts[column]);
    }
    std::string reason = !utf8            ? "is not UTF-8 text"
                         : row_.malformed ? "has a quote or a carriage return where none can be"
                                          : "has " + counted(row_.width, "cell") + "; the header has " +
                                                std::to_string(width_);
    RecordBuilder::reject(line_, &id, std::move(reason), rejects);
  }

  Input input_;
  RecordBuilder builder_;
  std::vector<StoredCell> cells_;     // a field each
  std::vector<std::size_t> columns_;  // a field each: which cell of a row
  std::size_t width_ = 0;
  CsvRow row_;
  std::uint64_t line_ = 1;
  std::size_t checked_ = 0;  // bytes at the start of the window that are known to be UTF-8
  bool checked_in_vain_ = false;
  std::size_t vain_until_ = 0;
};

}  // namespace

std::unique_ptr<RecordReader> open_csv(const std::string& path, const RecordShape& shape, Status& status) {
  auto reader = std::make_unique<CsvReader>(path, shape, status);
  return status ? std::move(reader) : nullptr;
}

}  // namespace trouw
