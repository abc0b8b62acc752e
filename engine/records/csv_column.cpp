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

void CsvColumn::read(const CsvGrid& grid, std::size_t cell, Column& column,
                     std::vector<std::uint8_t>& odd) const {
  if (number_) return read_by(*number_, grid, cell, column, odd);
  if (date_) return read_by(*date_, grid, cell, column, odd);
  if (word_) return read_by(*word_, grid, cell, column, odd);
  read_by(AnyText(), grid, cell, column, odd);
}

template <class Quick>
void CsvColumn::read_by(const Quick& quick, const CsvGrid& grid, std::size_t cell, Column& column,
                        std::vector<std::uint8_t>& odd) const {
  const bool may_be_missing = missing_.fault == Fault::none;
  for (std::size_t row = 0; row < grid.rows(); ++row) {
    if (odd[row] != 0) continue;
    const std::string_view text = grid.cell(row, cell);
    Decoded decoded = missing_;
    std::int64_t value = 0;
    const bool usual = quick.read(text, value);
    if (!(usual | (text.empty() & may_be_missing))) {
      decoded = reader_.read({text.empty() ? StoredCell::missing : StoredCell::text, text});
      odd[row] = decoded.fault != Fault::none;
      value = decoded.value;
    }
    column.values[row] = usual ? value : decoded.value;
    column.known[row] = usual || decoded.known;
  }
}

}  // namespace trouw
