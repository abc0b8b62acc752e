#include "trouw/value_words.h"

#include <boost/test/unit_test.hpp>

using namespace trouw;

BOOST_AUTO_TEST_SUITE(words_of_values)

BOOST_AUTO_TEST_CASE(of_each_language) {
  BOOST_TEST(value_words().months == "months");
  BOOST_TEST(value_words("nl").years == "jaar");
  BOOST_TEST(value_words("nl").no == "nee");
  BOOST_TEST(value_words("nl-BE").unknown == "onbekend");
  BOOST_TEST(value_words("nl").days == "dagen");
}

BOOST_AUTO_TEST_CASE(english_for_any_other) {
  for (const char* language : {"", "de", "-", "english", "NL"})
    BOOST_TEST(value_words(language).yes == "yes");
}

BOOST_AUTO_TEST_SUITE_END()
