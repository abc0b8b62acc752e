#include "api/deciding.h"

#include <algorithm>
#include <cstring>

#include "books/alone.h"

namespace trouw {

namespace {

constexpr const char* no_standing = "is no newcomer, customer or former customer by programme.yaml";

constexpr int recent_bits = 11;  // 2^11 titles are found at once

constexpr std::int64_t standing_of(Standing standing) {
  return static_cast<std::int64_t>(standing);
}

// What one record that was decided by row adds to the sums of its batch.
void add_to(ColumnSums& sums, const Totals& one) {
  ++sums.standings[static_cast<std::size_t>(one.standing)];
  sums.newcomer_value += one.newcomer_value;
  sums.value_before_match += one.value_before_match;
  sums.top_up += one.top_up;
  sums.value += one.value;
  if (one.standing == Standing::customer) sums.to_customers += one.value;
  sums.before.count += one.worse_off_before > 0 ? 1 : 0;
  sums.before.total += one.worse_off_before;
  sums.after.count += one.worse_off > 0 ? 1 : 0;
  sums.after.total += one.worse_off;
  sums.facts_broken += one.facts_broken ? 1 : 0;
  for (const std::uint32_t fact : one.broken_facts) ++sums.facts[fact];
  for (const Totals::OfferTotals& offer : one.offers) {
    ColumnSums::Offer& sum = sums.offers[offer.offer];
    sum.open += offer.open ? 1 : 0;
    sum.counted += offer.counted ? 1 : 0;
    sum.value += offer.value;
    sum.paid += offer.paid;
  }
  for (std::size_t i = 0; i < one.guarantees.size(); ++i) {
    ColumnSums::Guarantee& sum = sums.guarantees[i];
    sum.covered += one.guarantees[i].applies ? 1 : 0;
    sum.left_out += one.guarantees[i].left_out ? 1 : 0;
    sum.broken += one.guarantees[i].gap > 0 ? 1 : 0;
  }
}

// A record decided by row, as the columns would have it.
void write_to(ColumnTotals& totals, std::size_t row, const Totals& one) {
  totals.standing[row] = standing_of(one.standing);
  totals.newcomer_value[row] = one.newcomer_value;
  totals.value_before_match[row] = one.value_before_match;
  totals.top_up[row] = one.top_up;
  totals.value[row] = one.value;
  totals.worse_off_before[row] = one.worse_off_before;
  totals.worse_off[row] = one.worse_off;
  for (std::size_t i = 0; i < one.guarantees.size(); ++i) totals.gaps[i][row] = one.guarantees[i].gap;
  std::fill_n(totals.counted.begin() + static_cast<std::ptrdiff_t>(row * totals.stride), totals.stride,
              std::uint8_t{0});
  for (const Totals::OfferTotals& offer : one.offers)
    if (offer.counted)
      totals.counted[row * totals.stride + offer.offer / 8] |=
          static_cast<std::uint8_t>(1 << (offer.offer % 8));
}

Worst worst_of(const std::vector<std::int64_t>& amounts, std::size_t size) {
  Worst worst;
  for (std::size_t row = 0; row < size; ++row)
    if (amounts[row] > worst.amount) worst = {amounts[row], row};
  return worst;
}

}  // namespace

Deciding::Deciding(std::shared_ptr<const Programme> programme, std::shared_ptr<const ColumnProgram> columns,
                   bool results, const Format& format)
    : programme_(programme),
      decider_(programme, columns->shared_plan()),
      columns_(std::move(columns)),
      results_(results),
      format_(format) {
  for (std::size_t i = 0; i < programme->guarantees.size(); ++i)
    if (programme->guarantees[i].kind == GuaranteeKind::staying) staying_.push_back(i);
}

void Deciding::decide(Decided& decided) {
  decided.sums.clear();
  columns_.totals(decided.batch, decided.totals, decided.sums);
  search_tenures(decided);
  by_rows(decided);
  finish(decided);
}

bool Deciding::decide_with(Decided& decided, const WithPast& with_past) {
  decided.sums.clear();
  columns_.totals(decided.batch, decided.totals, decided.sums);
  const auto end = decided.totals.again.begin() + static_cast<std::ptrdiff_t>(decided.totals.size);
  if (std::find(decided.totals.again.begin(), end, std::uint8_t{1}) != end) return false;
  const PastBatch::Figures* const past = with_past();
  if (past == nullptr) return false;
  search_tenures(decided);
  take_past(decided, *past);
  add_up(decided, *past);
  by_rows(decided);
  finish(decided);
  return true;
}

// Figures of those who have a past; guarantees are asked without one, but for those that follow the figures.
void Deciding::take_past(Decided& decided, const PastBatch::Figures& past) {
  ColumnTotals& totals = decided.totals;
  const auto take = [&](std::vector<std::int64_t> ColumnTotals::*column) {
    for (std::size_t i = 0; i < past.rows.size(); ++i)
      (totals.*column)[past.rows[i]] = (past.totals.*column)[i];
  };
  take(&ColumnTotals::newcomer_value);
  take(&ColumnTotals::value_before_match);
  take(&ColumnTotals::top_up);
  take(&ColumnTotals::value);
  take(&ColumnTotals::worse_off_before);
  take(&ColumnTotals::worse_off);
  for (std::size_t i = 0; i < past.rows.size(); ++i)
    std::memcpy(totals.counted.data() + past.rows[i] * totals.stride,
                past.totals.counted.data() + i * past.totals.stride, totals.stride);
  for (std::size_t i = 0; i < programme_->guarantees.size(); ++i) {
    const Guarantee& stated = programme_->guarantees[i];
    if (!follows_worse_off(stated)) continue;
    std::uint64_t& broken = decided.sums.guarantees[i].broken = 0;
    for (std::size_t row = 0; row < totals.size; ++row) {
      std::int64_t& gap = totals.gaps[i][row];
      gap = gap == 0 ? 0 : std::max<std::int64_t>(0, totals.worse_off[row] - stated.within);
      broken += gap > 0 ? 1 : 0;
    }
  }
}

void Deciding::add_up(Decided& decided, const PastBatch::Figures& past) {
  if (past.rows.empty()) return;
  sums_.clear();
  sums_.add(past.sums);
  if (past.rows.size() < decided.batch.size) {
    std::vector<std::uint32_t> others;
    std::size_t next = 0;
    for (std::uint32_t row = 0; row < decided.batch.size; ++row)
      if (next < past.rows.size() && past.rows[next] == row)
        ++next;
      else
        others.push_back(row);
    take_columns(decided.batch, others, others_);
    columns_.totals(others_, other_totals_, sums_);
  }
  sums_.offers.resize(programme_->offers.size());
  std::swap(sums_.facts, decided.sums.facts);
  std::swap(sums_.guarantees, decided.sums.guarantees);
  std::swap(sums_, decided.sums);
}

bool follows_worse_off(const Guarantee& stated) {
  return stated.kind == GuaranteeKind::newcomer && stated.over == 0 && !stated.counting_perks &&
         !stated.at_every_bill;
}

void Deciding::decide_by(Decided& decided, const TotalsOf& totals_of) {
  columns_.totals(decided.batch, decided.totals, decided.sums);  // for their room
  decided.sums.clear();
  for (std::size_t row = 0; row < decided.batch.size; ++row) {
    one_by_row(decided, row, totals_of(row, one_));
    if (one_.standing == Standing::rejected && decided.totals.again[row] == 0)
      turn_away(decided, row, no_standing);
  }
  finish(decided);
}

void Deciding::finish(Decided& decided) const {
  find_worst(decided);
  decided.rows.clear();
  decided.text.clear();
  if (results_) write_rows(decided);
}

void Deciding::turn_away(Decided& decided, std::size_t row, std::string why) const {
  decided.rejects.push_back(
      {decided.batch.lines[row], std::string(decided.batch.id(row)), "", "", std::move(why)});
}

// What columns could not decide, and who stands nowhere.
void Deciding::by_rows(Decided& decided) {
  const bool rejected = decided.sums.standings[static_cast<std::size_t>(Standing::rejected)] > 0;
  ColumnTotals& totals = decided.totals;
  const auto again = totals.again.begin();
  const auto end = again + static_cast<std::ptrdiff_t>(totals.size);
  if (!rejected && std::find(again, end, std::uint8_t{1}) == end) return;
  for (std::size_t row = 0; row < totals.size; ++row) {
    if (totals.again[row] != 0) one_by_row(decided, row, decider_.totals(decided.batch, row, one_));
    if (totals.standing[row] == standing_of(Standing::rejected) && totals.again[row] == 0)
      turn_away(decided, row, no_standing);
  }
}

// A record whose figures are `one_`, or that could not be decided.
void Deciding::one_by_row(Decided& decided, std::size_t row, const Status& status) {
  decided.totals.again[row] = status ? 0 : 1;
  if (status) {
    write_to(decided.totals, row, one_);
    if (one_.standing != Standing::rejected) add_to(decided.sums, one_);
    return;
  }
  one_ = {};
  one_.standing = Standing::rejected;
  one_.guarantees.resize(programme_->guarantees.size());
  write_to(decided.totals, row, one_);
  turn_away(decided, row, status.message);
}

// A longer tenure is compared with every shorter one, which only the row reader can.
void Deciding::search_tenures(Decided& decided) {
  if (staying_.empty()) return;
  ColumnTotals& totals = decided.totals;
  for (const std::size_t i : staying_) decided.sums.guarantees[i].broken = 0;
  for (std::size_t row = 0; row < totals.size; ++row) {
    if (totals.standing[row] != standing_of(Standing::customer) || totals.again[row] != 0) continue;
    if (!decider_.totals(decided.batch, row, one_)) continue;
    for (const std::size_t i : staying_) {
      totals.gaps[i][row] = one_.guarantees[i].gap;
      decided.sums.guarantees[i].broken += one_.guarantees[i].gap > 0 ? 1 : 0;
    }
  }
}

void Deciding::find_worst(Decided& decided) const {
  const ColumnTotals& totals = decided.totals;
  decided.before = decided.sums.before.count > 0 ? worst_of(totals.worse_off_before, totals.size) : Worst{};
  decided.after = decided.sums.after.count > 0 ? worst_of(totals.worse_off, totals.size) : Worst{};
  decided.guarantees.assign(totals.gaps.size(), {});
  for (std::size_t i = 0; i < totals.gaps.size(); ++i)
    if (decided.sums.guarantees[i].broken > 0) decided.guarantees[i] = worst_of(totals.gaps[i], totals.size);
}

const std::string& Deciding::titles(Decided& decided, std::size_t row) const {
  const ColumnTotals& totals = decided.totals;
  const std::uint8_t* const bits = totals.counted.data() + row * totals.stride;
  std::uint64_t hash = 0;
  for (std::size_t at = 0; at < totals.stride; at += sizeof hash) {
    std::uint64_t word = 0;
    std::memcpy(&word, bits + at, sizeof word);
    hash = (hash ^ word) * 0x9E3779B97F4A7C15ULL;
  }
  const Decided::Titles::value_type*& recent =
      decided.recent_titles[static_cast<std::size_t>(hash >> (64 - recent_bits))];
  if (recent == nullptr || std::memcmp(recent->first.data(), bits, totals.stride) != 0)
    recent = &join_titles(decided, row);
  return recent->second;
}

const Decided::Titles::value_type& Deciding::join_titles(Decided& decided, std::size_t row) const {
  const ColumnTotals& totals = decided.totals;
  const std::string key(reinterpret_cast<const char*>(totals.counted.data() + row * totals.stride),
                        totals.stride);
  const auto [at, fresh] = decided.titles.try_emplace(key);
  if (fresh)
    for (std::uint32_t offer = 0; offer < programme_->offers.size(); ++offer)
      if (totals.has_counted(row, offer))
        at->second += (at->second.empty() ? "" : "|") + programme_->offers[offer].title;
  return *at;
}

void Deciding::write_rows(Decided& decided) const {
  const ColumnTotals& totals = decided.totals;
  constexpr std::size_t most_titles = 4096;  // remembered from batch to batch
  if (decided.titles.size() > most_titles) {
    decided.titles.clear();
    decided.recent_titles.clear();
  }
  decided.recent_titles.resize(std::size_t{1} << recent_bits);
  for (std::size_t row = 0; row < totals.size; ++row) {
    const auto standing = static_cast<Standing>(totals.standing[row]);
    if (standing == Standing::rejected) continue;
    decided.rows.push_back({decided.batch.id(row), standing, totals.newcomer_value[row],
                            totals.value_before_match[row], totals.top_up[row], totals.value[row],
                            totals.worse_off_before[row], totals.worse_off[row], titles(decided, row)});
  }
  if (format_) format_(decided.rows, decided.text);
}

}  // namespace trouw
