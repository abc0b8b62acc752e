#include "columns/columns.h"

#include <algorithm>
#include <array>
#include <cstring>
#include <new>
#include <numeric>
#include <span>

#include "columns/segments.h"

namespace trouw {

using columns::block_rows;
using columns::Frame;
using columns::lane_step;
using columns::Segments;
using columns::Step;

namespace {

constexpr std::size_t rows_in_block = block_rows;
constexpr auto alignment = std::align_val_t{64};

struct Arena {
  explicit Arena(std::size_t bytes) : at(static_cast<char*>(::operator new(bytes + 64, alignment))) {
    std::memset(at, 0, bytes + 64);
  }
  ~Arena() { ::operator delete(at, alignment); }
  Arena(const Arena&) = delete;
  Arena& operator=(const Arena&) = delete;
  char* at;
};

std::size_t whole_blocks(std::size_t rows) {
  return (rows + rows_in_block - 1) / rows_in_block * rows_in_block;
}

}  // namespace

void ColumnSums::add(const ColumnSums& other) {
  for (std::size_t i = 0; i < 5; ++i) standings[i] += other.standings[i];
  newcomer_value += other.newcomer_value;
  value_before_match += other.value_before_match;
  top_up += other.top_up;
  value += other.value;
  to_customers += other.to_customers;
  before.count += other.before.count;
  before.total += other.before.total;
  after.count += other.after.count;
  after.total += other.after.total;
  facts_broken += other.facts_broken;
  facts.resize(std::max(facts.size(), other.facts.size()));
  for (std::size_t i = 0; i < other.facts.size(); ++i) facts[i] += other.facts[i];
  offers.resize(std::max(offers.size(), other.offers.size()));
  for (std::size_t i = 0; i < other.offers.size(); ++i) {
    offers[i].open += other.offers[i].open;
    offers[i].counted += other.offers[i].counted;
    offers[i].value += other.offers[i].value;
    offers[i].paid += other.offers[i].paid;
  }
  guarantees.resize(std::max(guarantees.size(), other.guarantees.size()));
  for (std::size_t i = 0; i < other.guarantees.size(); ++i) {
    guarantees[i].covered += other.guarantees[i].covered;
    guarantees[i].left_out += other.guarantees[i].left_out;
    guarantees[i].broken += other.guarantees[i].broken;
  }
}

void ColumnSums::clear() {
  std::vector<Offer> cleared_offers(std::move(offers));
  std::vector<Guarantee> cleared_guarantees(std::move(guarantees));
  std::vector<std::uint64_t> cleared_facts(std::move(facts));
  std::ranges::fill(cleared_facts, std::uint64_t{0});
  std::ranges::fill(cleared_offers, Offer{});
  std::ranges::fill(cleared_guarantees, Guarantee{});
  *this = {};
  offers = std::move(cleared_offers);
  guarantees = std::move(cleared_guarantees);
  facts = std::move(cleared_facts);
}

ColumnProgram::ColumnProgram(std::shared_ptr<const Plan> plan)
    : plan_(std::move(plan)), code_(compile_columns(*plan_)) {
  if (code_->failed != no_sum) return;
  if (const auto field = columns::segment_field(*plan_))
    segments_ = std::make_unique<const Segments>(*plan_, *field);
}
ColumnProgram::ColumnProgram(std::shared_ptr<const Plan> plan, FieldId field)
    : plan_(std::move(plan)), code_(compile_columns(*plan_)) {
  if (code_->failed == no_sum) segments_ = std::make_unique<const Segments>(*plan_, field);
}
ColumnProgram::~ColumnProgram() = default;

std::string ColumnProgram::listing() const {
  return trouw::listing(*code_);
}

namespace {

constexpr std::size_t plain_outputs = 7;

std::array<std::vector<std::int64_t>*, plain_outputs> plain_columns(ColumnTotals& totals) {
  return {&totals.standing, &totals.newcomer_value,   &totals.value_before_match, &totals.top_up,
          &totals.value,    &totals.worse_off_before, &totals.worse_off};
}

int lanes_for(std::size_t rows) {
  return (static_cast<int>(rows) + lane_step - 1) / lane_step * lane_step;
}

}  // namespace

// Records that are brought together to be worked on as one block, and what came of them.
struct Collected {
  std::vector<std::int64_t> values;  // rows_in_block a field that is read
  std::vector<std::uint8_t> known;
  std::vector<std::int64_t> outputs;  // rows_in_block a column
  std::vector<std::uint8_t> marks;
};

struct ColumnReader::State {
  State(std::shared_ptr<const ColumnProgram> of, columns::Level level)
      : program(std::move(of)), code(program->code()), kernels(columns::kernels(level)) {
    const Programme& programme = *program->plan().programme;
    const std::size_t fields = programme.schema.fields.size();
    values.resize(fields);
    known.resize(fields);
    places.resize(fields);
    for (std::size_t i = 0; i < code.fields.size(); ++i) places[code.fields[i]] = i;
    gathered.values.assign(code.fields.size() * rows_in_block, 0);
    gathered.known.assign(code.fields.size() * rows_in_block, 0);
    make_room(code);
    if (program->segments() == nullptr) return;
    gathered.outputs.resize((plain_outputs + programme.guarantees.size()) * rows_in_block);
    gathered.marks.resize(code.stride * rows_in_block);
    ends.resize(program->segments()->size() + 1);
  }

