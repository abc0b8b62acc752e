#include <boost/test/unit_test.hpp>
#include <list>

#include "records/id_set.h"
#include "unit/records/source.h"

using namespace trouw;
using namespace trouw::test;

namespace {

// What comes of a source that is cut into parts, which are then read last first, by two readers in turn.
struct ReadParts : ReadAll {
  ReadParts(const std::string& source, const Schema& schema) {
    const RecordShape shape{&schema, {}, std::vector<bool>(schema.fields.size(), false)};
    const auto reader = open_records(source, shape, status);
    const auto parts = reader ? reader->parts() : nullptr;
    if (!parts) return;
    const std::unique_ptr<PartReader> readers[] = {parts->reader(status), parts->reader(status)};
    std::list<Read> read;
    for (bool there = true; status && there;) {
      read.emplace_back();
      status = parts->cut(read.back().part, there);
      if (!status || !there) read.pop_back();
    }
    for (auto at = read.rbegin(); at != read.rend(); ++at)
      BOOST_TEST(readers[++batches % 2]->read(at->part, at->batch, at->rejected).ok);
    for (Read& one : read) {
      parts->settle(one.part, one.batch, one.rejected, 0);
      take(one.batch, one.rejected);
    }
    std::vector<Reject> last;
    if (status) status = parts->finish(last);
    show_rejects();
  }

  struct Read {
    RecordPart part;
    Batch batch;
    std::vector<Reject> rejected;
  };
};

// A row of each kind that a file may hold, by turns; some lie over two lines, and some repeat an id.
std::string row(std::size_t number) {
  const std::string id = "c" + std::to_string(number);
  switch (number % 11) {
    case 3:
      return "\"" + id + "\nx\",\"1\",\r\n";
    case 5:
      return id + ",1\n";
    case 7:
      return "c" + std::to_string(number / 2) + ",2,no\n";
    case 9:
      return id + ",\xFF,no\n";
    case 10:
      return "\"" + id + "\"\"\",12.34,yes\r\n";
    default:
      return id + ",3,\n";
  }
}

std::string rows(std::size_t count) {
  std::string text = "id,price,active\n";
  for (std::size_t i = 0; i < count; ++i) text += row(i);
  return text;
}

void same_in_parts(const std::string& source, const Schema& schema) {
  const ReadAll whole(source, schema);
  const ReadParts parts(source, schema);
  BOOST_TEST(whole.status.message == parts.status.message);
  BOOST_TEST(parts.batches > 2U);
  BOOST_TEST(whole.records == parts.records);
  BOOST_TEST(whole.rejects == parts.rejects);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(records_parts)

BOOST_AUTO_TEST_CASE(rows_with_quotes) {
  const Folder folder;
  same_in_parts(folder.file("c.csv", rows(20'000)), schema_of(""));
}

BOOST_AUTO_TEST_CASE(a_quote_that_is_never_closed) {
  const Folder folder;
  same_in_parts(folder.file("c.csv", rows(9'000) + "\"a,1,yes\nb,1,yes\n"), schema_of(""));
}

BOOST_AUTO_TEST_CASE(every_row_is_told_of_once) {
  const Folder folder;
  const ReadParts parts(folder.file("c.csv", rows(11'000)), schema_of(""));
  // Of eleven: one is short, one is no UTF-8, and one has an id that was there before.
  BOOST_TEST(parts.count + parts.rejected.size() == 11'000U);
  std::size_t repeated = 0;
  for (const Reject& reject : parts.rejected) repeated += reject.reason == "is the id of an earlier record";
  // number / 2 of 7 + 11k was taken unless that row was turned away itself (5 or 9 of eleven) or is written
  // otherwise (3, 7 or 10 of eleven).
  std::size_t expected = 0;
  std::vector<bool> taken(11'000, false);
  for (std::size_t i = 0; i < taken.size(); ++i) {
    const std::size_t kind = i % 11;
    if (kind == 7) {
      expected += taken[i / 2] ? 1 : 0;
      taken[i / 2] = true;
    } else if (kind != 3 && kind != 5 && kind != 9 && kind != 10) {
      taken[i] = true;
    }
  }
  BOOST_TEST(repeated == expected);
}

BOOST_AUTO_TEST_CASE(lines_of_objects) {
  std::string text;
  for (std::size_t i = 0; i < 9'000; ++i) {
    const std::string id = std::to_string(i % 7 == 3 ? i / 2 : i);
    text += i % 5 == 4 ? "{\"id\": 1\n" : "{\"price\": 1.5, \"id\": \"" + id + "\"}\n";
  }
  const Folder folder;
  same_in_parts(folder.file("c.ndjson", text), schema_of(""));
}

BOOST_AUTO_TEST_CASE(a_table_whose_ids_are_not_its_key) {
  const Folder folder;
  same_in_parts(
      folder.database("c.db",
                      "CREATE TABLE c (id TEXT, price TEXT, active TEXT);"
                      "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n LIMIT 9000)"
                      "INSERT INTO c SELECT 'c' || (i % 4000), iif(i % 7 = 0, 'x', i), 'yes' FROM n;"
                      "DELETE FROM c WHERE rowid BETWEEN 3000 AND 6000"),
      schema_of(""));
}

BOOST_AUTO_TEST_CASE(ids_that_look_alike) {
  IdSet ids;
  for (const std::string id :
       {"1", "01", "001", "a1", "a01", "a", "", "1a", "-1", "999999999999999999", "9999999999999999999",
        "09999999999999999999", "123456789012345678901234567890", "0", "00", "a\x01", "\x01", "1 ", " 1"}) {
    BOOST_TEST(ids.insert(id), id);
    BOOST_TEST(!ids.insert(id), id);
  }
}

BOOST_AUTO_TEST_CASE(more_ways_to_begin_than_have_a_bitmap) {
  IdSet ids;
  for (int turn = 0; turn < 2; ++turn)
    for (int i = 0; i < 2'000; ++i) {
      const std::string beginning = "x" + std::to_string(i) + "-";
      BOOST_TEST(ids.insert(beginning + "7") == (turn == 0));
      BOOST_TEST(ids.insert(beginning + "8") == (turn == 0));
    }
}

BOOST_AUTO_TEST_SUITE_END()
