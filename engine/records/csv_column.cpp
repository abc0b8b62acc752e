#include "records/csv_column.h"

namespace trouw {

namespace {

QuickWord::Words words_of(const Field& field) {
  if (!field.stored_yes.empty()) return {{field.stored_yes, 1}, {field.stored_no, 0}};
  if (field.type == Type::yes_no)
    return {{"1", 1}, {"yes", 1}, {"true", 1}, {"ja", 1}, {"0", 0}, {"no", 0}, {"false", 0}, {"nee", 0}};
  QuickWord::Words words;
  for (std::size_t i = 0; i < field.choices.size(); ++i)
    words.emplace_back(field.choices[i].stored, static_cast<std::int64_t>(i));
  return words;
}

struct AnyText {
  bool read(std::string_view text, std::int64_t& value) const {
    value = 0;
    return !text.empty();
  }
};

}  // namespace

CsvColumn::CsvColumn(const Field& field, const CellReader& reader)
    : reader_(reader), missing_(reader.read({})) {
  if (reader.places())
    number_.emplace(*reader.places(), field.from, field.to);
  else if (field.type == Type::date)
    date_.emplace(field.from, field.to);
  else if (field.type != Type::text)
    word_.emplace(words_of(field));
}

void CsvColumn::read(const CsvGrid& grid, const CutStretch& stretch, Column& column,
                     std::vector<std::uint8_t>& odd) const {
  if (number_) return read_by(*number_, grid, stretch, column, odd);
  if (date_) return read_by(*date_, grid, stretch, column, odd);
  if (word_) return read_by(*word_, grid, stretch, column, odd);
  read_by(AnyText(), grid, stretch, column, odd);
}

// All that the loop reads lies in objects of its own, so that writing bytes does not make it read them again.
template <class Quick>
void CsvColumn::read_by(const Quick& made, const CsvGrid& grid, const CutStretch& stretch, Column& column,
                        std::vector<std::uint8_t>& odd_rows) const {
  const Quick quick = made;
  const CsvGrid::Cells cells = grid.cells(stretch.cell);
  const Decoded missing = missing_;
  const bool may_be_missing = missing.fault == Fault::none;
  std::int64_t* const values = column.values.data();
  std::uint8_t *const known = column.known.data(), *const odd = odd_rows.data();
  for (std::size_t row = stretch.from, to = stretch.to; row < to; ++row) {
    if (odd[row] != 0) continue;
    const std::string_view text = cells[row];
    std::int64_t value = 0;
    const bool usual = quick.read(text, value);
    if (usual | (text.empty() & may_be_missing)) {
      const std::int64_t all = -std::int64_t{usual};
      values[row] = (value & all) | (missing.value & ~all);
      known[row] = usual | missing.known;
      continue;
    }
    const Decoded decoded = reader_.read({text.empty() ? StoredCell::missing : StoredCell::text, text});
    odd[row] = decoded.fault != Fault::none;
    values[row] = decoded.value;
    known[row] = decoded.known;
  }
}

}  // namespace trouw
