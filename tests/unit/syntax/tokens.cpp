#include <boost/test/unit_test.hpp>

#include "format/format.h"
#include "unit/syntax/reading.h"

using namespace trouw;        // NOLINT: tests
using namespace trouw::test;  // NOLINT: tests

namespace {

// The condition of a `when` as it is written back, or what was said about it.
std::string read_back(const std::string& condition) {
  const Reading reading(offer_with("when " + condition));
  if (!reading.messages().empty()) return reading.said();
  return to_text(
      std::get<tree::When>(std::get<tree::Offer>(reading.file.statements.at(0)).clauses.at(0)).condition);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(syntax_tokens)

BOOST_AUTO_TEST_CASE(names_are_the_longest_run_of_words) {
  BOOST_TEST(read_back("complaints   last\n year is at least 2") == "complaints last year is at least 2");
  BOOST_TEST(read_back("product is fixed 3y 2019") == "product is fixed 3y 2019");
  BOOST_TEST(read_back("prepaid-plan_2 is one of a-1, b") == "prepaid-plan_2 is one of a-1, b");
  BOOST_TEST(read_back("monthly price is more than date joined") == "monthly price is more than date joined");
  BOOST_TEST(read_back("état civil is marié") == "état civil is marié");
}

BOOST_AUTO_TEST_CASE(composed_and_decomposed_letters_are_one) {
  BOOST_TEST(read_back("e\xCC\x81tat") == "\xC3\xA9tat");
}

BOOST_AUTO_TEST_CASE(brackets_stay_only_where_they_are_needed) {
  BOOST_TEST(read_back("[date of birth] has its anniversary this month") ==
             "[date of birth] has its anniversary this month");
  BOOST_TEST(read_back("[region] is NH") == "region is NH");
  BOOST_TEST(read_back("state is [known issue]") == "state is [known issue]");
  BOOST_TEST(read_back("[known issue] is yes") == "known issue is yes");
  BOOST_TEST(read_back("when status is on hold") != "status is on hold");
  BOOST_TEST(read_back("status is on hold") == "status is on hold");
  BOOST_TEST(read_back("status is one hundred") == "status is one hundred");
  BOOST_TEST(read_back("status is within budget") == "status is within budget");
  BOOST_TEST(read_back("[tenure] is 5") == "[tenure] is 5");
}

BOOST_AUTO_TEST_CASE(literals) {
  BOOST_TEST(read_back("a is EUR 75.50") == "a is EUR 75.50");
  BOOST_TEST(read_back("a is €75.50") == "a is EUR 75.50");
  BOOST_TEST(read_back("a is € 75") == "a is EUR 75");
  BOOST_TEST(read_back("a is 12.5 %") == "a is 12.5%");
  BOOST_TEST(read_back("a is -3") == "a is -3");
  BOOST_TEST(read_back("a is b - 3") == "a is b - 3");
  BOOST_TEST(read_back("a is b- 3") == "a is b - 3");
  BOOST_TEST(read_back("a is 0.6") == "a is 0.6");
  BOOST_TEST(read_back("a is more than 4000 kWh") == "a is more than 4000 kWh");
  BOOST_TEST(read_back("a is before 1 March 2027") == "a is before 2027-03-01");
  BOOST_TEST(read_back("a is at least 1 months") == "a is at least 1 month");
  BOOST_TEST(read_back("a is at least 12 month") == "a is at least 12 months");
  BOOST_TEST(read_back("a is between 2 and 5 years") == "a is between 2 and 5 years");
  BOOST_TEST(read_back("a is between 2 months and 5 years") == "a is between 2 months and 5 years");
  BOOST_TEST(read_back("a is at least b * 12 + EUR 5") == "a is at least b × 12 + EUR 5");
  BOOST_TEST(read_back("a is x × 0.5") == "a is x × 0.5");
}

BOOST_AUTO_TEST_CASE(white_space_of_every_kind) {
  const std::string text =
      "\xEF\xBB\xBFoffer \"W\"\r\n\tto\xC2\xA0"
      "customers\r\n\tgive EUR 5\xE2\x80\xAFonce\r\n";
  const Reading reading(text);
  BOOST_TEST(reading.said() == "");
  BOOST_TEST(reading.file.statements.size() == 1u);
}

BOOST_AUTO_TEST_CASE(comments_are_kept_apart) {
  const Reading reading("# one\r\noffer \"W # no\" to customers # two  \n  give EUR 5 once");
  BOOST_TEST(reading.said() == "");
  BOOST_REQUIRE(reading.file.comments.size() == 2u);
  BOOST_TEST(reading.file.comments[0].text == "# one");
  BOOST_TEST(reading.file.comments[0].own_line);
  BOOST_TEST(reading.file.comments[1].text == "# two");
  BOOST_TEST(!reading.file.comments[1].own_line);
}

BOOST_AUTO_TEST_CASE(texts_escape_quotes_and_backslashes) {
  const Reading reading(offer_with(R"(tell "say \"hi\" \\ there")"));
  BOOST_TEST(reading.said() == "");
  const auto& tell = std::get<tree::Tell>(std::get<tree::Offer>(reading.file.statements.at(0)).clauses.at(0));
  BOOST_TEST(tell.text.text == R"(say "hi" \ there)");
}

BOOST_AUTO_TEST_CASE(an_empty_file_is_fine) {
  for (const char* text : {"", "\n\n", "# only a comment", "\xEF\xBB\xBF", "language nl"}) {
    const Reading reading(text);
    BOOST_TEST(reading.said() == "");
    BOOST_TEST(reading.file.statements.empty());
  }
}

BOOST_AUTO_TEST_CASE(a_condition_of_its_own) {
  Sources sources;
  const std::string yaml = "customer when: status is active and not left is known\n";
  const std::uint32_t file = sources.add("programme.yaml", yaml);
  Reporter reporter(&sources);
  const auto condition = parse_condition({file, 15, static_cast<std::uint32_t>(yaml.size())}, reporter);
  BOOST_REQUIRE(condition);
  BOOST_TEST(to_text(*condition) == "status is active and not left is known");
  BOOST_TEST(sources.text(condition->at) == "status is active and not left is known");
  BOOST_TEST(!parse_condition({file, 15, 21}, reporter)->left.terms.empty());
  BOOST_TEST(!parse_condition({file, 15, 24}, reporter));
  BOOST_TEST(reporter.errors() == 1u);
}

BOOST_AUTO_TEST_SUITE_END()
