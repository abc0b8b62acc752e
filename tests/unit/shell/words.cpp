#include "shell/words.h"

#include <boost/test/unit_test.hpp>

using namespace trouw::cli;

BOOST_AUTO_TEST_SUITE(shell_words)

BOOST_AUTO_TEST_CASE(nothing_steers_the_terminal) {
  BOOST_TEST(printable("\x1b[31mred\x07") == "\uFFFD[31mred\uFFFD");
  BOOST_TEST(printable("a\nb\tc\rd\x7f") == "a\uFFFDb\uFFFDc\uFFFDd\uFFFD");
  BOOST_TEST(printable("\xC2\x9B") == "\uFFFD");  // C1: also an escape
  BOOST_TEST(printable(std::string_view("\0", 1)) == "\uFFFD");
}

BOOST_AUTO_TEST_CASE(what_is_no_utf8_is_replaced_byte_by_byte) {
  BOOST_TEST(printable("caf\xE9") == "caf\uFFFD");
  BOOST_TEST(printable("\xE9t\xE9") == "\uFFFDt\uFFFD");
  BOOST_TEST(printable("\xC0\xAF") == "\uFFFD\uFFFD");                      // overlong
  BOOST_TEST(printable("\xED\xA0\x80") == "\uFFFD\uFFFD\uFFFD");            // a surrogate
  BOOST_TEST(printable("\xF4\x90\x80\x80") == "\uFFFD\uFFFD\uFFFD\uFFFD");  // beyond Unicode
  BOOST_TEST(printable("\xE2\x82") == "\uFFFD\uFFFD");                      // broken off
  BOOST_TEST(printable("€ é 𝄞") == "€ é 𝄞");
}

BOOST_AUTO_TEST_CASE(widths_count_characters) {
  BOOST_TEST(width("") == 0U);
  BOOST_TEST(width("€é") == 2U);
  BOOST_TEST(shortened("€€€€", 4) == "€€€€");
  BOOST_TEST(shortened("€€€€€", 4) == "€€€…");
  BOOST_TEST(shortened("abc", 1) == "…");
}

BOOST_AUTO_TEST_CASE(lines_are_wrapped_between_words) {
  BOOST_TEST(wrapped("one two three", "  ", 9) == "  one two\n  three\n");
  BOOST_TEST(wrapped("one two three", "", 100) == "one two three\n");
  BOOST_TEST(wrapped("incomprehensible word", "  ", 8) == "  incomprehensible\n  word\n");
  BOOST_TEST(wrapped("  a   b  ", "", 80) == "a b\n");
  BOOST_TEST(wrapped("", "  ") == "  \n");
}

BOOST_AUTO_TEST_CASE(differences) {
  BOOST_TEST(difference("dry-run", "dry-run", 3) == 0U);
  BOOST_TEST(difference("Dry-Run", "dry-run", 3) == 0U);
  BOOST_TEST(difference("dryrun", "dry-run", 3) == 1U);
  BOOST_TEST(difference("explian", "explain", 3) == 1U);
  BOOST_TEST(difference("", "ab", 3) == 2U);
  BOOST_TEST(difference("abcdef", "uvwxyz", 3) == 4U);
  BOOST_TEST(difference(std::string(1'000'000, 'a'), std::string(1'000'000, 'a'), 3) == 4U);
}

BOOST_AUTO_TEST_CASE(the_nearest_name) {
  const std::vector<std::string> names = {"check", "dry-run", "explain", "help"};
  BOOST_TEST(nearest_name("chekc", names) == "check");
  BOOST_TEST(nearest_name("halp", names) == "help");
  BOOST_TEST(nearest_name("x", names) == "");
  BOOST_TEST(nearest_name("forecast", names) == "");
  BOOST_TEST(nearest_name("", names) == "");
}

BOOST_AUTO_TEST_SUITE_END()
