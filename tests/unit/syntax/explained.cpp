// Every message's wrong example gets that message, and its right example gets none.
#include <boost/test/unit_test.hpp>

#include "unit/syntax/reading.h"

using namespace trouw;        // NOLINT: tests
using namespace trouw::test;  // NOLINT: tests

namespace {

// A snippet as a file: as it is, or as clauses of an offer, or within an example.
std::vector<std::string> files_of(const std::string& snippet) {
  return {snippet, offer_with(snippet),
          "example \"x\"\n  " + snippet + "\n  customer with a is 1\n  expect deal EUR 1"};
}

bool gets(const std::string& snippet, const std::string& code) {
  for (const std::string& file : files_of(snippet)) {
    const Reading reading(file);
    if (reading.messages().size() == 1 && reading.messages()[0].code == code) return true;
  }
  return false;
}

bool is_right(const std::string& snippet) {
  for (const std::string& file : files_of(snippet))
    if (Reading(file).messages().empty()) return true;
  return false;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(syntax_explained)

BOOST_AUTO_TEST_CASE(examples_of_messages_do_what_they_say) {
  for (const Explanation& e : explanations()) {
    if (e.code.substr(0, 3) != "T01") continue;
    BOOST_TEST(!e.title.empty(), e.code);
    BOOST_TEST(!e.text.empty(), e.code);
    if (!e.wrong.empty()) BOOST_TEST(gets(e.wrong, e.code), e.code + " " + e.wrong);
    if (!e.right.empty()) BOOST_TEST(is_right(e.right), e.code + " " + e.right);
  }
}

BOOST_AUTO_TEST_SUITE_END()
