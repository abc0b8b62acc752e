// What a program embeds: decisions used again, records by field, totals in columns, the holder.
#include <boost/test/unit_test.hpp>
#include <thread>

#include "trouw/batch.h"
#include "trouw/holder.h"
#include "trouw/past.h"
#include "trouw/record.h"

using namespace trouw;  // NOLINT: tests

namespace {

const std::string folder = std::string(TROUW_SOURCE_DIR) + "/rules-examples/01-energy";
const Day on = *parse_day("2027-03-01");

struct Energy {
  Energy() {
    Status status;
    const auto reader = open_records(folder + "/customers.db", engine.shape(), status);
    std::vector<Reject> rejects;
    BOOST_REQUIRE(status);
    BOOST_REQUIRE(reader->next(batch, rejects));
    BOOST_REQUIRE_GT(batch.size, 500U);
  }

  std::shared_ptr<const Programme> programme =
      std::make_shared<const Programme>(std::move(*load_programme(folder).programme));
  Engine engine{programme};
  Batch batch;
};

// Everything of a decision that words and figures can tell.
std::string told(const Decision& decision) {
  std::string text = decision.id + standing_name(decision.standing) + std::to_string(decision.value);
  for (const DealView* deal : {&decision.deal, &decision.twin})
    for (const Award& award : deal->awards) {
      text += ";" + std::to_string(award.offer) + award.reason + award.occasion + std::to_string(award.paid);
      for (const auto& [language, message] : award.messages) text += language + message;
      for (const Promise& promise : award.promises) text += promise.text + std::to_string(promise.amount);
      for (const Line& line : award.lines)
        text += line.text + line.while_true + std::to_string(line.amount) + "/" + std::to_string(line.first) +
                "/" + std::to_string(line.periods) + "/" + std::to_string(line.rate) + "/" +
                std::to_string(line.place);
    }
  for (const PassedOver& passed : decision.passed_over) {
    text += ";" + std::to_string(passed.offer) + std::to_string(static_cast<int>(passed.cause)) +
            std::to_string(passed.lost_to.size()) + std::to_string(passed.from.value_or(0));
    for (const auto& [name, value] : passed.amount_of) text += name + value;
    for (const Tested& tested : passed.tested) {
      text += tested.text + tested.short_of + std::to_string(static_cast<int>(tested.holds));
      for (const auto& [name, value] : tested.has) text += name + value;
    }
  }
  for (const std::string& fact : decision.facts_broken) text += fact;
  return text;
}

struct Figures {
  explicit Figures(std::size_t rows) : standing(rows), value(rows), newcomer(rows), worse(rows) {}
  TotalsColumns columns() {
    TotalsColumns made;
    made.standing = standing.data();
    made.value = value.data();
    made.newcomer_value = newcomer.data();
    made.worse_off = worse.data();
    return made;
  }
  std::vector<std::int32_t> standing;
  std::vector<std::int64_t> value, newcomer, worse;
};

}  // namespace

BOOST_AUTO_TEST_SUITE(api_embedding)

BOOST_FIXTURE_TEST_CASE(a_decision_used_again_is_as_good_as_new, Energy) {
  Decider again = engine.on(on), anew = engine.on(on);
  Decision used;
  for (std::size_t row = 0; row < 300; ++row) {
    Decision fresh;
    BOOST_REQUIRE(again.decide(batch, row, used));
    BOOST_REQUIRE(anew.decide(batch, row, fresh));
    BOOST_REQUIRE_EQUAL(told(fresh), told(used));
  }
}

BOOST_FIXTURE_TEST_CASE(totals_in_columns_are_those_of_rows, Energy) {
  Decider decider = engine.on(on);
  BatchDecider deciding(engine, on);
  Figures read(batch.size), stated(batch.size);
  std::vector<Reject> rejects;
  deciding.decide(batch, read.columns(), rejects);
  std::vector<FieldColumn> columns(batch.columns.size());
  std::vector<std::string_view> ids;
  for (std::size_t row = 0; row < batch.size; ++row) ids.push_back(batch.id(row));
  for (std::size_t i = 1; i < columns.size(); ++i)
    columns[i] = {batch.columns[i].values, {}, batch.columns[i].known};
  columns[0].texts = ids;  // the contract number
  BOOST_REQUIRE(deciding.decide(columns, batch.size, stated.columns(), rejects));
  BOOST_TEST(rejects.empty());
  for (std::size_t row = 0; row < batch.size; ++row) {
    Totals totals;
    BOOST_REQUIRE(decider.totals(batch, row, totals));
    for (const Figures* figures : {&read, &stated}) {
      BOOST_REQUIRE_EQUAL(figures->standing[row], static_cast<int>(totals.standing));
      BOOST_REQUIRE_EQUAL(figures->value[row], totals.value);
      BOOST_REQUIRE_EQUAL(figures->newcomer[row], totals.newcomer_value);
      BOOST_REQUIRE_EQUAL(figures->worse[row], totals.worse_off);
    }
  }
}

