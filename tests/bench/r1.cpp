#include "bench/r1.h"

#include <algorithm>

namespace trouw::bench {

namespace {

constexpr std::int32_t day_1935 = -12784, day_2000 = 10957;

std::uint64_t mix(std::uint64_t z) {
  z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9u;
  z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
  return z ^ (z >> 31);
}

class Drawing {
 public:
  explicit Drawing(std::uint64_t number) : number_(number) {}
  std::int32_t of(std::uint64_t k, std::uint64_t below) const {
    return static_cast<std::int32_t>(mix(0x5EED2027u + (number_ * 32 + k + 1) * 0x9E3779B97F4A7C15u) % below);
  }
  template <std::size_t N>
  std::uint8_t pick(std::uint64_t k, std::uint64_t below, const int (&bounds)[N]) const {
    const std::int32_t x = of(k, below);
    return static_cast<std::uint8_t>(std::upper_bound(bounds, bounds + N, x) - bounds);
  }

 private:
  std::uint64_t number_;
};

std::int32_t contract_end_of(const Drawing& draw, int product) {
  if (product == 0 || (product == 1 && draw.of(7, 5) == 0)) return no_day;
  return r1_day - 30 + draw.of(8, product == 3 ? 1125 : 395);
}

struct YearMonthDay {
  std::int32_t year, month, day;
};

YearMonthDay civil(std::int32_t day) {
  const std::int32_t shifted = day + 719468;
  const std::int32_t era = shifted / 146097;
  const std::int32_t of_era = shifted - era * 146097;
  const std::int32_t year = (of_era - of_era / 1460 + of_era / 36524 - of_era / 146096) / 365;
  const std::int32_t of_year = of_era - (365 * year + year / 4 - year / 100);
  const std::int32_t month = (5 * of_year + 2) / 153;
  return {year + era * 400 + (month >= 10 ? 1 : 0), month < 10 ? month + 3 : month - 9,
          of_year - (153 * month + 2) / 5 + 1};
}

std::int32_t tenure_months(std::int32_t joined) {
  const YearMonthDay from = civil(joined);
  return 12 * (2027 - from.year) + 3 - from.month - (from.day > 1 ? 1 : 0);
}

std::int32_t percent(std::int32_t price, std::int32_t rate) {
  return (price * rate + 50) / 100;
}

}  // namespace

R1Customer r1_customer(std::uint64_t number) {
  const Drawing draw(number);
  R1Customer c{};
  c.status = draw.of(0, 100) < 5 ? 1 : 0;
  c.joined = day_2000 + std::max(draw.of(1, 9921), draw.of(2, 9921));
  c.product = draw.pick(3, 100, {30, 55, 80});
  c.region = draw.pick(4, 100, {3, 5, 9, 21, 24, 30, 45, 62, 69, 77, 79});
  c.price = 500 + std::min(draw.of(5, 24501), draw.of(6, 24501));
  c.contract_end = contract_end_of(draw, c.product);
  c.complaints = draw.pick(9, 1000, {780, 900, 955, 980, 993});
  c.open_complaint = draw.of(10, 100) < 4;
  c.referrals = draw.pick(11, 1000, {800, 900, 950, 975, 988, 994, 998});
  c.autopay = draw.of(12, 100) < 70;
  c.birth_date = draw.of(13, 100) < 3 ? no_day : day_1935 + draw.of(14, 27029);
  c.usage = (draw.of(15, 9001) + draw.of(16, 9001)) / 2;
  c.churn_risk = draw.of(17, 100) < 5 ? -1 : std::min(draw.of(18, 10001), draw.of(19, 10001));
  c.lifetime_value = std::min(draw.of(20, 500001), draw.of(21, 500001));
  c.last_reward = draw.of(23, 100) < 40 ? no_day : r1_day - 1 - draw.of(24, 1000);
  return c;
}

R1Result r1_by_row(const R1Customer& c, R1Sums& sums) {
  R1Result result{};
  const std::int32_t p = c.price;
  std::int32_t best = c.product >= 2 ? 6 * percent(p, 20) : 0;
  if (c.region == 7 || c.region == 9 || c.region == 11) best += 7500;
  result.newcomer_value = std::max(best, p);
  if (c.status != 0) return result;
  const std::int32_t months = tenure_months(c.joined);
  std::int32_t value[9] = {};
  value[0] = 12 * percent(p, std::min(15, months / 12));
  if (months == 60 || months == 120 || months == 180 || months == 240) value[1] = 2500 * (months / 60);
  if (c.contract_end >= r1_day && c.contract_end <= r1_day + 90 && months >= 12)
    value[2] = 12 * percent(p, 10);
  if (c.open_complaint != 0 || c.complaints >= 2) value[3] = 3000;
  value[4] = 2000 * std::min<std::int32_t>(5, c.referrals);
  if (c.autopay != 0) value[5] = 1200;
  if (c.churn_risk > 6000 && c.lifetime_value > 50000 &&
      (c.last_reward == no_day || c.last_reward < r1_day - 180))
    value[6] = 6 * percent(p, 15);
  if (c.usage > 4000 && c.product == 1) value[7] = 6000;
  if (c.birth_date != no_day && civil(c.birth_date).month == 3) value[8] = 1000;
  const std::int32_t most = std::max({value[0], value[2], value[6]});
  if (value[0] == most)
    value[2] = value[6] = 0;
  else if (value[2] == most)
    value[0] = value[6] = 0;
  else
    value[0] = value[2] = 0;
  std::int32_t total = 0;
  for (int i = 0; i < 9; ++i) {
    total += value[i];
    sums.values[i] += value[i];
    result.mask |= value[i] > 0 ? 1 << i : 0;
  }
  result.before_match = std::min(total, percent(12 * p, 40));
  result.top_up = std::max(0, result.newcomer_value - result.before_match);
  if (result.top_up > 0) {
    result.mask |= 512;
    ++sums.worse_off;
    sums.top_up += result.top_up;
  }
  return result;
}

void R1Columns::add(const R1Customer& c) {
  joined.push_back(c.joined);
  contract_end.push_back(c.contract_end);
  birth_date.push_back(c.birth_date);
  last_reward.push_back(c.last_reward);
  price.push_back(c.price);
  usage.push_back(c.usage);
  lifetime_value.push_back(c.lifetime_value);
  churn_risk.push_back(c.churn_risk);
  status.push_back(c.status);
  product.push_back(c.product);
  region.push_back(c.region);
  complaints.push_back(c.complaints);
  open_complaint.push_back(c.open_complaint);
  referrals.push_back(c.referrals);
  autopay.push_back(c.autopay);
}

void R1Results::resize(std::size_t size) {
  for (auto* column : {&newcomer_value, &before_match, &top_up, &mask}) column->resize(size);
}

namespace {

constexpr std::size_t block = 512;

// What tenure and birthday come to for each day, so that the loops only look up.
struct Calendar {
  std::vector<std::int16_t> months;  // from 2000-01-01
  std::vector<std::uint8_t> march;   // from 1935-01-01
  Calendar() {
    for (std::int32_t day = day_2000; day < r1_day; ++day)
      months.push_back(static_cast<std::int16_t>(tenure_months(day)));
    for (std::int32_t day = day_1935; day < r1_day; ++day) march.push_back(civil(day).month == 3 ? 1 : 0);
  }
};

// What is left of a block once its values are known. GCC makes vectors of it only where it is told that no
// two columns overlap: there are too many for it to look.
template <bool told>
void write_results(const R1Columns& c, const std::int32_t (&v)[9][block], const std::int32_t (&active)[block],
                   std::size_t first, std::size_t rows, R1Results& r, R1Sums& sums) {
  std::int32_t worse = 0, topped = 0;
  const auto write = [&](std::size_t i) {
    const std::int32_t p = c.price[first + i];
    const std::uint8_t region = c.region[first + i];
    std::int32_t best = c.product[first + i] >= 2 ? 6 * percent(p, 20) : 0;
    best += (region == 7) | (region == 9) | (region == 11) ? 7500 : 0;
    best = std::max(best, p);
    std::int32_t total = 0, mask = 0;
    for (int k = 0; k < 9; ++k) {
      total += v[k][i];
      mask |= v[k][i] > 0 ? 1 << k : 0;
    }
    const std::int32_t before = std::min(total, percent(12 * p, 40));
    const std::int32_t up = std::max(0, best - before) & active[i];
    r.newcomer_value[first + i] = best;
    r.before_match[first + i] = before;
    r.top_up[first + i] = up;
    r.mask[first + i] = mask | (up > 0 ? 512 : 0);
    worse += up > 0;
    topped += up;
  };
  if constexpr (told) {
#pragma GCC ivdep
    for (std::size_t i = 0; i < rows; ++i) write(i);
  } else {
    for (std::size_t i = 0; i < rows; ++i) write(i);
  }
  sums.worse_off += worse;
  sums.top_up += topped;
}

template <bool told>
void one_block(const R1Columns& c, const Calendar& calendar, std::size_t first, std::size_t rows,
               R1Results& r, R1Sums& sums) {
  alignas(64) std::int32_t months[block], v[9][block], active[block];
  alignas(64) std::uint8_t birthday[block];
  const std::int32_t* price = c.price.data() + first;
  for (std::size_t i = 0; i < rows; ++i)
    months[i] = calendar.months[static_cast<std::size_t>(c.joined[first + i] - day_2000)];
  for (std::size_t i = 0; i < rows; ++i) {
    const std::int32_t day = c.birth_date[first + i];
    birthday[i] = day == no_day ? 0 : calendar.march[static_cast<std::size_t>(day - day_1935)];
  }
  for (std::size_t i = 0; i < rows; ++i) active[i] = c.status[first + i] == 0 ? -1 : 0;
  for (std::size_t i = 0; i < rows; ++i) {
    const std::int32_t p = price[i], m = months[i], years = m / 12;
    const std::int32_t a = 12 * percent(p, years < 15 ? years : 15);
    const std::int32_t end = c.contract_end[first + i];
    const std::int32_t b = (end >= r1_day) & (end <= r1_day + 90) & (m >= 12) ? 12 * percent(p, 10) : 0;
    const std::int32_t last = c.last_reward[first + i];
    const bool risk =
        (c.churn_risk[first + i] > 6000) & (c.lifetime_value[first + i] > 50000) & (last < r1_day - 180);
    const std::int32_t d = risk ? 6 * percent(p, 15) : 0;
    const std::int32_t most = std::max(a, std::max(b, d));
    v[0][i] = (a == most ? a : 0) & active[i];
    v[2][i] = ((a != most) & (b == most) ? b : 0) & active[i];
    v[6][i] = ((a != most) & (b != most) ? d : 0) & active[i];
  }
  for (std::size_t i = 0; i < rows; ++i) {
    const std::int32_t m = months[i];
    v[1][i] = ((m == 60) | (m == 120) | (m == 180) | (m == 240) ? 2500 * (m / 60) : 0) & active[i];
  }
  for (std::size_t i = 0; i < rows; ++i) {
    v[3][i] = ((c.open_complaint[first + i] != 0) | (c.complaints[first + i] >= 2) ? 3000 : 0) & active[i];
    v[4][i] = (2000 * std::min<std::int32_t>(5, c.referrals[first + i])) & active[i];
    v[5][i] = (c.autopay[first + i] != 0 ? 1200 : 0) & active[i];
    v[7][i] = ((c.usage[first + i] > 4000) & (c.product[first + i] == 1) ? 6000 : 0) & active[i];
    v[8][i] = (birthday[i] != 0 ? 1000 : 0) & active[i];
  }
  for (int k = 0; k < 9; ++k) {
    std::int32_t sum = 0;
    for (std::size_t i = 0; i < rows; ++i) sum += v[k][i];
    sums.values[k] += sum;
  }
  write_results<told>(c, v, active, first, rows, r, sums);
}

}  // namespace

void r1_by_column(const R1Columns& columns, R1Results& results, R1Sums& sums, bool told) {
  static const Calendar calendar;
  for (std::size_t first = 0; first < columns.size(); first += block) {
    const std::size_t rows = std::min(block, columns.size() - first);
    if (told)
      one_block<true>(columns, calendar, first, rows, results, sums);
    else
      one_block<false>(columns, calendar, first, rows, results, sums);
  }
}

}  // namespace trouw::bench
