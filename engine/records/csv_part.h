// Reads the parts that a CSV was cut into.
#pragma once

#include "records/csv_column.h"
#include "records/csv_scanner.h"
#include "records/record_builder.h"

namespace trouw {

// Where a field's cell stands in a row.
struct CsvLayout {
  static constexpr std::size_t none = SIZE_MAX;
  std::vector<std::size_t> columns;  // a field each; none for a field without one
  std::size_t width = 0;             // cells of a row
  char separator = ',';
};

// How the rows of a part are read. What comes of them is the same.
enum class CsvWay : std::uint8_t {
  by_columns,  // some rows at once, a field after another
  by_rows      // a row after another
};

// One for a thread. The layout outlives it.
//
// By columns, a row that is out of the ordinary in any cell is read as a row, so that what is told of it is
// the same. So is a row with a quote written twice; and a part that has a quote where none can be, or bytes
// that are no UTF-8, is read by rows altogether. Of those bytes a record only is turned away for what lies in
// its own cells.
class CsvPartReader : public PartReader {
 public:
  CsvPartReader(const CsvLayout& layout, const RecordShape& shape, CsvWay way = CsvWay::by_columns);

  Status read(RecordPart& part, Batch& batch, std::vector<Reject>& rejects) override;

 private:
  void read_rows(RecordPart& part, Batch& batch, std::vector<Reject>& rejects);
  void read_columns(RecordPart& part, Batch& batch, std::vector<Reject>& rejects);
  void number_texts(std::size_t row, Batch& batch);
  void take_row(char* bytes, std::uint64_t line, bool utf8, Batch& batch, std::vector<Reject>& rejects);
  void turn_away(char* bytes, std::uint64_t line, std::vector<Reject>& rejects);
  bool is_blank(std::string_view row) const;

  const CsvLayout& layout_;
  CsvWay way_;
  RecordBuilder builder_;
  std::vector<StoredCell> cells_;  // a field each
  CsvRow row_;
  std::vector<CsvColumn> columns_;  // a field each
  CsvGrid grid_;
  std::vector<std::uint8_t> odd_;  // a row of the grid each: it is read as a row
  std::uint64_t blank_lines_ = 0;  // of the part
};

}  // namespace trouw
