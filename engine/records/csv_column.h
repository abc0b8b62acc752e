// One field's cells in all rows of a grid at once.
#pragma once

#include <optional>
#include <vector>

#include "records/cell.h"
#include "records/csv_grid.h"
#include "records/quick_cell.h"
#include "trouw/records.h"

namespace trouw {

// Const after it is made; any number of threads may read. The field and its reader outlive it.
class CsvColumn {
 public:
  CsvColumn(const Field& field, const CellReader& reader);

  // Which of a grid's rows, and which cell of each.
  struct CutStretch {
    std::size_t from = 0, to = 0;  // `to` is not read any more
    std::size_t cell = 0;
  };

  // Reads the cell of every row that is not `odd`, which are whole: what `reader` would give goes to the
  // row's place in `column`, and where that is a fault the row becomes odd. Both have a place for each row.
  // Texts are 0, as CellReader has them; one that is not itself once it is cleaned makes its row odd.
  void read(const CsvGrid& grid, const CutStretch& stretch, Column& column,
            std::vector<std::uint8_t>& odd) const;

 private:
  bool is_clean(std::string_view text, const Decoded& decoded) const;
  template <class Quick>
  void read_by(const Quick& made, const CsvGrid& grid, const CutStretch& stretch, Column& column,
               std::vector<std::uint8_t>& odd_rows) const;

  const CellReader& reader_;
  Decoded missing_;
  bool texts_ = false;
  std::optional<QuickNumber> number_;  // at most one of these, or texts; none: no cell is of a usual form
  std::optional<QuickDate> date_;
  std::optional<QuickWord> word_;
};

}  // namespace trouw
