// The cells of one sheet, from its XML.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "workbook/contents.h"
#include "workbook/workbook.h"
#include "workbook/xml.h"

namespace trouw::workbook {

// A row as it was read: its texts lie in `bytes`, or among those that cells share.
struct StoredRow {
  struct Placed {
    Cell::Kind kind = Cell::empty;
    std::size_t begin = 0, size = 0;  // in `bytes`, or
    std::ptrdiff_t shared = -1;       // the number of a shared text
    std::int64_t number = 0;
  };
  std::uint64_t number = 0;
  std::vector<Placed> cells;  // a column each
  std::string bytes;
};

// Takes the elements of a sheet, and keeps its rows until they are taken.
class SheetElements final : public Elements {
 public:
  explicit SheetElements(const Contents& contents) : contents_(contents) {}
  void begin(std::string_view name, const Attributes& attributes) override;
  void end(std::string_view name) override;
  void text(std::string_view text) override;

  // The next row, or null where another piece has to be read first. Valid until the next call.
  const StoredRow* take();
  const std::string& wrong() const { return wrong_; }  // about the sheet as a whole, or empty

 private:
  void begin_row(const Attributes& attributes);
  void begin_cell(const Attributes& attributes);
  void end_cell();
  void put(Cell::Kind kind, std::string_view text);
  void put_value();
  void put_number();

  const Contents& contents_;
  std::vector<StoredRow> rows_;  // `begun_` are in use
  std::size_t begun_ = 0, complete_ = 0, taken_ = 0;
  std::uint64_t row_ = 0;
  std::size_t column_ = 0;
  std::size_t style_ = 0;
  std::string type_, value_, inside_, formula_;
  enum class In : std::uint8_t { nothing, value, inside, formula } in_ = In::nothing;
  bool in_row_ = false, in_cell_ = false, has_formula_ = false, has_value_ = false;
  int aside_ = 0;
  std::string wrong_;
};

}  // namespace trouw::workbook
