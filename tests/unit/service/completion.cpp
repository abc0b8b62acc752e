#include <boost/test/unit_test.hpp>

#include "unit/service/drafts.h"

using namespace trouw::service;  // NOLINT

namespace {

std::vector<Completion> offered(const std::string& marked, std::string* text = nullptr) {
  const Pointed here = pointed(marked);
  const Draft draft = draft_of(here.text);
  if (text) *text = here.text;
  return draft.completions("offers.trouw", here.at);
}
std::vector<std::string> names(const std::string& marked) {
  return labels(offered(marked));
}

}  // namespace

BOOST_AUTO_TEST_SUITE(service_completion)

BOOST_AUTO_TEST_CASE(an_empty_file_begins_with_statements) {
  const auto all = names("|");
  BOOST_TEST(has(all, "offer … to …"));
  BOOST_TEST(has(all, "guarantee staying longer is never worse"));
  BOOST_TEST(!has(all, "give …"));
}

BOOST_AUTO_TEST_CASE(clauses_begin_in_an_offer) {
  const auto all = names("offer \"A\" to customers\n  g|");
  BOOST_TEST(has(all, "give …"));
  BOOST_TEST(has(all, "give by … …"));
  BOOST_TEST(!has(all, "when …"));
}

BOOST_AUTO_TEST_CASE(audiences_follow_to) {
  const auto all = names("offer \"A\" to |");
  BOOST_TEST(has(all, "newcomers"));
  BOOST_TEST(has(all, "everyone"));
}

BOOST_AUTO_TEST_CASE(fields_follow_when) {
  const auto all = names("offer \"A\" to customers\n  when |");
  BOOST_TEST(has(all, "monthly price"));
  BOOST_TEST(has(all, "tenure"));
}

BOOST_AUTO_TEST_CASE(a_field_of_two_words_is_completed_from_its_second) {
  std::string text;
  const auto all = offered("offer \"A\" to customers\n  when monthly p|", &text);
  BOOST_REQUIRE(has(labels(all), "monthly price"));
  const auto one =
      std::find_if(all.begin(), all.end(), [](const Completion& c) { return c.label == "monthly price"; });
  BOOST_TEST(applied(text, {{one->replaces, one->text}}) == "offer \"A\" to customers\n  when monthly price");
}

BOOST_AUTO_TEST_CASE(only_choices_of_the_field_that_is_compared) {
  const auto all = names("offer \"A\" to customers\n  when region is one of NH, |");
  BOOST_TEST(has(all, "UT"));
  BOOST_TEST(!has(all, "active"));
  BOOST_TEST(!has(all, "… kWh"));
}

BOOST_AUTO_TEST_CASE(comparisons_fit_the_type) {
  const auto dates = names("offer \"A\" to customers\n  when contract end |");
  BOOST_TEST(has(dates, "is within the next …"));
  BOOST_TEST(has(dates, "is known"));
  BOOST_TEST(!has(dates, "is at least …"));
  const auto money = names("offer \"A\" to customers\n  when monthly price is |");
  BOOST_TEST(has(money, "at least …"));
  BOOST_TEST(!has(money, "before …"));
  BOOST_TEST(!has(money, "known"));
  BOOST_TEST(has(money, "EUR …"));
}

BOOST_AUTO_TEST_CASE(timing_follows_a_reward) {
  const auto all = names("offer \"A\" to customers\n  give 20% off |");
  BOOST_TEST(has(all, "for …"));
  BOOST_TEST(has(all, "once"));
}

BOOST_AUTO_TEST_CASE(titles_in_quotes) {
  std::string text;
  const auto all = offered(
      "offer \"Welcome\" to newcomers\n give EUR 5 once\noffer \"B\" to customers\n match \"Wel|", &text);
  BOOST_REQUIRE(has(labels(all), "Welcome"));
  BOOST_TEST(applied(text, {{all.front().replaces, all.front().text}}).ends_with("match \"Welcome\""));
}

BOOST_AUTO_TEST_CASE(perks_are_rewards) {
  BOOST_TEST(has(names("offer \"B\" to customers\n  give \"|"), "priority line"));
}

BOOST_AUTO_TEST_CASE(facts_and_expectations_of_an_example) {
  const std::string head =
      "offer \"A\" to customers\n give EUR 5 once\nexample \"E\" on 2027-01-01 customer with ";
  BOOST_TEST(has(names(head + "region is |"), "ZH"));
  BOOST_TEST(has(names(head + "region is ZH\n  exp|"), "expect deal …"));
}

BOOST_AUTO_TEST_CASE(dutch_in_dutch_files) {
  const auto all = names("language nl\naanbieding \"A\" voor klanten\n  |");
  BOOST_TEST(has(all, "geef …"));
  BOOST_TEST(!has(all, "give …"));
}

BOOST_AUTO_TEST_CASE(nothing_in_comments_and_new_titles) {
  BOOST_TEST(names("# when |").empty());
  BOOST_TEST(names("offer \"|").empty());
}

BOOST_AUTO_TEST_CASE(keys_and_values_of_programme_yaml) {
  Draft draft;
  const Pointed key = pointed("fields:\n  usage: {type: whole number, u|\n");
  draft.put("programme.yaml", key.text);
  BOOST_TEST(has(labels(draft.completions("programme.yaml", key.at)), "unit"));
  const Pointed value = pointed("fields:\n  usage: {type: wh|\n");
  draft.put("programme.yaml", value.text);
  BOOST_TEST(has(labels(draft.completions("programme.yaml", value.at)), "whole number"));
  const Pointed role = pointed(std::string(small_yaml) + "roles:\n  price: mon|");
  draft.put("programme.yaml", role.text);
  BOOST_TEST(has(labels(draft.completions("programme.yaml", role.at)), "monthly price"));
}

BOOST_AUTO_TEST_CASE(keys_of_reading_events_and_price_steps) {
  Draft draft;
  const auto proposed = [&](const std::string& text) {
    const Pointed at = pointed(std::string(small_yaml) + text);
    draft.put("programme.yaml", at.text);
    return labels(draft.completions("programme.yaml", at.at));
  };
  BOOST_TEST(has(proposed("reading:\n  dec|"), "decimals"));
  BOOST_TEST(has(proposed("reading:\n  like: |"), "dutch spreadsheet"));
  BOOST_TEST(has(proposed("events:\n  complaint: {rec|"), "records"));
  BOOST_TEST(has(proposed("roles:\n  price steps: [{fr|"), "from"));
  BOOST_TEST(has(proposed("fields:\n  usage: {type: money, dec|"), "decimals"));
}

// Wherever the cursor stands in any beginning of a text, there is an answer, and what it inserts is at the
// cursor.
BOOST_AUTO_TEST_CASE(every_place_of_every_beginning) {
  const std::string whole =
      "language nl\naanbieding \"Ä\" voor klanten # é\n  voorwaarde: usage is meer dan 4000 kWh\n  geef 5% "
      "korting";
  for (std::uint32_t end = 0; end <= whole.size(); ++end) {
    const Draft draft = draft_of(whole.substr(0, end));
    for (const Completion& one : draft.completions("offers.trouw", end)) {
      BOOST_TEST_REQUIRE(one.replaces.begin <= end);
      BOOST_TEST_REQUIRE(one.replaces.end == end);
    }
  }
}

BOOST_AUTO_TEST_SUITE_END()
