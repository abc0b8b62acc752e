#include "columns/columns.h"

#include <algorithm>
#include <cstring>
#include <new>

#include "columns/code.h"

namespace trouw {

using columns::block_rows;
using columns::Frame;
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
    : plan_(std::move(plan)), code_(compile_columns(*plan_)) {}
ColumnProgram::~ColumnProgram() = default;

std::string ColumnProgram::listing() const {
  return trouw::listing(*code_);
}

struct ColumnReader::State {
  State(std::shared_ptr<const ColumnProgram> of, columns::Level level)
      : program(std::move(of)),
        code(program->code()),
        kernels(columns::kernels(level)),
        arena(code.arena),
        sums(static_cast<std::size_t>(code.sums)) {
    std::uint32_t weights = 0;
    for (const auto& apportion : code.apportions) weights = std::max(weights, apportion->count);
    scratch.resize(columns::scratch_bytes(weights) / sizeof(std::uint64_t) + 1);
    const std::size_t fields = program->plan().programme->schema.fields.size();
    values.resize(fields);
    known.resize(fields);
    last_values.assign(code.fields.size() * rows_in_block, 0);
    last_known.assign(code.fields.size() * rows_in_block, 0);
  }

  // Points the frame at the records of a block; those of the last, unfull one are copied to where there is
  // room.
  void point(const Batch& batch, std::size_t first, std::size_t rows) {
    for (std::size_t i = 0; i < code.fields.size(); ++i) {
      const std::size_t field = code.fields[i];
      const Column& column = batch.columns[field];
      values[field] = column.values.data() + first;
      known[field] = column.known.data() + first;
      if (rows == rows_in_block) continue;
      std::int64_t* to = last_values.data() + i * rows_in_block;
      std::uint8_t* to_known = last_known.data() + i * rows_in_block;
      std::copy_n(values[field], rows, to);
      std::copy_n(known[field], rows, to_known);
      values[field] = to;
      known[field] = to_known;
    }
    std::uint8_t* live = reinterpret_cast<std::uint8_t*>(arena.at + code.rows);
    std::fill_n(live, rows, std::uint8_t{1});
    std::fill_n(live + rows, rows_in_block - rows, std::uint8_t{0});
  }

  std::shared_ptr<const ColumnProgram> program;
  const ColumnCode& code;
  const columns::KernelFunction* kernels;
  Arena arena;
  std::vector<const std::int64_t*> values;
  std::vector<const std::uint8_t*> known;
  std::vector<std::int64_t> last_values;
  std::vector<std::uint8_t> last_known;
  std::vector<std::int64_t*> outputs;
  std::vector<Wide> sums;
  std::vector<std::uint64_t> scratch;
};

ColumnReader::ColumnReader(std::shared_ptr<const ColumnProgram> program)
    : ColumnReader(std::move(program), columns::best_level()) {}
ColumnReader::ColumnReader(std::shared_ptr<const ColumnProgram> program, columns::Level level)
    : state_(std::make_unique<State>(std::move(program), level)) {}
ColumnReader::~ColumnReader() = default;

namespace {

// Makes room for a batch, without allocating anew for the next of the same size.
void make_room(const ColumnCode& code, std::size_t guarantees, std::size_t rows, ColumnTotals& totals) {
  const std::size_t room = whole_blocks(rows);
  totals.size = rows;
  totals.stride = code.stride;
  for (auto* column : {&totals.standing, &totals.newcomer_value, &totals.value_before_match, &totals.top_up,
                       &totals.value, &totals.worse_off_before, &totals.worse_off})
    column->resize(room);
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

void ColumnReader::totals(const Batch& batch, ColumnTotals& totals, ColumnSums& sums) {
  State& s = *state_;
  const Programme& programme = *s.program->plan().programme;
  make_room(s.code, programme.guarantees.size(), batch.size, totals);
  sums.facts.resize(s.program->plan().facts.size());
  sums.offers.resize(programme.offers.size());
  sums.guarantees.resize(programme.guarantees.size());
  std::vector<std::int64_t>* const columns[] = {
      &totals.standing, &totals.newcomer_value,   &totals.value_before_match, &totals.top_up,
      &totals.value,    &totals.worse_off_before, &totals.worse_off};
  for (std::size_t first = 0; first < batch.size; first += rows_in_block) {
    const std::size_t rows = std::min(rows_in_block, batch.size - first);
    s.point(batch, first, rows);
    s.outputs.clear();
    for (auto* column : columns) s.outputs.push_back(column->data() + first);
    for (auto& gaps : totals.gaps) s.outputs.push_back(gaps.data() + first);
    Frame frame;
    frame.arena = s.arena.at;
    frame.values = s.values.data();
    frame.known = s.known.data();
    frame.outputs = s.outputs.data();
    frame.marks = totals.counted.data() + first * s.code.stride;
    frame.stride = static_cast<std::uint32_t>(s.code.stride);
    frame.sums = s.sums.data();
    frame.scratch = reinterpret_cast<char*>(s.scratch.data());
    for (const Step& step : s.code.steps) s.kernels[static_cast<std::size_t>(step.kernel)](step, frame);
    if (s.code.failed != no_sum && s.sums[static_cast<std::size_t>(s.code.failed)] != 0)
      std::fill_n(totals.again.begin() + static_cast<std::ptrdiff_t>(first), rows, std::uint8_t{1});
    else
      add_up(s.code, s.sums, sums);
  }
}

}  // namespace trouw
