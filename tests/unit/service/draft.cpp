#include <boost/test/unit_test.hpp>

#include "unit/service/drafts.h"

using namespace trouw::service;  // NOLINT

namespace {

const char* const two_offers =
    "define heavy user as usage is more than 4000 kWh\n"
    "offer \"Welcome\" to newcomers\n  give EUR 50 once\n"
    "offer \"Stay\" to customers\n  when heavy user\n  give 5% off for 12 months\n"
    "combine customer offers\n  best of \"Stay\", everything else\n"
    "guarantee no customer is worse off than a newcomer\n";

std::uint32_t find(const std::string& text, const std::string& words) {
  return static_cast<std::uint32_t>(text.find(words));
}

// What the first fix of the first message makes of a text, or why there is none.
std::string mended(const std::string& text) {
  const Draft draft = draft_of(text);
  for (const trouw::Diagnostic& found : draft.diagnostics()) {
    if (found.severity == trouw::Severity::note) continue;
    const std::vector<Fix> fixes = draft.fixes(found);
    return fixes.empty() ? "no fix: " + found.message + " " + found.help : applied(text, fixes.front().edits);
  }
  return "no message";
}

}  // namespace

BOOST_AUTO_TEST_SUITE(service_draft)

BOOST_AUTO_TEST_CASE(a_mistake_and_its_bytes) {
  Draft draft = draft_of("offer \"Ä\" to customers\n  when usge is at least 5\n  give EUR 5 once\n");
  const trouw::Diagnostics& found = draft.diagnostics();
  BOOST_REQUIRE(!found.empty());
  const Stretch at = draft.stretch(found[0].place);
  BOOST_TEST(draft.text("offers.trouw").substr(at.begin, at.end - at.begin) == "usge");
  BOOST_TEST(!draft.programme());
  draft.put("offers.trouw", two_offers);
  BOOST_REQUIRE(draft.programme());
  const auto sound = draft.programme();
  draft.put("offers.trouw", "offer");
  BOOST_TEST(!draft.programme());
  BOOST_TEST(draft.last_sound() == sound);
}

BOOST_AUTO_TEST_CASE(fixes_mend) {
  BOOST_TEST(mended("offer \"A\" to customers\n  when usge is at least 5\n  give EUR 5 once\n") ==
             "offer \"A\" to customers\n  when usage is at least 5\n  give EUR 5 once\n");
  BOOST_TEST(mended("offer \"A\" to customers\n  give 5 EUR once\n") ==
             "offer \"A\" to customers\n  give EUR 5 once\n");
  BOOST_TEST(mended("offer \"A\" to customers\n  give EUR 5 once;\n") ==
             "offer \"A\" to customers\n  give EUR 5 once\n");
  BOOST_TEST(mended("offer \"A\" for customers\n  give EUR 5 once\n") ==
             "offer \"A\" to customers\n  give EUR 5 once\n");
  BOOST_TEST(mended("offr \"A\" to customers\n  give EUR 5 once\n") ==
             "offer \"A\" to customers\n  give EUR 5 once\n");
}

BOOST_AUTO_TEST_CASE(both_readings_are_offered) {
  const Draft draft = draft_of(
      "offer \"A\" to customers\n  when usage is 1 and autopay or region is NH\n  give EUR 5 once\n");
  const auto mixed =
      std::find_if(draft.diagnostics().begin(), draft.diagnostics().end(),
                   [](const trouw::Diagnostic& d) { return d.severity == trouw::Severity::error; });
  BOOST_REQUIRE(mixed != draft.diagnostics().end());
  BOOST_TEST(draft.fixes(*mixed).size() >= 2u, mixed->message + mixed->help);
}

BOOST_AUTO_TEST_CASE(no_fix_is_guessed) {
  const Draft draft = draft_of("offer \"A\" to customers\n  when zzzzzz is at least 5\n  give EUR 5 once\n");
  for (const trouw::Diagnostic& found : draft.diagnostics()) BOOST_TEST(draft.fixes(found).empty());
}

BOOST_AUTO_TEST_CASE(declarations_and_references) {
  const std::string text = two_offers;
  const Draft draft = draft_of(text);
  const auto used = static_cast<std::uint32_t>(text.rfind("heavy user") + 2);
  const auto declared = draft.definition("offers.trouw", used);
  BOOST_REQUIRE(declared);
  BOOST_TEST(declared->begin == find(text, "heavy user"));
  BOOST_TEST(draft.references("offers.trouw", used).size() == 2u);
  const auto field = draft.definition("offers.trouw", find(text, "usage"));
  BOOST_REQUIRE(field);
  BOOST_TEST(field->file == "programme.yaml");
  BOOST_TEST(std::string(small_yaml).substr(field->begin, 5) == "usage");
  BOOST_TEST(draft.references("offers.trouw", find(text, "\"Stay\"") + 1).size() == 2u);
}

