// Workload R1 (tests/r1): its customers, made from numbers alone, and the programme written out by hand in
// C++, a struct per record and in columns. What the engine is measured against.
#pragma once

#include <cstdint>
#include <vector>

namespace trouw::bench {

inline constexpr std::int32_t no_day = INT32_MIN;
inline constexpr std::int32_t r1_day = 20878;  // 2027-03-01

struct R1Customer {
  std::int32_t joined, contract_end, birth_date, last_reward;  // days; no_day: unknown
  std::int32_t price, usage, lifetime_value, churn_risk;       // cents, kWh, cents, 1/10,000 (-1: unknown)
  std::uint8_t status, product, region, complaints, open_complaint, referrals, autopay;
};

R1Customer r1_customer(std::uint64_t number);  // counted from 1

struct R1Result {
  std::int32_t newcomer_value, before_match, top_up, mask;
};

struct R1Sums {
  std::int64_t worse_off = 0, top_up = 0, values[9] = {};
  bool operator==(const R1Sums&) const = default;
};

// One record by hand. Adds to `sums`.
R1Result r1_by_row(const R1Customer& customer, R1Sums& sums);

// The columns of many customers, as narrow as they are.
struct R1Columns {
  std::vector<std::int32_t> joined, contract_end, birth_date, last_reward, price, usage, lifetime_value,
      churn_risk;
  std::vector<std::uint8_t> status, product, region, complaints, open_complaint, referrals, autopay;
  std::size_t size() const { return price.size(); }
  void add(const R1Customer& customer);
};

struct R1Results {
  std::vector<std::int32_t> newcomer_value, before_match, top_up, mask;
  void resize(std::size_t size);
};

// The same in blocks of 512, for vectors. `told`: the compiler is, that no two columns overlap.
void r1_by_column(const R1Columns& columns, R1Results& results, R1Sums& sums, bool told);

}  // namespace trouw::bench
