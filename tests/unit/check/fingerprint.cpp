// What a programme's fingerprint depends on, and what it does not.
#include <boost/test/unit_test.hpp>

#include "trouw/programme.h"

namespace {

constexpr const char* yaml = R"(programme: P
currency: EUR
prices: including tax
horizon: 12 months
billing period: 1 month
fields:
  id:     {type: text}
  active: {type: yes/no, for newcomers: kept}
  price:  {type: money, for newcomers: kept}
roles: {id: id, price: price, newcomer price: same as price, customer when: active}
)";

std::string fingerprint(const std::vector<std::string>& texts) {
  std::vector<trouw::SourceFile> files;
  for (const std::string& text : texts) files.push_back({std::to_string(files.size()) + ".trouw", text});
  const trouw::Loaded loaded = trouw::load_programme(yaml, files);
  BOOST_REQUIRE_MESSAGE(loaded.programme, trouw::to_text(loaded.diagnostics.front()));
  return loaded.programme->fingerprint;
}

const std::string a =
    "offer \"A\" to customers\n  when price is at least EUR 75\n  give 12.5% off for 6 months\n";
const std::string b = "offer \"B\" to customers\n  give EUR 2 once\n";

}  // namespace

BOOST_AUTO_TEST_SUITE(fingerprint_of_a_programme)

BOOST_AUTO_TEST_CASE(layout_comments_zeros_language_and_files_leave_it_alone) {
  const std::string plain = fingerprint({a, b});
  BOOST_TEST(plain == fingerprint({a + b}));
  BOOST_TEST(plain == fingerprint({"# why\n" + a + "# more\n\n\n" + b}));
  BOOST_TEST(
      plain ==
      fingerprint(
          {"offer  \"A\" to customers when (price is at least €75.00) # x\r\n give 12.50 % off\tfor 6 month",
           b}));
  BOOST_TEST(
      plain ==
      fingerprint({"language nl\naanbieding \"A\" voor klanten\n  voorwaarde: price is minstens EUR 75\n"
                   "  geef 12.5% korting gedurende 6 maanden\n",
                   b}));
}

BOOST_AUTO_TEST_CASE(two_words_for_one_thing_leave_it_alone) {
  const std::string most = "offer \"A\" to customers\n  give 12.5% off, up to EUR 5 a bill, for 6 months\n";
  BOOST_TEST(fingerprint({most}) ==
             fingerprint({"offer \"A\" to customers\n  give 12.5% off at most EUR 5 a bill for 6 months\n"}));
  BOOST_TEST(fingerprint({most}) !=
             fingerprint({"offer \"A\" to customers\n  give 12.5% off, up to EUR 5 in all, for 6 months\n"}));
}

BOOST_AUTO_TEST_CASE(what_changes_a_result_changes_it) {
  const std::string plain = fingerprint({a, b});
  BOOST_TEST(plain != fingerprint({b, a}));  // the order of offers settles ties
  BOOST_TEST(plain != fingerprint({a}));
  BOOST_TEST(plain != fingerprint({a, "offer \"B\" to customers\n  give EUR 20 once\n"}));
  BOOST_TEST(plain != fingerprint({a, "offer \"b\" to customers\n  give EUR 2 once\n"}));
  BOOST_TEST(plain != fingerprint({a, b + "  because \"c\"\n"}));
}

BOOST_AUTO_TEST_SUITE_END()