BOOST_AUTO_TEST_CASE(a_renamed_offer_keeps_its_history) {
  const std::string text = two_offers;
  const Draft draft = draft_of(text);
  const Renaming renamed = draft.rename("offers.trouw", find(text, "Stay"), "Stay \"on\"");
  BOOST_TEST(renamed.refused == "");
  const std::string after = applied(text, renamed.edits);
  BOOST_TEST(after.find("offer \"Stay \\\"on\\\"\" to customers") != std::string::npos);
  BOOST_TEST(after.find("formerly \"Stay\"") != std::string::npos);
  BOOST_TEST(after.find("best of \"Stay \\\"on\\\"\"") != std::string::npos);
  const Draft again = draft_of(after);
  BOOST_TEST(again.programme() != nullptr);
  BOOST_TEST(draft.rename("offers.trouw", find(text, "Stay"), "Welcome").refused != "");
  BOOST_TEST(draft.rename("offers.trouw", find(text, "Stay"), "a|b").refused != "");
  BOOST_TEST(draft.rename("offers.trouw", find(text, "usage"), "use").refused != "");
}

BOOST_AUTO_TEST_CASE(a_renamed_definition_is_bracketed_where_it_must_be) {
  const std::string text = two_offers;
  const Draft draft = draft_of(text);
  const Renaming renamed = draft.rename("offers.trouw", find(text, "heavy user"), "user of much");
  const Draft again = draft_of(applied(text, renamed.edits));
  BOOST_TEST(again.programme() != nullptr);
}

BOOST_AUTO_TEST_CASE(meanings) {
  const std::string text = two_offers;
  const Draft draft = draft_of(text);
  const auto of = [&](const std::string& words) {
    const auto found = draft.meaning("offers.trouw", find(text, words) + 1);
    return found ? found->text : std::string("nothing");
  };
  BOOST_TEST(of("usage").find("whole number") != std::string::npos);
  BOOST_TEST(of("\"Stay\"").find("give 5% off for 12 months") != std::string::npos);
  BOOST_TEST(of("more than").find("More than this.") != std::string::npos);
  BOOST_TEST(draft.meaning("programme.yaml", find(small_yaml, "horizon") + 1)->text.find("billing") !=
             std::string::npos);
}

BOOST_AUTO_TEST_CASE(outline_tokens_cards_hints) {
  const std::string text = two_offers;
  const Draft draft = draft_of(text);
  const auto outline = draft.outline("offers.trouw");
  BOOST_REQUIRE(outline.size() == 5u);
  BOOST_TEST(outline[2].name == "Stay");
  BOOST_TEST(outline[2].parts.size() == 2u);
  std::uint32_t end = 0;
  for (const Token& token : draft.tokens("offers.trouw")) {
    BOOST_TEST_REQUIRE(token.begin >= end);
    BOOST_TEST_REQUIRE(token.begin < token.end);
    end = token.end;
  }
  const auto cards = draft.cards("offers.trouw");
  BOOST_REQUIRE(cards.size() == 2u);
  BOOST_TEST(cards[1].audience == "customers");
  BOOST_TEST(cards[1].clauses[1].text == "give 5% off for 12 months");
  BOOST_TEST(text.substr(cards[1].audience_at.begin, 9) == "customers");
  BOOST_TEST(draft.hints("offers.trouw").size() == 2u);
}

BOOST_AUTO_TEST_CASE(any_text_is_welcome) {
  for (const std::string text : {"\xff\xfe", "\"", "offer \"", "((((((", "offer \"A\" to customers when",
                                 "language nl", "\xef\xbb\xbfoffer", "give give give", "[", "offer offer"}) {
    const Draft draft = draft_of(text);
    for (std::uint32_t at = 0; at <= text.size() + 2; ++at) {
      static_cast<void>(draft.completions("offers.trouw", at));
      static_cast<void>(draft.meaning("offers.trouw", at));
      static_cast<void>(draft.references("offers.trouw", at));
    }
    static_cast<void>(draft.tokens("offers.trouw"));
    static_cast<void>(draft.outline("offers.trouw"));
    for (const trouw::Diagnostic& found : draft.diagnostics()) static_cast<void>(draft.fixes(found));
  }
  const Draft none;
  BOOST_TEST(none.completions("offers.trouw", 0).empty());
  BOOST_TEST(!none.diagnostics().empty());
}

BOOST_AUTO_TEST_SUITE_END()
