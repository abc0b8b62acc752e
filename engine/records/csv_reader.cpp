#include <simdjson.h>

#include <algorithm>
#include <optional>

#include "records/csv_scanner.h"
#include "records/cutting.h"
#include "records/foreign.h"
#include "records/nearest.h"
#include "records/readers.h"
#include "records/record_builder.h"
#include "records/settling.h"
#include "records/utf8.h"
#include "records/whole_reader.h"

namespace trouw {

namespace {

std::string counted(std::size_t count, const char* what) {
  return std::to_string(count) + " " + what + (count == 1 ? "" : "s");
}

bool ends_in_returns(std::string_view header) {
  const std::size_t at = header.find('\r');
  return header.find('"') == std::string_view::npos && at != std::string_view::npos &&
         header.substr(at, 2) != "\r\n";
}

// Where a field's cell stands in a row.
struct CsvLayout {
  std::vector<std::size_t> columns;  // a field each
  std::size_t width = 0;             // cells of a row
};

class CsvPartReader : public PartReader {
 public:
  CsvPartReader(const CsvLayout& layout, const RecordShape& shape)
      : layout_(layout), builder_(shape), cells_(shape.schema->fields.size()) {}

  Status read(RecordPart& part, Batch& batch, std::vector<Reject>& rejects) override {
    builder_.begin(batch);
    const bool utf8 = simdjson::validate_utf8(part.bytes.data(), part.bytes.size());
    std::uint64_t line = 0;
    for (std::size_t at = 0; at < part.bytes.size(); at += row_.bytes, line += row_.line_ends) {
      const std::string_view rest = std::string_view(part.bytes).substr(at);
      scan_row(rest, true, row_);
      const bool row_utf8 = utf8 || simdjson::validate_utf8(rest.data(), row_.bytes);
      take_row(part.bytes.data() + at, line, row_utf8, batch, rejects);
    }
    builder_.complete(batch);
    return {};
  }

 private:
  void take_row(char* bytes, std::uint64_t line, bool utf8, Batch& batch, std::vector<Reject>& rejects) {
    if (row_.width != layout_.width || row_.malformed || !utf8) return turn_away(bytes, line, utf8, rejects);
    for (std::size_t i = 0; i < cells_.size(); ++i) {
      const std::string_view text = cell_text(bytes, row_.parts[layout_.columns[i]]);
      cells_[i].kind = text.empty() ? StoredCell::missing : StoredCell::text;
      cells_[i].text_bytes = text;
    }
    builder_.add(line, cells_, false, batch, rejects);
  }

  void turn_away(char* bytes, std::uint64_t line, bool utf8, std::vector<Reject>& rejects) {
    StoredCell id;
    if (row_.width == layout_.width) {
      id.kind = StoredCell::text;
      id.text_bytes = cell_text(bytes, row_.parts[layout_.columns[builder_.id_field()]]);
    }
    std::string reason = !utf8            ? "is not UTF-8 text"
                         : row_.malformed ? "has a quote or a carriage return where none can be"
                                          : "has " + counted(row_.width, "cell") + "; the header has " +
                                                std::to_string(layout_.width);
    RecordBuilder::reject(line, &id, std::move(reason), rejects);
  }

  const CsvLayout& layout_;
  RecordBuilder builder_;
  std::vector<StoredCell> cells_;  // a field each
  CsvRow row_;
};

class CsvParts : public RecordParts {
 public:
  CsvParts(const std::string& path, const RecordShape& shape, Status& status)
      : input_(path, status), shape_(shape) {
    if (status) status = read_header();
    settling_.emplace(*shape.schema, line_, false);
  }

  Status cut(RecordPart& part, bool& there) override {
    Stretch stretch;
    Status status = find_csv_rows(input_, stretch);
    if (status && stretch.endless) status = endless_row();
    there = status && stretch.rows > 0;
    if (there) cut_off(input_, stretch, part);
    line_ += stretch.lines;
    return status;
  }

