// One cell of a record, as it was written, and its stored value.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

#include "trouw/schema.h"

namespace trouw {

// As a reader found it. `text` is valid while the record is read.
struct StoredCell {
  enum Kind : std::uint8_t {
    missing,  // an empty cell of a CSV, null, no such key
    text,
    integer,  // a database's INTEGER
    stored,   // a stored value as it is (schema.h)
    binary,   // a database's BLOB
    nested,   // a list or an object
    repeated  // a key that its object has twice
  } kind = missing;
  std::string_view text_bytes;
  std::int64_t number = 0;
};

// What is wrong with a cell.
enum class Fault : std::uint8_t {
  none,
  missing,
  malformed,
  decimal_comma,  // "50,00"
  day_first,      // "31-12-2027", or the month first
  too_fine,
  too_large,
  out_of_range,
  no_choice,
  point_in_time,
  empty,
  binary,
  nested,
  repeated,
  not_utf8
};

struct Decoded {
  Fault fault = Fault::none;
  bool known = false;
  std::int64_t value = 0;  // 0 for texts, which the caller numbers
};

// Reads the cells of one field. The field outlives it. Const after it is made; any number of threads may
// read.
class CellReader {
 public:
  CellReader(const Field& field, const Schema& schema);

  Decoded read(const StoredCell& cell) const;

  // Of a type whose cells are decimal numbers: the decimals that they are scaled by.
  std::optional<int> places() const { return number_ ? std::optional<int>(places_) : std::nullopt; }

  // "is not a date like 2027-03-01"
  std::string reason(Fault fault) const;

 private:
  Decoded read_present(const StoredCell& cell) const;
  Decoded read_text(std::string_view text) const;
  Decoded read_yes_no(std::string_view text) const;
  Decoded read_choice(std::string_view text) const;
  Decoded read_integer(std::int64_t number) const;
  Decoded within(std::int64_t value) const;
  std::string malformed() const;
  std::string written(std::int64_t value) const;

  const Field* field_;
  std::string currency_;
  bool number_ = false;                                         // a type whose cells are decimal numbers
  int places_ = 0;                                              // that they are scaled by
  std::int64_t scale_ = 1;                                      // 10^places
  std::unordered_map<std::string_view, std::int64_t> choices_;  // by stored value
};

// -?(0|[1-9][0-9]*)(\.[0-9]+)? as a count of 10^-places. Zeros beyond the places are fine.
Fault parse_number(std::string_view text, int places, std::int64_t& value);

// The text of an integer, in a buffer of the caller's.
struct IntegerText {
  explicit IntegerText(std::int64_t number);
  std::string_view view() const { return {bytes, size}; }
  char bytes[24];
  std::size_t size;
};

}  // namespace trouw
