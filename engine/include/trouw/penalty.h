// The loyalty penalty: what customers pay beside a reference, by how long they have been there.
//
// The measure is the supervisors': the ratio of what is paid to what it is measured by (a newcomer's price
// for the same, or the insurer's technical price), by tenure, product by product, closed products apart.
// Customers of nine years and more who pay five percentage points more than those of one or two years are
// flagged: the Dutch AFM's measure of differential pricing.
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "trouw/programme.h"

namespace trouw {

// Whole years of tenure: below one, one or two, three or four, five to eight, nine and more; unknown.
inline constexpr std::size_t penalty_bands = 6, band_of_new = 1, band_of_old = 4;
inline constexpr std::int64_t penalty_flag = 50'000;  // five percentage points, in 1/1,000,000
inline constexpr std::uint64_t small_group = 30;      // below it a mean says little

std::string_view penalty_band_name(std::size_t band);  // "nine years or more"
std::size_t penalty_band(std::optional<std::int64_t> tenure_months);

// Customers of a group and a band. Money in minor units over the horizon.
struct PenaltyCell {
  std::uint64_t customers = 0, worse_off = 0;
  std::int64_t net = 0;        // what they pay
  std::int64_t reference = 0;  // what that is measured by

  std::optional<std::int64_t> ratio() const;  // in 1/1,000,000; none where there is nothing to divide by
  bool small() const { return customers < small_group; }
};

struct PenaltyGroup {
  std::vector<std::string> values;  // of the product, then of each field that groups are made by
  bool closed = false;              // a product that newcomers cannot buy
  std::array<PenaltyCell, penalty_bands> bands;

  // How much more the oldest band pays than that of one or two years, in 1/1,000,000 of the reference; none
  // where one of them is empty.
  std::optional<std::int64_t> gap() const;
  bool flagged() const;  // a gap of five points or more, in bands that are not small
};

// One customer, as the table counts them.
struct PenaltyEntry {
  std::optional<std::int64_t> tenure_months;
  std::int64_t net = 0, reference = 0, worse_off = 0;
};

// Not thread-safe.
class PenaltyTable {
 public:
  // False: a sum left 64 bits.
  bool add(const std::vector<std::string>& values, bool closed, const PenaltyEntry& entry);

  const PenaltyGroup& all() const { return all_; }
  // Every group there is, open products first, then by their values.
  std::vector<const PenaltyGroup*> groups() const;

 private:
  PenaltyGroup all_;
  std::map<std::pair<bool, std::vector<std::string>>, PenaltyGroup> groups_;
};

}  // namespace trouw
