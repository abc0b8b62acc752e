// Every message to the letter: code, place, sentence and help.
#include <boost/test/unit_test.hpp>

#include "unit/syntax/reading.h"

using namespace trouw;        // NOLINT: tests
using namespace trouw::test;  // NOLINT: tests

namespace {

struct Case {
  std::string text;
  std::string messages;  // "T0123 line:column+length sentence / help", one a line
};

const std::vector<Case>& cases() {
  static const std::vector<Case> all = {
      {offer_with("when region is NH or product is plus and tenure is at least 1 year\n  give EUR 5 once"),
       "T0140 2:8+61 In offer “W”: “and” and “or” are mixed without parentheses, which can be read in two "
       "ways. / write region is NH or (product is plus and tenure is at least 1 year)\n"
       "         or (region is NH or product is plus) and tenure is at least 1 year\n"},
      {"offer \"W\" to newcomers\n  20% off for 6 months\n",
       "T0160 2:3+3 “20%” has no “give” before it. / write “give” before it\n"},
      {offer_with("when product is plus\n  20% off for 6 months\n  limit once per customer"),
       "T0160 3:3+3 In offer “W”: “20%” has no “give” before it. / write “give” before it\n"},
      {offer_with("give 20% for 6 months"),
       "T0161 2:8+3 In offer “W”: 20% of what, or off what? / write “20% off”\n"},
      {offer_with("give 20% of for 6 months"),
       "T0133 2:12+2 In offer “W”: “of” is said with another word. / write “off”\n"},
      {offer_with("runs from 2027-01-01 untill 2027-02-01\n  give EUR 5 once"),
       "T0133 2:24+6 In offer “W”: “untill” is said with another word. / write “through”\n"},
      {offer_with("runs from 2027-01-01 until 2027-02-01\n  giv EUR 5 once"),
       "T0132 3:3+3 “giv” is not a word that can stand here. / did you mean “give”?\n"
       "T0133 2:24+5 In offer “W”: “until” is said with another word. / write “through”\n"},
      {offer_with("wen product is plus\n  gve EUR 5 once"),
       "T0132 2:3+3 “wen” is not a word that can stand here. / did you mean “when”?\n"
       "T0132 3:3+3 “gve” is not a word that can stand here. / did you mean “give”?\n"},
      {"ofer \"W\" to customers\n give EUR 5 once",
       "T0132 1:1+4 “ofer” is not a word that can stand here. / did you mean “offer”?\n"},
      {"offer \"W\" to newcomer\n give EUR 5 once",
       "T0133 1:14+8 “newcomer” is said with another word. / write “newcomers”\n"},
      {offer_with("when a is 1\n    b is 2\n give EUR 5 once"),
       "T0143 3:5+4 In offer “W”: two conditions stand next to each other. / write “and” before “b”\n"},
      {offer_with("when a is plus b is 2\n give EUR 5 once"),
       "T0143 2:13+9 In offer “W”: two conditions stand next to each other. / write “and” or “or” between "
       "the two\n"},
      {offer_with("when tenure is at least 5 years region is NH\n give EUR 5 once"),
       "T0143 2:35+6 In offer “W”: two conditions stand next to each other. / write “and” before “region”\n"},
      {offer_with("give 12,5% off for 6 months"),
       "T0111 2:8+4 “12,5” has a comma where the decimal point belongs. / write 12.5% for one number, or 12, "
       "5% for two\n"},
      {offer_with("give EUR 7,50 once"),
       "T0111 2:12+4 “7,50” has a comma where the decimal point belongs. / write 7.50 for one number, or 7, "
       "50 for two\n"},
      {offer_with("when tenure reaches 5,10 or 20 years\n give EUR 5 once"),
       "T0112 2:23+4 “5,10” can be read in two ways. / write 5.10 for one number, or 5, 10 for two\n"},
      {offer_with("when region is one of NH, or ZH\n give EUR 5 once"),
       "T0146 2:29+2 In offer “W”: “or” stands in a list, which has commas only. / write only the comma\n"},
      {offer_with("when region is NH, ZH\n give EUR 5 once"),
       "T0147 2:15+2 In offer “W”: a list needs “one of” before it. / write “is one of NH, …”\n"},
      {offer_with("when usage is one of 5 or 10\n give EUR 5 once"),
       "T0146 2:26+2 In offer “W”: “or” stands in a list, which has commas only. / write 5, 10\n"},
      {offer_with("give EUR75 once"),
       "T0114 2:8+5 “EUR75” needs a space after the currency. / write EUR 75\n"},
      {offer_with("give 75 EUR once"),
       "T0113 2:8+6 “75 EUR” has the currency behind the amount. / write EUR 75\n"},
      {offer_with("give 75€ once"), "T0113 2:8+3 “75€” has the currency behind the amount. / write EUR 75\n"},
      {offer_with("give 20 percent off for 6 month"),
       "T0123 2:8+10 “20 percent” is written with its sign. / write 20%\n"},
      {offer_with("give 20% off for 6months"),
       "T0164 2:20+7 In offer “W”: “6months” needs a space in it. / write 6 months\n"},
      {offer_with("give 20% off for 6"),
       "T0166 2:20+1 In offer “W”: “6” of what: days, weeks, months or years? / write 6 months or 6 years, "
       "whichever is meant\n"},
      {offer_with("give 20% off for 1.5 years"),
       "T0165 2:20+3 In offer “W”: “1.5” is not a whole number. / write 18 months\n"},
      {"offer Welcome discount to newcomers\n give EUR 5 once",
       "T0149 1:7+16 “Welcome discount” stands without quotes. / write \"Welcome discount\"\n"},
      {"discount \"W\" to newcomers\n give EUR 5 once",
       "T0130 1:1+8 “discount” does not begin a statement. / a statement begins with one of offer, define, "
       "combine, always, never, guarantee, example\n"},
      {offer_with("runs from 2027-02-30\n give EUR 5 once"),
       "T0116 2:13+10 There is no date “2027-02-30” in the calendar of offers. / dates run from 1900-01-01 "
       "to 2199-12-31\n"},
      {offer_with("runs from 01-03-2027\n give EUR 5 once"),
       "T0117 2:13+10 “01-03-2027” is not how a date is written. / write 2027-03-01 or 2027-01-03, whichever "
       "is meant\n"},
      {offer_with("runs from 1/3/2027 through 31/12/2027\n give EUR 5 once"),
       "T0117 2:13+8 “1/3/2027” is not how a date is written. / write 2027-03-01 or 2027-01-03, whichever is "
       "meant\n"
       "T0117 2:30+10 “31/12/2027” is not how a date is written. / write 2027-12-31\n"},
      {offer_with("runs from 1 maart 2027\n give EUR 5 once"),
       "T0118 2:15+5 “maart” is no month in the language of this file. / write March\n"},
      {offer_with("runs from March 1, 2027\n give EUR 5 once"),
       "T0117 2:13+13 “March 1, 2027” is not how a date is written. / write 1 March 2027\n"},
      {"aanbieding \"Welkom\" voor nieuwe klanten\n  geef EUR 75 eenmalig\naanbieding \"B\" voor klanten\n "
       "geef EUR 5 eenmalig",
       "T0125 1:1+10 “aanbieding” is Dutch, but this file is read as English. / begin the file with: "
       "language nl\n"},
      {offer_with("give 20% off after 6 months"),
       "T0162 2:16+5 In offer “W”: “after” says when it begins, but not how long it lasts. / write “once "
       "after 6 months”, or “for 12 months after 6 months”\n"},
      {offer_with("give 20% off for 6 months after"),
       "T0136 2:29+5 In offer “W”: something is missing after “for 6 months after”. / what may follow is a "
       "length of time, such as 6 months\n"},
      {offer_with("when date of birth is this month\n give EUR 5 once"),
       "T0148 2:8+13 In offer “W”: “date of birth” holds the word “of”, so as a name it stands in brackets. "
       "/ write [date of birth]\n"},
      {offer_with("when (region is NH or region is ZH\n give EUR 5 once"),
       "T0141 2:8+1 In offer “W”: this ( is not closed. / write ) where it ends\n"},
      {offer_with("when region is NH)\n give EUR 5 once"),
       "T0142 2:20+1 In offer “W”: this ) closes nothing. / leave ) out, or write ( where it begins\n"},
      {offer_with("when tenure >= 5 years && product == plus\n give EUR 5 once;"),
       "T0109 3:17+1 There is no place for “;” in the language. / leave ; out; a clause ends where the next "
       "begins\n"
       "T0110 2:15+2 “>=” is written in words. / write “is at least”\n"
       "T0110 2:26+2 “&&” is written in words. / write “and”\n"
       "T0110 2:37+2 “==” is written in words. / write “is”\n"},
      {offer_with("Give EUR 5 once\n  WHEN region is NH"),
       "T0115 2:3+4 “Give” is written with small letters: “give”. / write give\n"
       "T0115 3:3+4 “WHEN” is written with small letters: “when”. / write when\n"},
      {offer_with("when region is NH AND product is plus\n give EUR 5 once"),
       "T0115 2:21+3 “AND” is written with small letters: “and”. / write and\n"},
      {"offer “Welcome” to newcomers\n give EUR 5 once",
       "T0107 1:7+1 Titles and texts stand in straight quotes. / write \"Welcome\"\n"},
      {"offer \"Welcome to newcomers\n give EUR 5 once\noffer \"B\" to customers\n give 5% once",
       "T0106 1:7+1 This quote is not closed on its line. / close it with \" on the same line\n"
       "T0161 4:7+2 In offer “B”: 5% of what, or off what? / write “5% off”\n"},
      {offer_with("when tenure at least 5 years\n give EUR 5 once"),
       "T0144 2:15+2 In offer “W”: “is” is missing before “at”. / write “is at least”\n"},
      {offer_with("when usage is greater than 5\n give EUR 5 once"),
       "T0133 2:17+7 “greater” is said with another word. / write “is more than”\n"},
      {offer_with("when region is not one of NH, ZH\n give EUR 5 once"),
       "T0145 2:18+7 In offer “W”: “is not one of” is said in another way. / write “is none of”\n"},
      {offer_with("when region is not known\n give EUR 5 once"),
       "T0145 2:18+9 In offer “W”: “is not known” is said in another way. / write “is unknown”\n"},
      {offer_with("when product is \"plus\"\n give EUR 5 once"),
       "T0150 2:19+6 In offer “W”: “plus” is a name, and names have no quotes. / write plus without "
       "quotes\n"},
      {offer_with("give 75 once"),
       "T0163 2:8+2 In offer “W”: “75” of what? / write EUR 75 or 75%, whichever is meant\n"},
      {offer_with("give 75 off for 6 months"),
       "T0163 2:8+2 In offer “W”: “75” of what? / write EUR 75 or 75%, whichever is meant\n"},
      {offer_with("give 20% discount for 6 months"),
       "T0133 2:12+8 In offer “W”: “discount” is said with another word. / write “off”\n"},
      {offer_with("give EUR 5 discount for 6 months"),
       "T0133 2:14+8 In offer “W”: “discount” is said with another word. / write “off”\n"},
      {offer_with("give"),
       "T0136 2:3+4 In offer “W”: something is missing after “give”. / what may follow is “by”, a length of "
       "time, such as 6 months, a percentage, such as 20%, an amount of money, such as EUR 75, “a price of” "
       "or a number\n"},
      {offer_with("when\n give EUR 5 once"),
       "T0136 2:3+4 In offer “W”: something is missing after “when”. / what may follow is “(”, “not”, a "
       "value or a name\n"},
      {offer_with("give EUR 5 for each referral, once"),
       "T0133 2:18+4 In offer “W”: “each” is said with another word. / write “every”\n"},
      {offer_with("give EUR 5 sometimes"),
       "T0135 2:14+9 In offer “W”: “sometimes” is not understood after “give EUR 5”. / here fits “off”, “for "
       "every year of tenure”, “up to”, “once after”, “over” or “while”\n"},
      {offer_with("limit twice\n  give EUR 5 oncee"),
       "T0135 2:9+5 In offer “W”: “twice” is not understood after “limit”. / here fits “once”, a number or "
       "an amount of money, such as EUR 75\n"
       "T0132 3:14+5 In offer “W”: “oncee” is not a word that can stand here. / did you mean “once”?\n"},
      {"combine newcomer offers\n  best of \"A\" or \"B\"",
       "T0146 2:15+2 “or” stands in a list, which has commas only. / write \"A\", \"B\"\n"},
      {"combine newcomer offers\n  best of \"A\" and \"B\", \"C\"",
       "T0146 2:15+3 “and” stands in a list, which has commas only. / write (\"A\" and \"B\") for the two "
       "together, or \"A\", \"B\" for the better one\n"},
      {"combine newcomer offers\n  best of Welcome discount, \"C\"\n  at most 40%",
       "T0149 2:11+16 “Welcome discount” stands without quotes. / write \"Welcome discount\"\n"
       "T0136 3:11+3 Something is missing after “\"C\" at most 40%”. / what may follow is “of the price”\n"},
      {"guarantee no customer is worse off then a newcomer",
       "T0132 1:36+4 “then” is not a word that can stand here. / did you mean “than”?\n"},
      {"guarantee nobody is worse off",
       "T0135 1:11+6 “nobody” is not understood after “guarantee”. / write one of: guarantee no customer is "
       "worse off than a newcomer; guarantee staying longer is never worse; guarantee leaving and coming "
       "back is "
       "never better; guarantee customers receive at least 50% of all rewards\n"},
      {"example \"x\" on 2027-01-01 customer with joined is 2017-01-01 product is plus expect deal EUR 5",
       "T0135 1:62+7 “product” is not understood after “joined is 2017-01-01”. / here fits “,”\n"},
      {"example \"x\" on 2027-01-01 customer with joined is 2017-01-01 expect deal 5 expect Loyalty EUR 5",
       "T0163 1:74+1 In example “x”: “5” of what? / write EUR 5 or 5%, whichever is meant\n"
       "T0149 1:83+7 In example “x”: “Loyalty” stands without quotes. / write \"Loyalty\"\n"},
      {"define heavy user is usage is more than 5",
       "T0132 1:19+2 “is” is not a word that can stand here. / did you mean “as”?\n"},
      {"define heavy user as",
       "T0136 1:19+2 Something is missing after “define heavy user as”. / what may follow is “(”, “not”, a "
       "value or a name\n"},
      {"language xx\noffer \"W\" to customers\n give EUR 5 once",
       "T0124 1:10+2 There are no keywords in the language “xx”. / write one of en, nl\n"},
      {offer_with("give EUR 5 once\nlanguage nl"),
       "T0126 3:1+8 In offer “W”: the language of a file stands at its very beginning. / write it at the "
       "very beginning of the file\n"},
      {"when a is 1", "T0131 1:1+4 “when” stands before any offer. / begin with: offer \"…\" to customers\n"},
      {offer_with("give by tenure\n from 2 years 3% off for 12 months\n from 5 years: 5% off once"),
       "T0135 3:15+2 In offer “W”: “3%” is not understood after “from 2 years”. / here fits “:”\n"},
      {offer_with("runs from 2027–03–01 through 2028-01-01\n  give EUR 1.000,50 once"),
       "T0108 2:17+1 This dash is longer than a plain -. / write a plain -\n"
       "T0127 3:12+8 “1.000,50” has more than one point or comma. / write 1000.50\n"},
      {offer_with("when x is more then 5\n give EUR 5 once"),
       "T0132 2:18+4 In offer “W”: “then” is not a word that can stand here. / did you mean “than”?\n"},
      {offer_with("because we like them\n give EUR 5 once"),
       "T0149 2:11+12 In offer “W”: “we like them” stands without quotes. / write \"we like them\"\n"},
      {offer_with("give EUR 5 once\n  hold out 5\n limit 100 costumers"),
       "T0135 3:12+1 In offer “W”: “5” is not understood after “hold out”. / here fits a percentage, such as "
       "20%\n"
       "T0132 4:12+9 In offer “W”: “costumers” is not a word that can stand here. / did you mean "
       "“customers”?\n"},
      {"always usage is at least 0\nnever togeter \"A\", \"B\"",
       "T0132 2:7+7 “togeter” is not a word that can stand here. / did you mean “together”?\n"},
      {offer_with("tell 'hi'\n give EUR 5 once // comment"),
       "T0107 2:8+1 Titles and texts stand in straight quotes. / write \"hi\"\n"
       "T0109 3:18+2 There is no place for “//” in the language. / a comment begins with #\n"},
      {"[x] y",
       "T0130 1:1+3 “[x]” does not begin a statement. / a statement begins with one of offer, define, "
       "combine, always, never, guarantee, example\n"},
      {"offer to customers give EUR 5 once",
       "T0135 1:7+2 “to” is not understood after “offer”. / here fits a title in quotes\n"},
      {offer_with("lost if heavy user within 12 months\n lost if they leave within 12\n reclaim if they "
                  "leave within 12 months, in proportion\n give EUR 5 once"),
       "T0166 3:28+2 In offer “W”: “12” of what: days, weeks, months or years? / write 12 months or 12 "
       "years, whichever is meant\n"},
      {offer_with("give 20% off then for 6 months"),
       "T0135 2:21+3 In offer “W”: “for” is not understood after “20% off then”. / here fits a length of "
       "time, such as 6 months, a percentage, such as 20%, an amount of money, such as EUR 75, “a price of”, "
       "a number or a text in quotes\n"},
      {offer_with("give 20% off for 6 months 5% off for 3 months"),
       "T0167 2:29+2 In offer “W”: two rewards stand next to each other. / write “and” before “5%”\n"},
      {offer_with("match Welcome discount\n give EUR once"),
       "T0149 2:9+16 In offer “W”: “Welcome discount” stands without quotes. / write \"Welcome discount\"\n"
       "T0135 3:7+3 In offer “W”: “EUR” is not understood after “give”. / here fits “by”, a length of time, "
       "such as 6 months, a percentage, such as 20%, an amount of money, such as EUR 75, “a price of” or a "
       "number\n"},
  };
  return all;
}

std::string told(const Reading& reading) {
  std::string all;
  for (const Diagnostic& d : reading.messages())
    all += d.code + " " + std::to_string(d.place.line) + ":" + std::to_string(d.place.column) + "+" +
           std::to_string(d.place.length) + " " + d.message + " / " + d.help + "\n";
  return all;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(syntax_messages)

BOOST_AUTO_TEST_CASE(messages_to_the_letter) {
  for (const Case& each : cases()) BOOST_TEST(told(Reading(each.text)) == each.messages, each.text);
}

BOOST_AUTO_TEST_CASE(times_subtractions_and_apostrophes) {
  BOOST_TEST(told(Reading(offer_with("runs from 2027-01-01T10:00"))) ==
             "T0117 2:13+13 In offer “W”: “2027-01-01T10” is not how a date is written. / write 2027-01-01; "
             "offers know days, not hours\n");
  BOOST_TEST(told(Reading(offer_with("when a is b -3"))) ==
             "T0135 2:15+2 In offer “W”: “-3” is not understood after “a is b”. / write “- 3” to subtract\n");
  BOOST_TEST(told(Reading(offer_with("when o'clock"))).substr(0, 5) == "T0109");
}

// What only check can know is left alone here.
BOOST_AUTO_TEST_CASE(some_mistakes_are_left_to_check) {
  for (const char* clause :
       {"when region is one of NH or ZH", "give 20% off", "give 5 points once then 3 points"})
    BOOST_TEST(told(Reading(offer_with(clause))) == "", clause);
}

BOOST_AUTO_TEST_CASE(reading_goes_on_at_the_next_clause_and_statement) {
  const Reading reading(
      "offer \"A\" to customers\n  when region is\n  give EUR 5 sometimes\n  limit once per customer\n"
      "offer \"B\" to nobody\n  give EUR 5 once\n"
      "guarantee nothing\n"
      "offer \"C\" to customers\n  give EUR 5 once\n");
  BOOST_TEST(reading.messages().size() == 4u);
  BOOST_REQUIRE(reading.file.statements.size() == 3u);
  const auto& first = std::get<tree::Offer>(reading.file.statements[0]);
  BOOST_TEST(first.broken);
  BOOST_TEST(first.clauses.size() == 1u);
  BOOST_TEST(std::get<tree::Offer>(reading.file.statements[1]).broken);
  BOOST_TEST(!std::get<tree::Offer>(reading.file.statements[2]).broken);
}

BOOST_AUTO_TEST_SUITE_END()
