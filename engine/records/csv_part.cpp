#include "records/csv_part.h"

#include <simdjson.h>

#include <algorithm>

namespace trouw {

namespace {

std::string counted(std::size_t count, const char* what) {
  return std::to_string(count) + " " + what + (count == 1 ? "" : "s");
}

}  // namespace

CsvPartReader::CsvPartReader(const CsvLayout& layout, const RecordShape& shape, CsvWay way)
    : layout_(layout), way_(way), builder_(shape), cells_(shape.schema->fields.size()) {
  const auto& fields = shape.schema->fields;
  for (FieldId field = 0; field < fields.size(); ++field)
    columns_.emplace_back(fields[field], builder_.reader(field));
}

Status CsvPartReader::read(RecordPart& part, Batch& batch, std::vector<Reject>& rejects) {
  builder_.begin(batch);
  const std::string& bytes = part.bytes;
  blank_lines_ = 0;
  if (way_ == CsvWay::by_columns && grid_.find(bytes, layout_.width, layout_.separator) &&
      (grid_.ascii() || simdjson::validate_utf8(bytes.data(), bytes.size())))
    read_columns(part, batch, rejects);
  else
    read_rows(part, batch, rejects);
  builder_.complete(batch);
  part.blank_lines = blank_lines_;
  return {};
}

void CsvPartReader::read_columns(RecordPart& part, Batch& batch, std::vector<Reject>& rejects) {
  odd_.resize(grid_.rows());
  for (std::size_t row = 0; row < odd_.size(); ++row) odd_[row] = grid_.whole(row) ? 0 : 1;
  constexpr std::size_t some_rows = 128;  // whose cells stay near while all fields are read
  for (std::size_t from = 0; from < odd_.size(); from += some_rows)
    for (FieldId field = 0; field < columns_.size(); ++field)
      if (layout_.columns[field] != CsvLayout::none)
        columns_[field].read(grid_, {from, std::min(from + some_rows, odd_.size()), layout_.columns[field]},
                             batch.columns[field], odd_);
  const std::size_t id = layout_.columns[builder_.id_field()];
  const bool has_id = id != CsvLayout::none;
  const CsvGrid::Cells ids = grid_.cells(has_id ? id : 0);
  for (std::size_t row = 0; row < odd_.size(); ++row) {
    if (odd_[row] == 0 && (!builder_.derives() || builder_.derive(row, batch))) {
      if (builder_.compares_texts()) number_texts(row, batch);
      builder_.keep(grid_.line(row), row, has_id ? ids[row] : std::string_view(), batch);
      continue;
    }
    const std::string_view text = grid_.row(row);
    scan_row(text, true, row_, layout_.separator);
    take_row(part.bytes.data() + (text.data() - part.bytes.data()), grid_.line(row), true, batch, rejects);
  }
}

void CsvPartReader::number_texts(std::size_t row, Batch& batch) {
  for (FieldId field = 0; field < columns_.size(); ++field)
    if (builder_.compares_texts(field) && layout_.columns[field] != CsvLayout::none)
      if (const std::string_view text = grid_.cells(layout_.columns[field])[row]; !text.empty())
        batch.columns[field].values[row] = builder_.number_text(text, batch);
}

void CsvPartReader::read_rows(RecordPart& part, Batch& batch, std::vector<Reject>& rejects) {
  const bool utf8 = simdjson::validate_utf8(part.bytes.data(), part.bytes.size());
  std::uint64_t line = 0;
  for (std::size_t at = 0; at < part.bytes.size(); at += row_.bytes, line += row_.line_ends) {
    const std::string_view rest = std::string_view(part.bytes).substr(at);
    scan_row(rest, true, row_, layout_.separator);
    const bool row_utf8 = utf8 || simdjson::validate_utf8(rest.data(), row_.bytes);
    take_row(part.bytes.data() + at, line, row_utf8, batch, rejects);
  }
}

// A line without anything on it; where rows have one cell, without even blanks.
bool CsvPartReader::is_blank(std::string_view row) const {
  const std::string_view blanks = layout_.width > 1 ? " \t\r\n" : "\r\n";
  return row.find_first_not_of(blanks) == std::string_view::npos;
}

void CsvPartReader::take_row(char* bytes, std::uint64_t line, bool utf8, Batch& batch,
                             std::vector<Reject>& rejects) {
  if (row_.width == 1 && !row_.quoted && is_blank({bytes, row_.bytes})) {
    ++blank_lines_;
    return;
  }
  if (row_.width != layout_.width || row_.malformed) return turn_away(bytes, line, rejects);
  for (std::size_t i = 0; i < cells_.size(); ++i) {
    if (layout_.columns[i] == CsvLayout::none) continue;
    cells_[i].kind = StoredCell::text;
    cells_[i].text_bytes = cell_text(bytes, row_.parts[layout_.columns[i]]);
  }
  builder_.add(line, cells_, !utf8, batch, rejects);
}

void CsvPartReader::turn_away(char* bytes, std::uint64_t line, std::vector<Reject>& rejects) {
  StoredCell id;
  const std::size_t column = layout_.columns[builder_.id_field()];
  if (row_.width == layout_.width && column != CsvLayout::none) {
    id.kind = StoredCell::text;
    id.text_bytes = cell_text(bytes, row_.parts[column]);
  }
  std::string reason = row_.malformed ? "has a quote or a carriage return where none can be"
                                      : "has " + counted(row_.width, "cell") + "; the header has " +
                                            std::to_string(layout_.width);
  RecordBuilder::reject(line, &id, std::move(reason), rejects);
}

}  // namespace trouw
