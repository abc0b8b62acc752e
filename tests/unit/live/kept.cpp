#include "live/kept.h"

#include <boost/test/unit_test.hpp>
#include <filesystem>
#include <fstream>

#include "trouw/dry_run.h"
#include "trouw/engine.h"

using namespace trouw;       // NOLINT
using namespace trouw::cli;  // NOLINT

namespace {

constexpr const char* yaml = R"(programme: Test
currency: EUR
prices: including tax
horizon: 12 months
billing period: 1 month
fields:
  id: {type: text}
  status: {type: choice, values: [active], for newcomers: kept, typical: active}
  joined: {type: date, for newcomers: today}
  price: {type: money, from: EUR 0, to: EUR 500, for newcomers: kept, typical: EUR 60}
  note: {type: text, optional: true, for newcomers: unknown}
roles: {id: id, joined: joined, price: price, newcomer price: same as price, customer when: status is active}
)";

Engine engine_of(const std::string& condition) {
  Loaded loaded = load_programme(yaml, {{"o.trouw", "offer \"A\" to customers\n  when " + condition +
                                                        "\n  give 5% off for 12 months\n"}});
  BOOST_REQUIRE(loaded.programme.has_value());
  return Engine(std::make_shared<const Programme>(std::move(*loaded.programme)));
}

struct Folder {
  Folder() : path(std::filesystem::temp_directory_path() / "trouw-kept-test.csv") {}
  ~Folder() { std::filesystem::remove(path); }
  void write(int count, const char* price) const {
    std::ofstream out(path);
    out << "id,status,joined,price,note\n";
    for (int i = 0; i < count; ++i)
      out << i << ",active,2020-01-01," << (i % 1000 == 7 ? "much" : price) << "," << (i % 2 ? "x" : "")
          << "\n";
  }
  std::filesystem::path path;
};

constexpr Day on = 20'000;

DryRunSummary told(const Engine& engine, RecordReader& reader, unsigned threads) {
  DryRunOptions options;
  options.on = on;
  options.threads = threads;
  DryRunSummary summary;
  BOOST_REQUIRE(dry_run(engine, reader, options, {}, summary).ok);
  return summary;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(live_kept)

BOOST_FIXTURE_TEST_CASE(the_same_as_from_the_file, Folder) {
  write(7000, "50.00");
  KeptRecords kept;
  for (const char* condition : {"price is at least EUR 10", "note is x", "price is at least EUR 20"}) {
    const Engine engine = engine_of(condition);
    Status status;
    const auto file = open_records(path.string(), engine.shape(on), status);
    const DryRunSummary right = told(engine, *file, 1);
    for (const unsigned threads : {1U, 3U})
      for (int again = 0; again < 2; ++again) {
        const auto reader = kept.open(path.string(), engine.shape(on), nullptr, status);
        BOOST_REQUIRE(status.ok);
        const DryRunSummary found = told(engine, *reader, threads);
        BOOST_TEST(found.records == right.records);
        BOOST_TEST(found.rejected == 7U);
        BOOST_TEST(found.value == right.value);
        BOOST_TEST(found.offers[0].counted == right.offers[0].counted);
      }
  }
}

BOOST_FIXTURE_TEST_CASE(a_file_that_changed_is_read_anew, Folder) {
  write(100, "50.00");
  KeptRecords kept;
  const Engine engine = engine_of("price is at least EUR 10");
  Status status;
  BOOST_TEST(
      told(engine, *kept.open(path.string(), engine.shape(on), nullptr, status), 1).offers[0].counted == 99U);
  write(200, "5.00");
  BOOST_TEST(
      told(engine, *kept.open(path.string(), engine.shape(on), nullptr, status), 1).offers[0].counted == 0U);
  std::filesystem::remove(path);
  BOOST_TEST(kept.open(path.string(), engine.shape(on), nullptr, status) == nullptr);
  BOOST_TEST(!status.ok);
}

BOOST_FIXTURE_TEST_CASE(what_is_too_much_is_read_each_time, Folder) {
  write(5000, "50.00");
  KeptRecords kept(1000);
  const Engine engine = engine_of("price is at least EUR 10");
  Status status;
  BOOST_TEST(told(engine, *kept.open(path.string(), engine.shape(on), nullptr, status), 2).records == 5000U);
}

BOOST_FIXTURE_TEST_CASE(it_can_be_given_up, Folder) {
  write(100, "50.00");
  KeptRecords kept;
  const Engine engine = engine_of("price is at least EUR 10");
  std::atomic<bool> stop = false;
  Status status;
  const auto reader = kept.open(path.string(), engine.shape(on), &stop, status);
  stop = true;
  Batch batch;
  std::vector<Reject> rejects;
  BOOST_TEST(!reader->next(batch, rejects).ok);
  kept.open(path.string() + "#other", engine.shape(on), &stop, status);
  BOOST_TEST(!status.ok);
}

BOOST_AUTO_TEST_SUITE_END()