  // For code that is about to run.
  void make_room(const ColumnCode& of) {
    if (arena == nullptr || of.arena > arena_bytes) {
      arena = std::make_unique<Arena>(of.arena);
      arena_bytes = of.arena;
    }
    sums.resize(std::max(sums.size(), static_cast<std::size_t>(of.sums)));
    std::uint32_t weights = 0;
    for (const auto& apportion : of.apportions) weights = std::max(weights, apportion->count);
    scratch.resize(std::max(scratch.size(), columns::scratch_bytes(weights) / sizeof(std::uint64_t) + 1));
  }

  // Points the frame at the records of a block; those of an unfull one are copied to where there is room.
  void point(const Batch& batch, std::size_t first, std::size_t rows) {
    for (const std::uint32_t field : code.fields) {
      const Column& column = batch.columns[field];
      values[field] = column.values.data() + first;
      known[field] = column.known.data() + first;
      if (rows == rows_in_block) continue;
      std::copy_n(values[field], rows, gathered.values.data() + places[field] * rows_in_block);
      std::copy_n(known[field], rows, gathered.known.data() + places[field] * rows_in_block);
      point_at_gathered(field);
    }
  }

  void point_at_gathered(std::uint32_t field) {
    values[field] = gathered.values.data() + places[field] * rows_in_block;
    known[field] = gathered.known.data() + places[field] * rows_in_block;
  }

  void gather(const Batch& batch, const ColumnCode& of, std::span<const std::uint32_t> rows) {
    for (const std::uint32_t field : of.fields) {
      const Column& column = batch.columns[field];
      std::int64_t* to = gathered.values.data() + places[field] * rows_in_block;
      std::uint8_t* to_known = gathered.known.data() + places[field] * rows_in_block;
      for (std::size_t i = 0; i < rows.size(); ++i) {
        to[i] = column.values[rows[i]];
        to_known[i] = column.known[rows[i]];
      }
      point_at_gathered(field);
    }
    std::ranges::fill(gathered.outputs, 0);
    std::ranges::fill(gathered.marks, std::uint8_t{0});
    outputs.clear();
    for (std::size_t at = 0; at < gathered.outputs.size(); at += rows_in_block)
      outputs.push_back(gathered.outputs.data() + at);
  }

  void scatter(std::span<const std::uint32_t> rows, ColumnTotals& totals) const {
    const auto write = [&](std::size_t number, std::vector<std::int64_t>& column) {
      for (std::size_t i = 0; i < rows.size(); ++i) column[rows[i]] = outputs[number][i];
    };
    std::size_t number = 0;
    for (auto* column : plain_columns(totals)) write(number++, *column);
    for (auto& gaps : totals.gaps) write(number++, gaps);
    for (std::size_t i = 0; i < rows.size(); ++i)
      std::memcpy(totals.counted.data() + rows[i] * code.stride, gathered.marks.data() + i * code.stride,
                  code.stride);
  }

