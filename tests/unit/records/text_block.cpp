#include "records/text_block.h"

#include <boost/test/unit_test.hpp>
#include <limits>

#include "records/results_file.h"

using namespace trouw;

namespace {

std::string number(std::int64_t value) {
  std::string text;
  TextBlock(text).add_number(value);
  return text;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(records_text_block)

BOOST_AUTO_TEST_CASE(numbers_at_every_length_and_edge) {
  for (std::int64_t ten = 1; ten <= 1'000'000'000'000'000'000 / 10; ten *= 10)
    for (const std::int64_t value : {ten - 1, ten, ten + 1, ten * 9 + 9, -ten, 1 - ten, ten / 7 * 5})
      BOOST_TEST(number(value) == std::to_string(value));
  for (const std::int64_t value :
       {std::numeric_limits<std::int64_t>::max(), std::numeric_limits<std::int64_t>::min()})
    BOOST_TEST(number(value) == std::to_string(value));
}

BOOST_AUTO_TEST_CASE(every_number_of_five_digits_in_either_half) {
  for (std::int64_t value = 0; value < 100'000; ++value) {
    BOOST_TEST_REQUIRE(number(value) == std::to_string(value));
    const std::int64_t large = value * 1'000 + value % 1'000;
    BOOST_TEST_REQUIRE(number(large) == std::to_string(large));
  }
}

BOOST_AUTO_TEST_CASE(pieces_of_all_lengths_in_order) {
  std::string text = "before", expected = text;
  {
    TextBlock block(text);
    for (std::size_t length = 0; length < 9'000; length = length * 3 / 2 + 1)
      for (int turn = 0; turn < 3; ++turn) {
        const std::string piece(length, static_cast<char>('a' + turn));
        block.add(piece);
        block.add(',');
        block.add_number(static_cast<std::int64_t>(length));
        block.add_csv(piece + "\"");
        expected += piece + "," + std::to_string(length) + "\"" + piece + "\"\"\"";
      }
  }
  BOOST_TEST((text == expected));
}

BOOST_AUTO_TEST_CASE(fields_that_need_quotes) {
  for (const char special : {',', '"', '\r', '\n'})
    for (std::size_t before = 0; before < 20; ++before)
      for (std::size_t after = 0; after < 20; ++after) {
        const std::string text = std::string(before, ' ') + special + std::string(after, '~');
        BOOST_TEST(needs_quotes(text));
      }
  for (int c = 0; c < 256; ++c) {
    const bool special = c == ',' || c == '"' || c == '\r' || c == '\n';
    for (const std::size_t length : {1, 7, 8, 9, 31})
      BOOST_TEST(needs_quotes(std::string(length, static_cast<char>(c))) == special, c);
  }
  BOOST_TEST(!needs_quotes(""));
}

BOOST_AUTO_TEST_SUITE_END()
