#include <algorithm>
#include <boost/test/unit_test.hpp>
#include <limits>
#include <random>

#include "columns/kernels.h"
#include "plan/apply.h"

using namespace trouw;
using namespace trouw::columns;

namespace {

constexpr std::size_t register_bytes = block_rows * sizeof(std::int64_t);

constexpr std::int64_t most_half = std::numeric_limits<std::int32_t>::max();

// A block whose records each share an amount over the weights of their own.
class Block {
 public:
  explicit Block(std::uint32_t weights) : count_(weights), memory_((2 * weights + 1) * block_rows + 8) {
    for (std::uint32_t i = 0; i < weights; ++i) {
      weights_.push_back(static_cast<std::uint32_t>((1 + i) * register_bytes));
      shares_.push_back(static_cast<std::uint32_t>((1 + weights + i) * register_bytes));
    }
    all_ = {0, weights, weights_.data(), shares_.data()};
    auto start = reinterpret_cast<std::uintptr_t>(memory_.data());
    arena_ = reinterpret_cast<char*>((start + 63) / 64 * 64);
  }

  std::int64_t* amounts() { return at(0); }
  std::int64_t* weight(std::uint32_t i) { return at(weights_[i]); }
  std::int64_t* share(std::uint32_t i) { return at(shares_[i]); }

  void run(Level level, Kernel kernel = Kernel::apportion_any) {
    std::vector<std::uint64_t> scratch(scratch_bytes(count_) / sizeof(std::uint64_t) + 1);
    Step step;
    step.table = &all_;
    Frame frame;
    frame.arena = arena_;
    frame.scratch = reinterpret_cast<char*>(scratch.data());
    kernels(level)[static_cast<std::size_t>(kernel)](step, frame);
  }

  // As run, in lanes of 4 bytes, where all numbers fit them.
  void run_short(Level level) {
    Block half(count_);
    for (std::uint32_t i = 0; i <= count_; ++i)
      for (int row = 0; row < block_rows; ++row)
        half.short_at(i)[row] = static_cast<std::int32_t>(number_at(i)[row]);
    half.run(level, Kernel::apportion_32);
    for (std::uint32_t i = 0; i < count_; ++i)
      for (int row = 0; row < block_rows; ++row) share(i)[row] = half.short_at(1 + count_ + i)[row];
  }

  // Whether every record's shares are those of the language.
  void check() {
    for (int row = 0; row < block_rows; ++row) {
      std::vector<std::int64_t> weights, shares(count_), expected(count_);
      for (std::uint32_t i = 0; i < count_; ++i) {
        weights.push_back(weight(i)[row]);
        shares[i] = share(i)[row];
      }
      apportion(amounts()[row], weights, expected);
      BOOST_TEST(shares == expected, boost::test_tools::per_element());
    }
  }

 private:
  // The amount is number 0; weights and shares follow.
  std::int64_t* number_at(std::uint32_t number) { return at(number * register_bytes); }
  std::int32_t* short_at(std::uint32_t number) {
    return reinterpret_cast<std::int32_t*>(at(number * register_bytes));
  }
  std::int64_t* at(std::size_t offset) { return reinterpret_cast<std::int64_t*>(arena_ + offset); }

  std::uint32_t count_;
  std::vector<std::int64_t> memory_;
  std::vector<std::uint32_t> weights_, shares_;
  Apportion all_;
  char* arena_ = nullptr;
};

bool fits_short(std::uint32_t weights, std::int64_t most, std::int64_t amount) {
  return static_cast<Wide>(weights) * most <= most_half && amount <= most_half &&
         static_cast<Wide>(amount) * most < Wide{1} << 52;
}

// Weights up to `most`, many of them zero or alike; amounts up to their sum and to `most_amount`.
void shares_agree(std::uint32_t weights, std::int64_t most, std::uint32_t seed,
                  std::int64_t most_amount = std::numeric_limits<std::int64_t>::max()) {
  std::mt19937_64 random(seed);
  const auto up_to = [&](std::int64_t limit) {
    return static_cast<std::int64_t>(random() % (static_cast<std::uint64_t>(limit) + 1));
  };
  Block block(weights);
  std::int64_t largest = 0;  // of the amounts
  for (int row = 0; row < block_rows; ++row) {
    std::int64_t sum = 0;
    for (std::uint32_t i = 0; i < weights; ++i) {
      const std::int64_t weight = up_to(2) == 0 ? 0 : up_to(1) == 0 ? most : up_to(most);
      block.weight(i)[row] = weight;
      sum += weight;
    }
    block.amounts()[row] = row % 16 == 0 ? sum : row % 16 == 1 ? 0 : up_to(sum);
    block.amounts()[row] = std::min(block.amounts()[row], most_amount);
    largest = std::max(largest, block.amounts()[row]);
  }
  for (const Level level : {Level::base, Level::avx2, Level::avx512}) {
    if (level > best_level()) continue;
    block.run(level);
    block.check();
    if (!fits_short(weights, most, largest)) continue;
    block.run_short(level);
    block.check();
  }
}

}  // namespace

BOOST_AUTO_TEST_SUITE(columns_apportion)

BOOST_AUTO_TEST_CASE(few_weights) {
  for (std::uint32_t weights = 1; weights <= 6; ++weights)
    for (const std::int64_t most : {1, 3, 1000}) shares_agree(weights, most, weights);
}

BOOST_AUTO_TEST_CASE(many_weights_with_ties) {
  shares_agree(100, 1, 1);
  shares_agree(100, 7, 2);
  shares_agree(300, 50'000, 3);
}

BOOST_AUTO_TEST_CASE(weights_at_the_edge_of_what_doubles_hold) {
  shares_agree(3, (std::int64_t{1} << 26) - 1, 6);  // products just below 2^52, some of them
  shares_agree(2, most_half / 2, 7);
  shares_agree(1, most_half, 8);
  shares_agree(400, most_half / 400, 9);
}

BOOST_AUTO_TEST_CASE(amounts_that_are_small_beside_the_weights) {
  for (const std::int64_t amount : {0, 1, 2, 7, 25'000, (1 << 21) - 1})
    shares_agree(84, 1'000'000, 10, amount);
  shares_agree(2000, 1'000'000, 11, 25'000);
  shares_agree(1, most_half, 12, (1 << 21) - 1);
}

BOOST_AUTO_TEST_CASE(huge_weights) {
  shares_agree(5, std::int64_t{1} << 31, 4);
  shares_agree(5, std::int64_t{1} << 60, 5);
}

BOOST_AUTO_TEST_SUITE_END()
