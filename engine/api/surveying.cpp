#include "api/surveying.h"

#include <algorithm>
#include <bit>

#include "api/segmenting.h"

namespace trouw {

namespace {

constexpr std::size_t last_year = 40;  // and above

// A price without all but its seven highest binary digits.
std::int64_t rounded(std::int64_t price) {
  const auto bits = static_cast<std::uint64_t>(std::max<std::int64_t>(price, 0));
  const int idle = std::max(0, static_cast<int>(std::bit_width(bits)) - 7);
  return static_cast<std::int64_t>(bits >> idle << idle);
}

// 1, 2, 5, 10, 20 … whole units of the currency, and half a unit before them.
std::vector<std::int64_t> worse_edges(int digits) {
  std::int64_t unit = 1;
  for (int i = 0; i < digits; ++i) unit *= 10;
  std::vector<std::int64_t> edges;
  for (std::int64_t power = unit; power <= INT64_MAX / 100; power *= 10)
    for (const std::int64_t times : {1, 2, 5}) edges.push_back(power * times);
  edges.push_back(INT64_MAX);
  return edges;
}

}  // namespace

Surveying::Surveying(const Programme& programme, Day on)
    : programme_(programme), on_(on), edges_(worse_edges(programme.schema.digits)) {
  choose_segments();
  for (const std::int64_t edge : edges_) population_.worse.push_back({edge, 0, 0});
  const Roles& roles = programme.schema.roles;
  if (!roles.joined && !roles.tenure) return;
  population_.years.resize(last_year + 1);
  population_.years_counted.assign(last_year + 1, std::vector<std::uint64_t>(programme.offers.size()));
  for (std::size_t year = 0; year <= last_year; ++year)
    year_edges_.push_back(latest_with_months(static_cast<std::int64_t>(12 * year), on));
}

void Surveying::choose_segments() {
  for (const FieldId id : segment_fields(programme_)) {
    Segment segment{id, segment_values(programme_.schema, id), {}, {}};
    segment.groups.resize(segment.values.size());
    segment.counted.assign(segment.values.size(), std::vector<std::uint64_t>(programme_.offers.size()));
    population_.segments.push_back(std::move(segment));
  }
}

std::int64_t Surveying::price_of(const Batch& batch, std::size_t row, Standing standing) {
  const Roles& roles = programme_.schema.roles;
  const FieldId field =
      standing == Standing::newcomer && roles.newcomer_price ? *roles.newcomer_price : *roles.price;
  std::int64_t price = 0;
  overflow_ |= __builtin_mul_overflow(batch.columns[field].values[row],
                                      static_cast<std::int64_t>(programme_.schema.horizon), &price);
  return price;
}

bool Surveying::knows_tenure(const Batch& batch, std::size_t row) const {
  const Roles& roles = programme_.schema.roles;
  return !population_.years.empty() &&
         batch.columns[roles.joined ? *roles.joined : *roles.tenure].known[row] != 0;
}

std::size_t Surveying::year_of(const Batch& batch, std::size_t row) const {
  const Roles& roles = programme_.schema.roles;
  if (!roles.joined) {
    const std::int64_t months = batch.columns[*roles.tenure].values[row];
    return static_cast<std::size_t>(std::clamp<std::int64_t>(months / 12, 0, last_year));
  }
  const std::int64_t joined = batch.columns[*roles.joined].values[row];
  std::size_t year = 0;
  while (year < last_year && joined <= year_edges_[year + 1]) ++year;
  return year;
}

void Surveying::add_to(Group& group, const ColumnTotals& totals, const Record& record) {
  const std::size_t row = record.row;
  ++group.records;
  ++group.standings[static_cast<std::size_t>(record.standing)];
  sum(group.price, record.price);
  sum(group.newcomer_value, totals.newcomer_value[row]);
  sum(group.value_before_match, totals.value_before_match[row]);
  sum(group.top_up, totals.top_up[row]);
  sum(group.value, totals.value[row]);
  group.worse_before += totals.worse_off_before[row] > 0 ? 1 : 0;
  group.worse_after += totals.worse_off[row] > 0 ? 1 : 0;
  sum(group.worse_before_total, totals.worse_off_before[row]);
  sum(group.worse_after_total, totals.worse_off[row]);
}

void Surveying::add_counted(std::vector<std::uint64_t>& counted, const ColumnTotals& totals,
                            std::size_t row) const {
  const std::uint8_t* bits = totals.counted.data() + row * totals.stride;
  for (std::size_t byte = 0; 8 * byte < counted.size(); ++byte)
    for (std::uint8_t left = bits[byte]; left != 0; left &= static_cast<std::uint8_t>(left - 1))
      ++counted[8 * byte + static_cast<std::size_t>(std::countr_zero(left))];
}

void Surveying::add_segments(const Decided& decided, const Record& record) {
  for (Segment& segment : population_.segments) {
    const std::size_t value =
        segment_of(decided.batch.columns[segment.field], record.row, segment.values.size());
    add_to(segment.groups[value], decided.totals, record);
    add_counted(segment.counted[value], decided.totals, record.row);
  }
}

void Surveying::add_worse(const ColumnTotals& totals, std::size_t row) {
  const auto band = [&](std::int64_t amount) {
    return static_cast<std::size_t>(std::ranges::lower_bound(edges_, amount) - edges_.begin());
  };
  if (totals.worse_off_before[row] > 0) ++population_.worse[band(totals.worse_off_before[row])].before;
  if (totals.worse_off[row] > 0) ++population_.worse[band(totals.worse_off[row])].after;
}

Status Surveying::add(const Decided& decided) {
  const ColumnTotals& totals = decided.totals;
  for (std::size_t row = 0; row < totals.size; ++row) {
    const auto standing = static_cast<Standing>(totals.standing[row]);
    if (standing == Standing::rejected) continue;
    const Record record{row, standing, price_of(decided.batch, row, standing)};
    add_to(population_.standings[static_cast<std::size_t>(standing)], totals, record);
    add_segments(decided, record);
    if (standing != Standing::customer) continue;
    add_worse(totals, row);
    if (knows_tenure(decided.batch, row)) {
      const std::size_t year = year_of(decided.batch, row);
      add_to(population_.years[year], totals, record);
      add_counted(population_.years_counted[year], totals, row);
    }
    PriceBand& band = by_price_[rounded(record.price)];
    ++band.customers;
    sum(band.price, record.price);
    sum(band.value, totals.value[row]);
  }
  return overflow_ ? Status::failure("the sums of this report come to more than 64 bits can hold") : Status();
}

Population Surveying::finish() {
  auto& worse = population_.worse;
  while (!worse.empty() && worse.back().before == 0 && worse.back().after == 0) worse.pop_back();
  auto& years = population_.years;
  while (!years.empty() && years.back().records == 0) years.pop_back();
  population_.years_counted.resize(years.size());
  for (auto band = by_price_.rbegin(); band != by_price_.rend(); ++band)
    population_.prices.push_back(band->second);
  return std::move(population_);
}

}  // namespace trouw
