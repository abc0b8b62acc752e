// Workbooks (.xlsx), read as they are: a sheet's rows, one after another. The only room that knows libzip and
// Expat.
//
// Nothing is computed: a formula's value is the one that was saved with it. Memory is bounded but for the
// texts that cells share, a gigabyte at most. Not thread-safe.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "trouw/status.h"

namespace trouw::workbook {

struct Cell {
  enum Kind : std::uint8_t {
    empty,
    text,
    number,      // in `bytes`, a plain decimal
    percentage,  // a number that is shown with %: `bytes` is the fraction
    day,         // `days` since 1970-01-01
    uncomputed,  // a formula without a value: `bytes` is the formula
    failed       // a formula's mistake: "#N/A"
  } kind = empty;
  std::string_view bytes;  // valid until the next row
  std::int64_t days = 0;
};

class Rows {
 public:
  Rows(const std::string& path, Status& status);
  ~Rows();
  Rows(const Rows&) = delete;
  Rows& operator=(const Rows&) = delete;

  const std::vector<std::string>& sheets() const;  // the names of all

  // The sheet that is read, to be chosen once: by its name, one of those above, or the first that is not
  // hidden.
  Status choose(const std::string& sheet);
  const std::string& sheet() const;

  // The next row that has anything in it.
  Status next(bool& there);
  std::uint64_t number() const;         // of the row in its sheet, from 1
  std::size_t width() const;            // a column beyond is empty
  Cell cell(std::size_t column) const;  // from 0

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace trouw::workbook
