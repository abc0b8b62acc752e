#include "base/limits.h"

#include <boost/test/unit_test.hpp>

#include "unit/syntax/reading.h"

using namespace trouw;        // NOLINT: tests
using namespace trouw::test;  // NOLINT: tests

namespace {

std::string repeated(const std::string& text, std::size_t times) {
  std::string result;
  for (std::size_t i = 0; i < times; ++i) result += text;
  return result;
}

std::string codes(const Reading& reading) {
  std::string all;
  for (const Diagnostic& d : reading.messages()) all += d.code + " ";
  return all;
}

const std::string next_offer = "\noffer \"B\" to customers\n  give EUR 5 once\n";

}  // namespace

BOOST_AUTO_TEST_SUITE(syntax_limits)

BOOST_AUTO_TEST_CASE(parentheses_without_end) {
  const Reading reading(offer_with("when " + repeated("(", 100'000) + "a" + repeated(")", 100'000)) +
                        next_offer);
  BOOST_TEST(codes(reading) == "T0103 ");
  BOOST_TEST(reading.file.statements.size() == 1u);
}

BOOST_AUTO_TEST_CASE(parentheses_beyond_the_limit) {
  const Reading reading(offer_with("when " + repeated("(", 65) + "a" + repeated(")", 65)) + next_offer);
  BOOST_TEST(codes(reading) == "T0104 ");
  BOOST_TEST(reading.file.statements.size() == 1u);
}

BOOST_AUTO_TEST_CASE(parentheses_at_the_limit) {
  const Reading reading(offer_with("when " + repeated("(", 64) + "a" + repeated(")", 64)));
  BOOST_TEST(codes(reading) == "");
}

BOOST_AUTO_TEST_CASE(negations_without_end) {
  BOOST_TEST(codes(Reading(offer_with("when " + repeated("not ", 40'000) + "a"))) == "T0104 ");
  BOOST_TEST(codes(Reading(offer_with("when " + repeated("not (", 40) + "a" + repeated(")", 40)))) ==
             "T0104 ");
}

BOOST_AUTO_TEST_CASE(unclosed_parentheses_without_end) {
  BOOST_TEST(codes(Reading(offer_with("when " + repeated("(", 30'000)))) == "T0104 ");
  BOOST_TEST(codes(Reading(offer_with("when " + repeated("(", 20)))) == "T0141 ");
}

BOOST_AUTO_TEST_CASE(a_file_that_is_too_large) {
  const Reading reading(repeated("offer \"W\" to customers give EUR 5 once\n", 1'300'000));
  BOOST_TEST(codes(reading) == "T0102 ");
  BOOST_TEST(reading.file.statements.empty());
}

BOOST_AUTO_TEST_CASE(titles_texts_and_names_that_are_too_long) {
  BOOST_TEST(codes(Reading("offer \"" + std::string(1'000'000, 'x') + "\" to customers" + next_offer)) ==
             "T0105 ");
  BOOST_TEST(codes(Reading("offer \"" + std::string(1'001, 'x') + "\" to customers" + next_offer)) ==
             "T0105 ");
  BOOST_TEST(codes(Reading("offer \"" + std::string(1'000, 'x') + "\" to customers" + next_offer)) == "");
  BOOST_TEST(codes(Reading(offer_with("tell \"" + std::string(10'000, 'x') + "\""))) == "");
  BOOST_TEST(codes(Reading(offer_with("tell \"" + std::string(10'001, 'x') + "\""))) == "T0105 ");
  BOOST_TEST(codes(Reading(offer_with("when " + std::string(201, 'x')))) == "T0105 ");
  BOOST_TEST(codes(Reading(offer_with("when " + std::string(200, 'x')))) == "");
  BOOST_TEST(codes(Reading("offer \"" + std::string(1'000'000, 'x'))) == "T0106 ");
}

BOOST_AUTO_TEST_CASE(a_statement_with_too_many_words) {
  BOOST_TEST(codes(Reading(offer_with("when " + repeated("a is 1 and ", 20'000) + "b") + next_offer)) ==
             "T0103 ");
  BOOST_TEST(codes(Reading(offer_with("when " + repeated("a is 1 and ", 10'000) + "b"))) == "");
}

BOOST_AUTO_TEST_CASE(bytes_that_are_no_text) {
  BOOST_TEST(codes(Reading("offer \"\xFF\" to customers")) == "T0101 ");
  BOOST_TEST(codes(Reading("\xC3")) == "T0101 ");
  BOOST_TEST(codes(Reading("\xED\xA0\x80")) == "T0101 ");  // half of a surrogate pair
  const Reading zero(std::string("offer \"W\" to customers\n give EUR 5 once\0", 40));
  BOOST_TEST(codes(zero) == "T0109 ");
}

BOOST_AUTO_TEST_CASE(very_many_mistakes_are_not_all_told) {
  BOOST_TEST(Reading(repeated(";\n", 100'000)).messages().size() == 1'000u);
  BOOST_TEST(Reading(repeated(offer_with("give 20% for\n when ) ("), 20'000)).messages().size() <= 1'000u);
}

BOOST_AUTO_TEST_CASE(every_byte_and_every_beginning_is_survived) {
  const std::string text = sample_programme();
  for (std::size_t cut = 0; cut < text.size(); cut += 7) Reading(text.substr(0, cut));
  for (int byte = 0; byte < 256; ++byte) {
    std::string changed = text;
    changed[static_cast<std::size_t>(byte) * 7 % changed.size()] = static_cast<char>(byte);
    const Reading reading(changed);
    BOOST_TEST(reading.messages().size() <= 4u);
  }
}

BOOST_AUTO_TEST_SUITE_END()