BOOST_FIXTURE_TEST_CASE(columns_that_do_not_fit_decide_nothing, Energy) {
  BatchDecider deciding(engine, on);
  Figures figures(2);
  std::vector<Reject> rejects;
  std::vector<FieldColumn> columns(batch.columns.size());
  BOOST_TEST(!deciding.decide(std::span(columns).first(1), 2, figures.columns(), rejects));
  const std::int64_t one = 1;
  columns[2].values = {&one, 1};
  BOOST_TEST(!deciding.decide(columns, 2, figures.columns(), rejects));
  columns[2].values = {};
  BOOST_TEST(!!deciding.decide(columns, 2, figures.columns(), rejects));
  BOOST_TEST(rejects.size() == 2U);
  BOOST_TEST(figures.standing[1] == static_cast<int>(Standing::rejected));
}

BOOST_FIXTURE_TEST_CASE(a_value_that_does_not_fit_unsets_its_field, Energy) {
  Record record(programme);
  const FieldId price = *programme->schema.find("monthly price"), left = *programme->schema.find("left");
  BOOST_TEST(!!record.set(price, 5000));
  BOOST_TEST(record.set(price, 50001).message == "monthly price “50001” is not from EUR 0 to EUR 500");
  BOOST_TEST(record.set_text(price, "1.500").message == "monthly price “1.500” is not a whole number");
  BOOST_TEST(!record.set_unknown(price));
  BOOST_TEST(!!record.set_unknown(left));
  BOOST_TEST(record.set_text(left, "2027-02-29").message.substr(0, 4) == "left");
  Status status;
  BOOST_TEST(record.batch(status) == nullptr);
  BOOST_TEST(status.message == "contract number is missing");
}

BOOST_FIXTURE_TEST_CASE(what_runs_takes_the_place_of_what_is_new, Energy) {
  PastDecider with_past(engine, on);
  Decision first, second;
  for (std::size_t row = 0; row < 50; ++row) {
    BOOST_REQUIRE(with_past.decide(batch, row, {}, first));
    BOOST_TEST(!first.nothing_before);
    if (first.deal.awards.empty()) continue;
    Past past;
    const Award& award = first.deal.awards.front();
    HeldAward held;
    held.offer = programme->offers[award.offer].title;
    held.promises = held_promises(*programme, award);
    past.runs.push_back({held, {}});
    BOOST_REQUIRE(with_past.decide(batch, row, past, second));
    BOOST_REQUIRE(!second.deal.awards.empty());
    BOOST_TEST(second.deal.awards.front().runs_on);
  }
}

BOOST_FIXTURE_TEST_CASE(an_engine_taken_outlives_its_successor, Energy) {
  EngineHolder holder(std::make_shared<const Engine>(programme));
  const auto taken = holder.take();
  std::vector<std::thread> threads;
  for (int i = 0; i < 4; ++i)
    threads.emplace_back([&] {
      for (int round = 0; round < 200; ++round) {
        if (round % 10 == 0) holder.replace(std::make_shared<const Engine>(programme));
        if (holder.take()->programme().fingerprint != programme->fingerprint) std::abort();
      }
    });
  for (std::thread& thread : threads) thread.join();
  BOOST_TEST(taken != holder.take());
  BOOST_TEST(taken->programme().fingerprint == programme->fingerprint);
}

BOOST_AUTO_TEST_CASE(a_key_is_for_ever) {
  BOOST_TEST(line_key("C-1", "Years", "once", 0, 1) == line_key("C-1", "Years", "once", 0, 1));
  BOOST_TEST(line_key("C-1", "Years", "once", 0, 1) != line_key("C-1", "Years", "once", 0, 2));
  BOOST_TEST(line_key("C-1", "Years", "once", 0, 1) != line_key("C-1", "Years", "once", 1, 1));
  BOOST_TEST(line_key("C-1", "Years", "once", 0, 1).size() == 32U);
}

BOOST_AUTO_TEST_SUITE_END()
