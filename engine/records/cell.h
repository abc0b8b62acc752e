// One cell of a record, as it was written, and its stored value.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

#include "records/written.h"
#include "records/zone.h"
#include "trouw/schema.h"

namespace trouw {

// As a reader found it. `text_bytes` is valid while the record is read.
struct StoredCell {
  enum Kind : std::uint8_t {
    missing,  // null, no such key
    text,     // an empty one is missing as well
    decimal,  // a number in a format that has numbers, in decimal digits: 12.500, 1e3
    share,    // a number that a workbook shows as a percentage, the fraction in decimal digits: 0.075 is 7.5%
    integer,  // a database's INTEGER
    day,      // a database's DATE: `number` is a Day
    stored,   // a stored value as it is (schema.h)
    binary,   // a database's BLOB
    nested,   // a list or an object
    repeated,    // a key that its object has twice
    uncomputed,  // a workbook's formula without a value: the text is the formula
    failed       // a formula's mistake: #N/A
  } kind = missing;
  std::string_view text_bytes;
  std::int64_t number = 0;

  bool is_text() const { return kind == text || kind == decimal; }
  bool is_missing() const { return kind == missing || (is_text() && text_bytes.empty()); }
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
  // A field of timestamps whose zone the machine does not know reads none of them.
  CellReader(const Field& field, const Schema& schema);

  // What is left of the cell without the blanks around it, missing where it says that nobody knows. read()
  // sees to it itself.
  StoredCell cleaned(StoredCell cell) const;
  bool cleans() const { return cleans_; }

  Decoded read(const StoredCell& cell) const;

  const Field& field() const { return *field_; }

  // Of a type whose cells are decimal numbers: the decimals that they are scaled by.
  std::optional<int> places() const { return number_ ? std::optional<int>(places_) : std::nullopt; }

  // Whether cells of the strict form, and no others of it, are read as if nothing were said of their
  // notation: quick_cell.h may read them.
  bool strict_forms() const { return strict_forms_; }

  // "is not a date like 2027-03-01". `text`: the cell.
  std::string reason(Fault fault, std::string_view text = {}) const;

  // What to write in programme.yaml for a cell like this to be read, such as “decimals: comma”, or empty.
  std::string advice(Fault fault, std::string_view text) const;

 private:
  Decoded read_present(const StoredCell& cell) const;
  Decoded read_text(std::string_view text, bool zeros) const;
  Decoded read_number(std::string_view text, bool zeros) const;
  Decoded read_share(std::string_view text) const;
  Decoded read_years(std::string_view text, bool zeros) const;
  Fault malformed_number(std::string_view text) const;
  Decoded read_date(std::string_view text) const;
  Decoded read_yes_no(std::string_view text) const;
  Decoded read_choice(std::string_view text) const;
  Decoded read_integer(std::int64_t number) const;
  Decoded read_missing(bool empty_text) const;
  bool unknown_text(std::string_view text) const;
  Decoded within(std::int64_t value) const;
  std::string malformed() const;
  std::string with_point(std::string number) const;
  std::string example_date() const;
  std::string written(std::int64_t value) const;

  const Field* field_;
  std::string currency_;
  bool number_ = false;     // a type whose cells are decimal numbers
  int places_ = 0;          // that they are scaled by
  std::int64_t scale_ = 1;  // 10^places
  bool cleans_ = false, strict_forms_ = true;
  std::optional<std::int64_t> empty_;  // what a yes/no field's empty cell says
  std::shared_ptr<const Zone> zone_;
  std::unordered_map<std::string_view, std::int64_t> choices_;  // by stored value
};

// The text of an integer, in a buffer of the caller's.
struct IntegerText {
  explicit IntegerText(std::int64_t number);
  std::string_view view() const { return {bytes, size}; }
  char bytes[24];
  std::size_t size;
};

}  // namespace trouw
