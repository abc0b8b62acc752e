#include "trouw/results.h"

#include <sys/stat.h>
#include <unistd.h>

#include <boost/test/unit_test.hpp>
#include <filesystem>
#include <fstream>
#include <iterator>

namespace fs = std::filesystem;
using namespace trouw;

namespace {

// A folder of its own, and a programme of two offers.
struct Scratch {
  Scratch() {
    char name[] = "/tmp/trouw-results-XXXXXX";
    folder = ::mkdtemp(name);
    programme.offers.resize(2);
    programme.offers[0].title = "One, \"two\"";
    programme.offers[1].title = "Three\\";
    totals.standing = Standing::returner;
    totals.newcomer_value = 1;
    totals.value_before_match = -2;
    totals.top_up = 3;
    totals.value = INT64_MAX;
    totals.worse_off_before = 5;
    totals.worse_off = INT64_MIN;
    totals.offers = {{.offer = 0, .open = true, .counted = true},
                     {.offer = 1, .open = true, .counted = true}};
  }
  ~Scratch() { fs::remove_all(folder); }

  std::string path(const char* name) const { return (folder / name).string(); }
  std::string read(const char* name) const {
    std::ifstream in(folder / name, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
  }
  std::size_t files() const {
    return static_cast<std::size_t>(std::distance(fs::directory_iterator(folder), fs::directory_iterator()));
  }

  fs::path folder;
  Programme programme;
  Totals totals;
  Status status;
};

constexpr const char* header =
    "id,standing,newcomer_value,value_before_match,top_up,value,worse_off_before,worse_off,offers\n";

}  // namespace

BOOST_FIXTURE_TEST_SUITE(records_results, Scratch)

BOOST_AUTO_TEST_CASE(csv_quotes_what_needs_it) {
  const auto writer = create_results(path("r.csv"), programme, status);
  BOOST_REQUIRE(status.ok);
  BOOST_TEST(writer->add("a,b\r\n", totals).ok);
  BOOST_TEST(writer->add("plain id", Totals{}).ok);
  BOOST_TEST(writer->finish().ok);
  BOOST_TEST(read("r.csv") == std::string(header) +
                                  "\"a,b\r\n\",returner,1,-2,3,9223372036854775807,5,-9223372036854775808,"
                                  "\"One, \"\"two\"\"|Three\\\"\n"
                                  "plain id,nobody,0,0,0,0,0,0,\n");
}

BOOST_AUTO_TEST_CASE(json_escapes_what_needs_it) {
  const auto writer = create_results(path("r.NDJSON"), programme, status);
  BOOST_REQUIRE(status.ok);
  BOOST_TEST(writer->add("a\"\\\n\x01é", totals).ok);
  BOOST_TEST(writer->finish().ok);
  BOOST_TEST(read("r.NDJSON") ==
             "{\"id\":\"a\\\"\\\\\\u000a\\u0001é\",\"standing\":\"returner\",\"newcomer_value\":1,"
             "\"value_before_match\":-2,\"top_up\":3,\"value\":9223372036854775807,\"worse_off_before\":5,"
             "\"worse_off\":-9223372036854775808,\"offers\":\"One, \\\"two\\\"|Three\\\\\"}\n");
}

BOOST_AUTO_TEST_CASE(a_file_appears_only_when_it_is_whole) {
  for (const char* name : {"r.csv", "r.ndjson", "r.db"}) {
    std::ofstream(folder / name) << "old";
    {
      const auto writer = create_results(path(name), programme, status);
      BOOST_REQUIRE(status.ok);
      BOOST_TEST(writer->add("1", totals).ok);
      BOOST_TEST(read(name) == "old");
    }
    BOOST_TEST(read(name) == "old");
    const auto writer = create_results(path(name), programme, status);
    BOOST_TEST(writer->finish().ok);
    BOOST_TEST(read(name) != "old");
  }
  BOOST_TEST(files() == 3U);
}

BOOST_AUTO_TEST_CASE(a_link_stays_a_link) {
  std::ofstream(folder / "real.csv") << "old";
  fs::create_symlink("real.csv", folder / "link.csv");
  const auto writer = create_results(path("link.csv"), programme, status);
  BOOST_TEST(writer->finish().ok);
  BOOST_TEST(fs::is_symlink(folder / "link.csv"));
  BOOST_TEST(read("real.csv") == header);
}

BOOST_AUTO_TEST_CASE(places_that_cannot_be_written) {
  fs::create_directory(folder / "folder.db");
  ::mkfifo(path("pipe.csv").c_str(), 0600);
  for (const char* name :
       {"no/such.csv", "no/such.db", "no/such.ndjson", "folder.db", "pipe.csv", "r.txt", "r", ""}) {
    create_results(path(name), programme, status);
    BOOST_TEST(!status.ok, name);
    BOOST_TEST(status.message.find(path(name)) != std::string::npos, status.message);
  }
  BOOST_TEST(files() == 2U);
  create_rejects(path("no/such.csv"), status);
  BOOST_TEST(!status.ok);
}

BOOST_AUTO_TEST_CASE(rejects) {
  const auto writer = create_rejects(path("rejects.csv"), status);
  BOOST_REQUIRE(status.ok);
  BOOST_TEST(writer->add({7, "1", "price", "1,5\n", "is not an amount"}).ok);
  BOOST_TEST(writer->finish().ok);
  BOOST_TEST(read("rejects.csv") == "line,id,field,value,reason\n7,1,price,\"1,5\n\",is not an amount\n");
}

BOOST_AUTO_TEST_SUITE_END()
