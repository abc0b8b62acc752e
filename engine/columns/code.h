// Compiled columns: steps over registers, and what their sums stand for.
#pragma once

#include <array>
#include <memory>
#include <string>
#include <vector>

#include "columns/columns.h"
#include "columns/kernels.h"

namespace trouw {

// Where the figures of a block go. Sum numbers; none: that figure is zero.
inline constexpr int no_sum = -1;
struct OfferSums {
  std::uint32_t offer = 0;
  int open = no_sum, counted = no_sum, value = no_sum, paid = no_sum;
};
struct GuaranteeSums {
  int covered = no_sum, left_out = no_sum, broken = no_sum;
};

struct ColumnCode {
  std::vector<columns::Step> steps;   // of a block
  std::size_t arena = 0;              // bytes
  std::uint32_t rows = 0;             // the register that tells which lanes hold records: 1 or 0
  int failed = no_sum;                // records whose arithmetic left 64 bits
  std::vector<std::uint32_t> fields;  // that are read
  std::array<int, 5> standings{no_sum, no_sum, no_sum, no_sum, no_sum};
  int newcomer_value = no_sum, value_before_match = no_sum, top_up = no_sum, value = no_sum,
      to_customers = no_sum;
  int before_count = no_sum, before_total = no_sum, after_count = no_sum, after_total = no_sum;
  int facts_broken = no_sum;
  std::vector<int> facts;         // as Plan::facts
  std::vector<OfferSums> offers;  // an offer may come in several audiences
  std::vector<GuaranteeSums> guarantees;
  int sums = 0;
  std::size_t stride = 0;

  // What steps point into.
  std::vector<std::unique_ptr<std::vector<std::int32_t>>> tables;
  std::vector<std::unique_ptr<std::vector<std::uint8_t>>> bytes;
  std::vector<std::unique_ptr<std::vector<std::uint32_t>>> lists;
  std::vector<std::unique_ptr<columns::Apportion>> apportions;
};

// Columns of Frame::outputs, then one a guarantee.
enum class Output : std::uint8_t {
  standing,
  newcomer_value,
  value_before_match,
  top_up,
  value,
  worse_off_before,
  worse_off,
  gaps
};

std::unique_ptr<const ColumnCode> compile_columns(const Plan& plan);
std::string listing(const ColumnCode& code);

}  // namespace trouw
