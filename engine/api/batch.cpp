#include "trouw/batch.h"

#include <algorithm>

#include "api/deciding.h"
#include "records/record_builder.h"

namespace trouw {

namespace {

// Guarantees are about totals and change none; without them a record costs less.
std::shared_ptr<const Programme> without_guarantees(const Programme& programme) {
  auto bare = std::make_shared<Programme>(programme);
  bare->guarantees.clear();
  return bare;
}

StoredCell cell_of(const FieldColumn& column, std::size_t row) {
  if (!column.known.empty() && column.known[row] == 0) return {};
  if (!column.texts.empty()) {
    if (column.texts[row].empty()) return {};
    return {StoredCell::text, column.texts[row], 0};
  }
  if (!column.values.empty()) return {StoredCell::stored, {}, column.values[row]};
  return {};
}

bool fits(const FieldColumn& column, std::size_t rows) {
  const auto enough = [&](std::size_t size) { return size == 0 || size == rows; };
  return enough(column.values.size()) && enough(column.texts.size()) && enough(column.known.size());
}

}  // namespace

TotalsColumns TotalsColumns::from(std::size_t row) const {
  TotalsColumns rest = *this;
  const auto move = [&](auto*& column) {
    if (column != nullptr) column += row;
  };
  move(rest.standing);
  move(rest.newcomer_value);
  move(rest.value_before_match);
  move(rest.top_up);
  move(rest.value);
  move(rest.worse_off_before);
  move(rest.worse_off);
  return rest;
}

struct BatchDecider::State {
  State(const Engine& engine, Day day)
      : programme(without_guarantees(engine.programme())),
        own(programme),
        deciding(programme, std::make_shared<const ColumnProgram>(own.plan(day)), false, {}),
        builder(own.shape()),
        cells(programme->schema.fields.size()) {}

  // Decides decided.batch. `rows`: where each of its records goes, or empty where all are there in order.
  void decide(const TotalsColumns& totals, std::span<const std::size_t> rows, std::vector<Reject>& rejects) {
    decided.rejects.clear();
    deciding.decide(decided);
    for (Reject& reject : decided.rejects) rejects.push_back(std::move(reject));
    const auto write = [&](auto* to, const std::vector<std::int64_t>& from) {
      using To = std::remove_pointer_t<decltype(to)>;
      if (to == nullptr) return;
      for (std::size_t row = 0; row < decided.batch.size; ++row)
        to[rows.empty() ? row : rows[row]] = static_cast<To>(from[row]);
    };
    for (std::size_t row = 0; row < decided.batch.size; ++row)
      if (decided.totals.standing[row] == static_cast<std::int64_t>(Standing::rejected)) clear(row);
    write(totals.standing, decided.totals.standing);
    write(totals.newcomer_value, decided.totals.newcomer_value);
    write(totals.value_before_match, decided.totals.value_before_match);
    write(totals.top_up, decided.totals.top_up);
    write(totals.value, decided.totals.value);
    write(totals.worse_off_before, decided.totals.worse_off_before);
    write(totals.worse_off, decided.totals.worse_off);
  }

  void clear(std::size_t row) {
    ColumnTotals& totals = decided.totals;
    totals.newcomer_value[row] = totals.value_before_match[row] = totals.top_up[row] = 0;
    totals.value[row] = totals.worse_off_before[row] = totals.worse_off[row] = 0;
  }

  // The records of [first, first + count), as far as they fit.
  void build(std::span<const FieldColumn> columns, std::size_t first, std::size_t count,
             std::vector<Reject>& rejects) {
    builder.begin(decided.batch);
    places.clear();
    for (std::size_t row = 0; row < count; ++row) {
      for (std::size_t field = 0; field < cells.size(); ++field)
        cells[field] = cell_of(columns[field], first + row);
      const std::size_t before = decided.batch.size;
      builder.add(first + row + 1, cells, true, decided.batch, rejects);
      if (decided.batch.size > before) places.push_back(row);
    }
    builder.complete(decided.batch);
  }

  std::shared_ptr<const Programme> programme;
  Engine own;
  Deciding deciding;
  RecordBuilder builder;
  std::vector<StoredCell> cells;
  Decided decided;
  std::vector<std::size_t> places;
};

BatchDecider::BatchDecider(const Engine& engine, Day day) : state_(std::make_unique<State>(engine, day)) {}
BatchDecider::BatchDecider(BatchDecider&&) noexcept = default;
BatchDecider::~BatchDecider() = default;

void BatchDecider::decide(Batch& batch, const TotalsColumns& totals, std::vector<Reject>& rejects) {
  std::swap(batch, state_->decided.batch);
  state_->decide(totals, {}, rejects);
  std::swap(batch, state_->decided.batch);
}

Status BatchDecider::decide(std::span<const FieldColumn> columns, std::size_t rows,
                            const TotalsColumns& totals, std::vector<Reject>& rejects) {
  if (columns.size() != state_->cells.size())
    return Status::failure("there is one column for each of the programme's " +
                           std::to_string(state_->cells.size()) + " fields, not " +
                           std::to_string(columns.size()));
  if (!std::ranges::all_of(columns, [&](const FieldColumn& column) { return fits(column, rows); }))
    return Status::failure("a column has fewer or more entries than there are records");
  for (std::size_t first = 0; first < rows; first += batch_rows) {
    const std::size_t count = std::min(rows - first, batch_rows);
    const TotalsColumns here = totals.from(first);
    const auto fill = [&](auto* to, auto value) {
      if (to != nullptr) std::fill_n(to, count, value);
    };
    fill(here.standing, static_cast<std::int32_t>(Standing::rejected));
    for (std::int64_t* to : {here.newcomer_value, here.value_before_match, here.top_up, here.value,
                             here.worse_off_before, here.worse_off})
      fill(to, std::int64_t{0});
    state_->build(columns, first, count, rejects);
    state_->decide(here, state_->places, rejects);
  }
  return {};
}

}  // namespace trouw