  // Sorts a batch's rows by segment, each in the batch's order. Those of no segment come last.
  void sort(const Batch& batch) {
    const Segments& segments = *program->segments();
    const Column& column = batch.columns[segments.field()];
    std::ranges::fill(ends, 0);
    of_row.resize(batch.size);
    for (std::size_t row = 0; row < batch.size; ++row) {
      const std::size_t segment = column.known[row] != 0 ? segments.of(column.values[row]) : segments.size();
      of_row[row] = static_cast<std::uint32_t>(segment);
      ++ends[segment];
    }
    std::exclusive_scan(ends.begin(), ends.end(), ends.begin(), std::uint32_t{0});
    sorted.resize(batch.size);
    for (std::size_t row = 0; row < batch.size; ++row)
      sorted[ends[of_row[row]]++] = static_cast<std::uint32_t>(row);
  }

  // Runs the steps on the block that was pointed at. `marks`: of its first record.
  void run(const ColumnCode& of, std::size_t rows, std::uint8_t* marks) {
    std::uint8_t* live = reinterpret_cast<std::uint8_t*>(arena->at + of.rows);
    std::fill_n(live, rows, std::uint8_t{1});
    std::fill_n(live + rows, rows_in_block - rows, std::uint8_t{0});
    Frame frame;
    frame.arena = arena->at;
    frame.lanes = lanes_for(rows);
    frame.values = values.data();
    frame.known = known.data();
    frame.outputs = outputs.data();
    frame.marks = marks;
    frame.stride = static_cast<std::uint32_t>(of.stride);
    frame.sums = sums.data();
    frame.scratch = reinterpret_cast<char*>(scratch.data());
    for (const Step& step : of.steps) kernels[static_cast<std::size_t>(step.kernel)](step, frame);
  }

  bool has_failed(const ColumnCode& of) const {
    return of.failed != no_sum && sums[static_cast<std::size_t>(of.failed)] != 0;
  }

  void whole(const Batch& batch, ColumnTotals& totals, ColumnSums& into);
  void by_segments(const Batch& batch, ColumnTotals& totals, ColumnSums& into);

