#include "records/csv_column.h"

namespace trouw {

namespace {

QuickWord::Words words_of(const Field& field) {
  if (!field.stored_yes.empty()) {
    QuickWord::Words words;
    for (const std::string& word : field.stored_yes) words.emplace_back(word, 1);
    for (const std::string& word : field.stored_no) words.emplace_back(word, 0);
    return words;
  }
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

struct NoText {
  bool read(std::string_view, std::int64_t&) const { return false; }
};

// Whether a cell that says that nobody knows would be read as a value.
template <class Quick>
bool mistakes_unknown(const Quick& quick, const Field& field) {
  for (const std::string& unknown : field.notation.unknown) {
    const std::string padded = unknown + std::string(16, '\0');
    std::int64_t ignored = 0;
    if (quick.read(std::string_view(padded).substr(0, unknown.size()), ignored)) return true;
  }
  return false;
}

}  // namespace

CsvColumn::CsvColumn(const Field& field, const CellReader& reader)
    : reader_(reader), missing_(reader.read({StoredCell::text, {}, 0})), texts_(field.type == Type::text) {
  if (!field.has_column() || !reader.strict_forms()) return;
  if (reader.places())
    number_.emplace(*reader.places(), field.from, field.to);
  else if (field.type == Type::date)
    date_.emplace(field.from, field.to);
  else if (field.type != Type::text)
    word_.emplace(words_of(field));
  if (number_ && mistakes_unknown(*number_, field)) number_.reset();
  if (date_ && mistakes_unknown(*date_, field)) date_.reset();
  if (word_ && mistakes_unknown(*word_, field)) word_.reset();
}

void CsvColumn::read(const CsvGrid& grid, const CutStretch& stretch, Column& column,
                     std::vector<std::uint8_t>& odd) const {
  if (number_) return read_by(*number_, grid, stretch, column, odd);
  if (date_) return read_by(*date_, grid, stretch, column, odd);
  if (word_) return read_by(*word_, grid, stretch, column, odd);
  if (texts_ && !reader_.cleans()) return read_by(AnyText(), grid, stretch, column, odd);
  read_by(NoText(), grid, stretch, column, odd);
}

// A text that is more than its cleaned self is read with its row.
bool CsvColumn::is_clean(std::string_view text, const Decoded& decoded) const {
  return decoded.known == !text.empty() &&
         reader_.cleaned({StoredCell::text, text, 0}).text_bytes.size() == text.size();
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
    const Decoded decoded = reader_.read({StoredCell::text, text, 0});
    odd[row] = decoded.fault != Fault::none || (texts_ && !is_clean(text, decoded));
    values[row] = decoded.value;
    known[row] = decoded.known;
  }
}

}  // namespace trouw
