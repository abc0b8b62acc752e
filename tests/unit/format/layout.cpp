#include <boost/test/unit_test.hpp>

#include "format/format.h"
#include "syntax/same.h"
#include "unit/syntax/reading.h"

using namespace trouw;        // NOLINT: tests
using namespace trouw::test;  // NOLINT: tests

namespace {

std::string formatted(const std::string& text, const std::string& language = "en") {
  const Reading reading(text);
  if (!reading.messages().empty()) return reading.said();
  std::string result = format(reading.file, reading.sources, language);
  const Reading again(result);
  BOOST_TEST(again.said() == "", result);
  BOOST_TEST(same(reading.file, again.file), result);
  BOOST_TEST(format(again.file, again.sources, language) == result);
  return result;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(format_layout)

BOOST_AUTO_TEST_CASE(one_clause_a_line) {
  BOOST_TEST(formatted("offer \"A\"   to\ncustomers when a\nis  b give EUR 5\n\n once offer \"B\" to "
                       "customers give\t5 points once") ==
             "offer \"A\" to customers\n  when a is b\n  give EUR 5 once\n\n"
             "offer \"B\" to customers\n  give 5 points once\n");
}

BOOST_AUTO_TEST_CASE(short_statements_of_one_kind_stay_together) {
  BOOST_TEST(formatted("always a\n\n\nalways b\ndefine c as d\ndefine e as f") ==
             "always a\nalways b\n\ndefine c as d\ndefine e as f\n");
}

BOOST_AUTO_TEST_CASE(plurals_brackets_parentheses_and_dates_are_put_right) {
  BOOST_TEST(formatted("offer \"A\" to customers\nwhen ((a is 1) and [b]) give 20 % off for 12 month then €5 "
                       "off for 1 months") ==
             "offer \"A\" to customers\n  when a is 1 and b\n  give 20% off for 12 months then EUR 5 off for "
             "1 month\n");
  BOOST_TEST(formatted("offer \"A\" to customers runs from 1 March 2027") ==
             "offer \"A\" to customers\n  runs from 2027-03-01\n");
  BOOST_TEST(
      formatted("offer \"A\" to customers give 20% off at most 5% for every year of tenure for 6 months") ==
      "offer \"A\" to customers\n  give 20% off for every year of tenure, up to 5%, for 6 months\n");
}

BOOST_AUTO_TEST_CASE(names_get_brackets_in_the_language_that_reserves_their_words) {
  const std::string text = "offer \"A\" to customers\n  when geef is en and [date of birth] is known\n";
  BOOST_TEST(formatted(text) == text);
  BOOST_TEST(formatted(text, "nl") ==
             "language nl\n\naanbieding \"A\" voor klanten\n  voorwaarde: [geef] is [en] en [date of birth] "
             "is bekend\n");
  BOOST_TEST(formatted("language nl\naanbieding \"A\" voor klanten\n  voorwaarde: date of birth is bekend") ==
             "offer \"A\" to customers\n  when date or birth is known\n");
}

BOOST_AUTO_TEST_CASE(comments_stay_where_they_belong) {
  const std::string text =
      "# The file\n"
      "\n"
      "# About A\n"
      "offer \"A\" to customers  # for all\n"
      "  # who\n"
      "  when a is b  # really\n"
      "  give by tenure\n"
      "    # young\n"
      "    from 2 years: EUR 1 once  # little\n"
      "    from 5 years: EUR 2 once\n"
      "\n"
      "# About B\n"
      "define c as d\n"
      "\n"
      "# The end\n";
  BOOST_TEST(formatted(text) == text);
}

BOOST_AUTO_TEST_CASE(comments_inside_a_clause_go_before_it) {
  BOOST_TEST(formatted("offer \"A\" to customers\n  when a is b # one\n    # two\n    and c # three\n  give "
                       "EUR 1 once\n") ==
             "offer \"A\" to customers\n  # two\n  # three\n  when a is b and c  # one\n  give EUR 1 once\n");
}

BOOST_AUTO_TEST_CASE(a_file_of_comments) {
  BOOST_TEST(formatted("\n\n# one\n# two\n\n\n# three") == "# one\n# two\n\n# three\n");
  BOOST_TEST(formatted("") == "");
}

BOOST_AUTO_TEST_CASE(language_comes_first) {
  BOOST_TEST(formatted("# Zonnig\nlanguage nl\naltijd a", "nl") == "language nl\n\n# Zonnig\naltijd a\n");
  BOOST_TEST(formatted("# Zonnig\nlanguage nl\naltijd a", "en") == "# Zonnig\nalways a\n");
}

BOOST_AUTO_TEST_CASE(canonical_has_no_comments_and_one_language) {
  const Reading english("# x\noffer \"A\" to customers # y\n  give 1 month free");
  const Reading dutch("language nl\naanbieding \"A\" voor klanten\n\n  geef 1 maanden gratis");
  BOOST_TEST(canonical(english.file) == "offer \"A\" to customers\n  give 1 month free\n");
  BOOST_TEST(canonical(dutch.file) == canonical(english.file));
}

BOOST_AUTO_TEST_CASE(a_message_stays_in_its_language) {
  const std::string nl = "language nl\naanbieding \"A\" voor klanten\n  ";
  const std::string en = "offer \"A\" to customers\n  ";
  BOOST_TEST(canonical(Reading(nl + "vertel \"Dank\"").file) == en + "tell in nl \"Dank\"\n");
  BOOST_TEST(canonical(Reading(nl + "vertel in en \"Thanks\"").file) == en + "tell \"Thanks\"\n");
  BOOST_TEST(canonical(Reading(en + "tell in en \"Thanks\"").file) == en + "tell \"Thanks\"\n");
}

BOOST_AUTO_TEST_CASE(options_of_a_guarantee_are_read_in_any_order) {
  const std::string first = "guarantee no customer is worse off than a newcomer ";
  const Reading reading(first + "when a is b, at every bill over 24 months within EUR 1 counting perks");
  BOOST_TEST(canonical(reading.file) ==
             first + "within EUR 1 over 24 months counting perks at every bill when a is b\n");
}

BOOST_AUTO_TEST_CASE(pieces_for_messages) {
  const Reading reading("guarantee no customer is worse off than a newcomer within EUR 1\n" +
                        offer_with("give 1 month free"));
  BOOST_TEST(to_text(std::get<tree::Guarantee>(reading.file.statements.at(0)), "nl") ==
             "garantie geen klant is slechter af dan een nieuwe klant tot op EUR 1");
  const auto& offer = std::get<tree::Offer>(reading.file.statements.at(1));
  BOOST_TEST(to_text(std::get<tree::Give>(offer.clauses.at(0)).rewards.at(0)) == "1 month free");
}

BOOST_AUTO_TEST_SUITE_END()