  std::shared_ptr<const ColumnProgram> program;
  const ColumnCode& code;  // of any record
  const columns::KernelFunction* kernels;
  std::unique_ptr<Arena> arena;
  std::size_t arena_bytes = 0;
  std::vector<const std::int64_t*> values;
  std::vector<const std::uint8_t*> known;
  std::vector<std::size_t> places;  // of each field in what is gathered
  Collected gathered;
  std::vector<std::int64_t*> outputs;
  std::vector<Wide> sums;
  std::vector<std::uint64_t> scratch;
  std::vector<std::uint32_t> ends, of_row, sorted;  // of segments; a row's segment; rows by segment
};

ColumnReader::ColumnReader(std::shared_ptr<const ColumnProgram> program)
    : ColumnReader(std::move(program), columns::best_level()) {}
ColumnReader::ColumnReader(std::shared_ptr<const ColumnProgram> program, columns::Level level)
    : state_(std::make_unique<State>(std::move(program), level)) {}
ColumnReader::~ColumnReader() = default;

namespace {

// Makes room for a batch, without allocating anew for the next of the same size.
void make_totals_room(const ColumnCode& code, std::size_t guarantees, std::size_t rows,
                      ColumnTotals& totals) {
  const std::size_t room = whole_blocks(rows);
  totals.size = rows;
  totals.stride = code.stride;
  for (auto* column : plain_columns(totals)) column->resize(room);
  totals.gaps.resize(guarantees);
  for (auto& gaps : totals.gaps) gaps.resize(room);
  totals.counted.resize(room * code.stride);
  totals.again.assign(room, 0);
}

void add_up(const ColumnCode& code, const std::vector<Wide>& block, ColumnSums& sums) {
  const auto wide = [&](int number) {
    return number == no_sum ? Wide{0} : block[static_cast<std::size_t>(number)];
  };
  const auto count = [&](int number) { return static_cast<std::uint64_t>(wide(number)); };
  for (std::size_t i = 0; i < 5; ++i) sums.standings[i] += count(code.standings[i]);
  sums.newcomer_value += wide(code.newcomer_value);
  sums.value_before_match += wide(code.value_before_match);
  sums.top_up += wide(code.top_up);
  sums.value += wide(code.value);
  sums.to_customers += wide(code.to_customers);
  sums.before.count += count(code.before_count);
  sums.before.total += wide(code.before_total);
  sums.after.count += count(code.after_count);
  sums.after.total += wide(code.after_total);
  sums.facts_broken += count(code.facts_broken);
  for (std::size_t i = 0; i < code.facts.size(); ++i) sums.facts[i] += count(code.facts[i]);
  for (const OfferSums& offer : code.offers) {
    ColumnSums::Offer& sum = sums.offers[offer.offer];
    sum.open += count(offer.open);
    sum.counted += count(offer.counted);
    sum.value += wide(offer.value);
    sum.paid += wide(offer.paid);
  }
  for (std::size_t i = 0; i < code.guarantees.size(); ++i) {
    sums.guarantees[i].covered += count(code.guarantees[i].covered);
    sums.guarantees[i].left_out += count(code.guarantees[i].left_out);
    sums.guarantees[i].broken += count(code.guarantees[i].broken);
  }
}

}  // namespace

void ColumnReader::State::whole(const Batch& batch, ColumnTotals& totals, ColumnSums& into) {
  for (std::size_t first = 0; first < batch.size; first += rows_in_block) {
    const std::size_t rows = std::min(rows_in_block, batch.size - first);
    point(batch, first, rows);
    outputs.clear();
    for (auto* column : plain_columns(totals)) outputs.push_back(column->data() + first);
    for (auto& gaps : totals.gaps) outputs.push_back(gaps.data() + first);
    run(code, rows, totals.counted.data() + first * code.stride);
    if (has_failed(code))
      std::fill_n(totals.again.begin() + static_cast<std::ptrdiff_t>(first), rows, std::uint8_t{1});
    else
      add_up(code, sums, into);
  }
}

void ColumnReader::State::by_segments(const Batch& batch, ColumnTotals& totals, ColumnSums& into) {
  sort(batch);
  const Segments& segments = *program->segments();
  std::uint32_t first = 0;
  for (std::size_t segment = 0; segment < ends.size(); ++segment) {
    if (first == ends[segment]) continue;
    const ColumnCode& of = segment < segments.size() ? segments.code(segment) : code;
    make_room(of);
    while (first < ends[segment]) {
      const std::size_t count = std::min<std::size_t>(rows_in_block, ends[segment] - first);
      const auto rows = std::span<const std::uint32_t>(sorted).subspan(first, count);
      gather(batch, of, rows);
      run(of, count, gathered.marks.data());
      scatter(rows, totals);
      if (has_failed(of))
        for (const std::uint32_t row : rows) totals.again[row] = 1;
      else
        add_up(of, sums, into);
      first += static_cast<std::uint32_t>(count);
    }
  }
}

void ColumnReader::totals(const Batch& batch, ColumnTotals& totals, ColumnSums& sums) {
  State& s = *state_;
  const Programme& programme = *s.program->plan().programme;
  make_totals_room(s.code, programme.guarantees.size(), batch.size, totals);
  sums.facts.resize(s.program->plan().facts.size());
  sums.offers.resize(programme.offers.size());
  sums.guarantees.resize(programme.guarantees.size());
  if (s.program->segments() != nullptr)
    s.by_segments(batch, totals, sums);
  else
    s.whole(batch, totals, sums);
}

}  // namespace trouw
