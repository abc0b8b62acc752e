// How Arrow lays out a column: what its format says, whether its buffers hold what they should, its cells.
#pragma once

#include <memory>
#include <string>

#include "records/cell.h"
#include "records/real_text.h"
#include "trouw/arrow.h"
#include "trouw/status.h"

namespace trouw {

struct ArrowFormat {
  enum Kind : std::uint8_t {
    none,  // that no field is read from
    null,
    yes_no,
    integer,   // `width` bytes
    natural,   // likewise, without a sign
    real,      // likewise
    decimal,   // likewise, `scale` decimals
    text,      // offsets of `width` bytes
    bytes,     // likewise, and no text
    view,      // of texts
    day,       // in 32 bits
    millis,    // a day in 64 bits of milliseconds
    timestamp  // `scale`: decimals of a second; `zoned`
  } kind = none;
  int width = 0, scale = 0;
  bool zoned = false;
  std::shared_ptr<const ArrowFormat> dictionary;  // the values that `kind`, an integer or natural, counts
};

// Of a column; `none` for one that no field is read from.
ArrowFormat format_of(const ArrowSchema& schema);

// Whether an array has what its format says for its rows up to `rows`, counted from its offset. Everything
// that cells are read by lies within what it says of itself afterwards; how long its buffers are only its
// maker knows.
Status check_layout(const ArrowFormat& format, const ArrowArray* array, std::int64_t rows);

// Reads the cells of one column. Not thread-safe.
class ArrowCells {
 public:
  // Of `row`, from the array's offset on. REQUIRES check_layout(). Valid until the next cell.
  StoredCell read(const ArrowFormat& format, const ArrowArray& array, std::int64_t row);

 private:
  std::string_view decimal(const std::uint8_t* bytes, int width, int scale);
  StoredCell instant(std::int64_t value, int decimals, bool zoned);

  RealText real_;
  std::string text_;
};

}  // namespace trouw
