// Records that a program holds itself.
#include "trouw/sources.h"

#include <boost/test/unit_test.hpp>

using namespace trouw;

namespace {

constexpr const char* yaml = R"(programme: Tulip
currency: EUR
prices: including tax
horizon: 12 months
billing period: 1 month
fields:
  contract: {type: text, column: id}
  campaign: {type: text, optional: true, for newcomers: unknown}
  channel:  {type: text, optional: true, for newcomers: unknown}
  joined:   {type: date, for newcomers: today}
  price:    {type: money, from: EUR 0, to: EUR 500, for newcomers: kept}
roles: {id: contract, joined: joined, price: price, newcomer price: same as price, customer when: price is at least EUR 0, others: newcomer}
)";

std::shared_ptr<const Programme> programme() {
  Loaded loaded =
      load_programme(yaml, {{"a.trouw",
                             "offer \"A\" to customers\n  when campaign is SPRING or channel is WEB\n"
                             "  give EUR 1 once\n"}});
  BOOST_REQUIRE(loaded.programme);
  return std::make_shared<const Programme>(std::move(*loaded.programme));
}

std::string text(const Programme& of, const Batch& batch, FieldId field) {
  const auto number = static_cast<std::size_t>(batch.columns[field].values[0]);
  return number < of.texts.size() ? of.texts[number] : batch.texts.at(number - of.texts.size());
}

}  // namespace

BOOST_AUTO_TEST_SUITE(api_sources)

// The first record of all, whose texts no offer names: their numbers are theirs however memory moves.
BOOST_AUTO_TEST_CASE(texts_that_no_offer_names) {
  const auto of = programme();
  Record record(of);
  for (int again = 0; again < 3; ++again) {
    record.clear();
    const Engine engine(of);
    const Status read = set_json(
        engine, R"({"id":"C","campaign":"x","channel":"y","joined":"2020-01-01","price":5})", record);
    BOOST_TEST(read.ok, read.message);
    Status status;
    const Batch* batch = record.batch(status);
    BOOST_REQUIRE(batch != nullptr);
    BOOST_TEST(text(*of, *batch, 1) == "x");
    BOOST_TEST(text(*of, *batch, 2) == "y");
    BOOST_TEST(batch->id(0) == "C");
  }
}

BOOST_AUTO_TEST_CASE(all_that_is_wrong_is_told) {
  const auto of = programme();
  Record record(of);
  const Status status = set_json(Engine(of), R"({"id":"C","joined":"never"})", record);
  BOOST_TEST(status.message == "joined “never” is not a date like 2027-03-01; price is missing");
}

BOOST_AUTO_TEST_CASE(members_as_they_are_written) {
  const std::string object = R"({"a": {"b": 1.10}, "c": [1.000, "]"], "d": 5})";
  BOOST_TEST(json_member(object, "a") == "{\"b\": 1.10}");
  BOOST_TEST(json_member(object, "c") == "[1.000, \"]\"]");
  BOOST_TEST(json_member(object, "d") == "");
  BOOST_TEST(json_member(object, "e") == "");
  BOOST_TEST(json_member("{", "a") == "");
}

BOOST_AUTO_TEST_SUITE_END()
