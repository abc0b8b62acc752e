#include <boost/test/unit_test.hpp>

#include "unit/syntax/reading.h"

using namespace trouw;        // NOLINT: tests
using namespace trouw::test;  // NOLINT: tests

namespace {

std::string said_of(const std::string& clauses) {
  return Reading("language nl\naanbieding \"W\" voor klanten\n  " + clauses + "\n").said();
}

}  // namespace

BOOST_AUTO_TEST_SUITE(syntax_dutch)

BOOST_AUTO_TEST_CASE(what_a_marketer_would_write_is_read) {
  const Reading reading(
      "language nl\n"
      "aanbieding \"Welkom\" voor nieuwe klanten\n"
      "  looptijd van 1 januari 2027 tot en met 30 juni 2027\n"
      "  voorwaarde: product is een van vast 1j, vast 3j\n"
      "  tenzij in regio\n"
      "  geef 20% korting gedurende 6 maanden en EUR 5 voor elk jaar klantduur, hoogstens EUR 15, eenmalig\n"
      "aanbieding \"Gelijk\" voor klanten\n"
      "  evenaar de aanbieding voor nieuwe klanten\n"
      "garantie langer blijven is nooit slechter\n");
  BOOST_TEST(reading.said() == "");
  BOOST_TEST(reading.file.statements.size() == 3u);
  BOOST_TEST(reading.file.language == "nl");
}

BOOST_AUTO_TEST_CASE(other_words_are_put_right) {
  BOOST_TEST(said_of("als a is b\n  geef EUR 5 eenmalig") == "T0133 “als” is said with another word.\n");
  BOOST_TEST(said_of("geef 20% korting voor 6 maanden") ==
             "T0133 In offer “W”: “voor” is said with another word.\n");
  BOOST_TEST(said_of("geeft EUR 5 eenmalig") == "T0132 “geeft” is not a word that can stand here.\n");
  BOOST_TEST(said_of("voorwaarde: klantduur minstens 5 jaar") ==
             "T0144 In offer “W”: “is” is missing before “minstens”.\n");
  BOOST_TEST(
      said_of("voorwaarde: a is 1 of b is 2 en c is 3") ==
      "T0140 In offer “W”: “en” and “of” are mixed without parentheses, which can be read in two ways.\n");
}

BOOST_AUTO_TEST_CASE(a_definition_may_go_on_with_als_on_the_next_line) {
  BOOST_TEST(Reading("language nl\ndefinieer a\n  als b is c").said() == "");
}

BOOST_AUTO_TEST_CASE(another_language_is_said_once_for_the_file) {
  const Reading dutch(
      "aanbieding \"A\" voor klanten\n  geef EUR 5 eenmalig\naanbieding \"B\" voor klanten\n  geef EUR 5 "
      "eenmalig\n");
  BOOST_TEST(dutch.said() == "T0125 “aanbieding” is Dutch, but this file is read as English.\n");
  BOOST_TEST(dutch.file.statements.size() == 2u);
  const Reading mixed(offer_with("geef EUR 5 once\n  limit once per customer\n  voorwaarde: a is b") +
                      offer_with("give EUR 5 once"));
  BOOST_TEST(mixed.said() == "T0125 “geef” is Dutch, but this file is read as English.\n");
  BOOST_TEST(mixed.file.statements.size() == 2u);
  const Reading english("language nl\n" + offer_with("give EUR 5 once"));
  BOOST_TEST(english.said() == "T0125 “offer” is English, but this file is read as Dutch.\n");
}

BOOST_AUTO_TEST_CASE(english_has_other_words_too) {
  BOOST_TEST(Reading(offer_with("if a is b\n  give EUR 5 once")).said() ==
             "T0133 “if” is said with another word.\n");
}

BOOST_AUTO_TEST_SUITE_END()