  std::unique_ptr<PartReader> reader(Status&) const override {
    return std::make_unique<CsvPartReader>(layout_, shape_);
  }

  void settle(const RecordPart& part, Batch& batch, std::vector<Reject>& rejects, std::size_t own) override {
    settling_->settle(part.lines, batch, rejects, own);
  }

 private:
  Status failure(const std::string& what) const { return Status::failure(input_.name() + what); }

  Status endless_row() const {
    return failure(" line " + std::to_string(line_) +
                   ": a row begins here that does not end; probably a quote is never closed.");
  }

  // The first row at the start of the window; not there in an empty file.
  Status scan_header(CsvRow& row, bool& there) {
    for (;;) {
      const std::string_view window = input_.window();
      if (window.empty() && input_.at_end()) return input_.status();
      const Scanned scanned = window.empty() ? Scanned::incomplete : scan_row(window, input_.at_end(), row);
      there = scanned == Scanned::row;
      if (there) return {};
      if (scanned == Scanned::open_quote || (!input_.more() && !input_.at_end())) return endless_row();
      if (!input_.status()) return input_.status();
    }
  }

  Status read_header() {
    if (input_.window().substr(0, 3) == "\xEF\xBB\xBF") input_.consume(3);
    if (const std::string foreign = foreign_format(input_.window()); !foreign.empty())
      return failure(foreign);
    bool there = false;
    CsvRow row;
    if (Status status = scan_header(row, there); !status) return status;
    if (!there) return failure(" is empty; its first line must name the columns.");
    if (!valid_utf8(input_.window().substr(0, row.bytes)))
      return failure(" line 1 is not UTF-8 text; save the file as UTF-8.");
    if (row.malformed && ends_in_returns(input_.window().substr(0, row.bytes)))
      return failure(
          " ends its lines with carriage returns alone; save it with the line ends of Windows or Unix.");
    if (row.malformed) return failure(" line 1: there is a quote or a carriage return where none can be.");
    std::vector<std::string> names;
    for (std::size_t i = 0; i < row.width; ++i) names.emplace_back(cell_text(input_.bytes(), row.parts[i]));
    input_.consume(row.bytes);
    line_ += row.line_ends;
    return find_columns(names);
  }

  Status find_columns(const std::vector<std::string>& names) {
    layout_.width = names.size();
    for (const Field& field : shape_.schema->fields) {
      const auto found = std::find(names.begin(), names.end(), field.column);
      if (found == names.end()) return missing_column(field, names);
      if (std::find(found + 1, names.end(), field.column) != names.end())
        return failure(" names the column “" + field.column + "” twice.");
      layout_.columns.push_back(static_cast<std::size_t>(found - names.begin()));
    }
    return {};
  }

  Status missing_column(const Field& field, const std::vector<std::string>& names) const {
    std::string text = " has no column “" + field.column + "” for the field “" + field.name + "”";
    const std::string separated = names.size() == 1 ? other_separator(names[0]) : std::string();
    if (!separated.empty()) return failure(text + separated);
    const std::vector<Field>& fields = shape_.schema->fields;
    const bool headed = std::any_of(fields.begin(), fields.end(), [&](const Field& other) {
      return std::find(names.begin(), names.end(), other.column) != names.end();
    });
    const std::string meant = did_you_mean(field.column, names);
    const bool near = meant.find("did you mean") != std::string::npos;
    return failure(text + meant + (headed || near ? "" : " The first line must name the columns."));
  }

  Input input_;
  RecordShape shape_;
  CsvLayout layout_;
  std::uint64_t line_ = 1;  // of what was not cut yet
  std::optional<Settling> settling_;
};

}  // namespace

std::unique_ptr<RecordReader> open_csv(const std::string& path, const RecordShape& shape, Status& status) {
  auto parts = std::make_unique<CsvParts>(path, shape, status);
  return status ? read_whole(std::move(parts), status) : nullptr;
}

}  // namespace trouw
