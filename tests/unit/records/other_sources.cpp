// NDJSON, SQLite, and what is neither.
#include <boost/test/unit_test.hpp>

#include "records/id_set.h"
#include "unit/records/source.h"

using namespace trouw;
using namespace trouw::test;

namespace {

const std::string more =
    "  usage: {type: whole number, optional: true}\n  risk: {type: decimal, places: 4, optional: true}\n"
    "  end: {type: date, optional: true}\n";

std::string without_folder(const ReadAll& read, const Folder& folder) {
  std::string text = read.status.message;
  const std::string path = folder.path.string() + "/";
  for (std::size_t at = text.find(path); at != std::string::npos; at = text.find(path))
    text.erase(at, path.size());
  return text;
}

ReadAll json(const std::string& text) {
  const Folder folder;
  static const Schema schema = schema_of(more);
  return ReadAll(folder.file("c.ndjson", text), schema);
}

std::string json_failure(const std::string& text) {
  const std::string told = json(text).status.message;
  return told.substr(told.rfind('/') + 1);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(records_other_sources)

BOOST_AUTO_TEST_CASE(json_lines) {
  const ReadAll read = json(
      "{\"id\":\"a\",\"price\":12.50,\"active\":true,\"usage\":3,\"risk\":0.6000,\"end\":\"2027-03-01\"}\n"
      "{ \"other\": [1, {\"id\": 2}], \"risk\": null, \"price\": \"7\", \"id\": 12 }\r\n"
      "{\"id\":\"\\u00e9\\n\",\"price\":1.000000000000000000000}");
  BOOST_TEST(read.status.message == "");
  BOOST_TEST(read.rejects == "");
  BOOST_TEST(read.records == "1 a: 1250 1 3 6000 20878\n2 12: 700 - - - -\n3 \xC3\xA9\n: 100 - - - -\n");
}

BOOST_AUTO_TEST_CASE(json_that_does_not_fit) {
  const ReadAll read = json(
      "{\"id\":\"a\",\"price\":1,\"usage\":1e3}\n"
      "{\"id\":\"b\",\"price\":1,\"usage\":{\"x\":1}}\n"
      "{\"id\":\"c\",\"price\":1\n"
      "\n"
      "{\"id\":\"d\"}\n"
      "{\"id\":\"e\",\"price\":1,\"price\":2}\n"
      "[1]\n"
      "not json\n"
      "{\"id\":\"f\",\"price\":1} x\n"
      "{\"id\":\"g\",\"price\":1,\"usage\":\"\"}\n"
      "{\"id\":\"h\xFF\",\"price\":1}\n"
      "{\"id\":\"i\",\"price\":01}\n"
      "{\"id\":\"j\",\"price\":true}\n"
      "{\"id\":\"k\",\"price\":1,\"end\":\"2027-03-01T10:00:00Z\"}\n"
      "{\"id\":\"l\",\"price\":1}\n"
      "{\"id\":\"l\",\"price\":1}\n"
      "{\"id\":\"\",\"price\":1}\n"
      "{\"id\":nully,\"price\":1}\n"
      "{\"id\":\"m\",\"price\":1,\"na\xE9\":\"Ren\xE9\"}\n"
      "{\"id\":\"n\",\"price\":\"\xE9\",\"name\":\"Ren\xE9\"}\n"
      "{\"id\":\"o\", \xE9}\n");
  BOOST_TEST(read.records == "10 g: 100 - - - -\n15 l: 100 - - - -\n19 m: 100 - - - -\n");
  BOOST_TEST(read.rejects ==
             "1 [a] usage <1e3> is not a whole number like 12\n"
             "2 [b] usage <> is a list or an object, not a single value\n"
             "3 []  <> is not a JSON object in one line\n"
             "5 [d] price <> is missing\n"
             "6 [e] price <2> is there twice\n"
             "7 []  <> is not a JSON object in one line\n"
             "8 []  <> is not a JSON object in one line\n"
             "9 []  <> is not a JSON object in one line\n"
             "11 [h\xEF\xBF\xBD] id <h\xEF\xBF\xBD> is not UTF-8 text\n"
             "12 [i]  <> is not a JSON object in one line\n"
             "13 [j] price <true> is not an amount written like 12.50\n"
             "14 [k] end <2027-03-01T10:00:00Z> is a point in time, not a date like 2027-03-01\n"
             "16 [l] id <l> is the id of an earlier record\n"
             "17 [] id <> is missing\n"
             "18 []  <> is not a JSON object in one line\n"
             "20 [n] price <\xEF\xBF\xBD> is not an amount written like 12.50\n"
             "21 [o]  <> is not UTF-8 text\n");
}

BOOST_AUTO_TEST_CASE(json_files_as_a_whole) {
  BOOST_TEST(json("").status.ok);
  BOOST_TEST(json("\xEF\xBB\xBF{\"id\":\"a\",\"price\":1}\n").count == 1u);
  BOOST_TEST(json_failure("[{\"id\":1}]") ==
             "c.ndjson is one JSON list; newline-delimited JSON has one object a line, without brackets or "
             "commas around.");
  BOOST_TEST(
      json_failure("{\n \"id\": 1,\n \"price\": 1\n}\n") ==
      "c.ndjson has an object over several lines; newline-delimited JSON has each object on one line.");
  BOOST_TEST(json_failure("\xFF\xFE{") ==
             "c.ndjson is UTF-16 text; save it as UTF-8, or write “encoding: utf-16” under “reading:” of "
             "programme.yaml.");
  BOOST_TEST(json_failure("id,price\n1,2\n") ==
             "c.ndjson is not newline-delimited JSON: it does not begin with an object in braces.");
  BOOST_TEST(json_failure("{" + std::string(17u << 20, ' ')) ==
             "c.ndjson line 1 is longer than a record can be.");
  std::string many;
  for (int i = 0; i < 50'000; ++i)
    many += "{\"id\":" + std::to_string(i) + ",\"price\":1.5,\"x\":\"" + std::string(40, 'y') + "\"}\n";
  const ReadAll read = json(many);
  BOOST_TEST(read.count == 50'000u);
  BOOST_TEST(read.records.find("50000 49999: 150 - - - -\n") != std::string::npos);
  BOOST_TEST(json("{\"id\":\"a\",\"price\":1,\"x\":" + std::string(20'000, '[') + "}\n").count == 0u);
}

BOOST_AUTO_TEST_CASE(tables) {
  const Folder folder;
  const Schema schema = schema_of(more);
  const std::string file =
      folder.database("c.db",
                      "CREATE TABLE t(ID TEXT, price, active, usage, risk REAL, \"end\" TEXT, junk);"
                      "INSERT INTO t VALUES('a', 12.5, 1, 3, 0.6, '2027-03-01', x'00');"
                      "INSERT INTO t VALUES(7, 12, 'Yes', 3.0, 0.1, NULL, NULL);"
                      "INSERT INTO t VALUES('b', 0.1 + 0.2, 0, NULL, NULL, NULL, 1);"
                      "INSERT INTO t VALUES('c', '7.25', 0, NULL, NULL, '', 1);"
                      "INSERT INTO t VALUES('d', 1, 0, x'01', NULL, NULL, 1);"
                      "INSERT INTO t VALUES(NULL, 1, 0, NULL, NULL, NULL, 1);"
                      "INSERT INTO t VALUES('a', 1, 0, NULL, NULL, NULL, 1);"
                      "INSERT INTO t VALUES('7', 1, 0, NULL, NULL, NULL, 1);"
                      "INSERT INTO t VALUES('e', 1, 0, NULL, 1e300, NULL, 1);"
                      "INSERT INTO t VALUES('f', 1, 0, NULL, 9e999, 20000, 1);"
                      "INSERT INTO t VALUES(CAST(x'FF' AS TEXT), 1, 0, NULL, NULL, NULL, 1);"
                      "INSERT INTO t VALUES('g', 1, 2, NULL, NULL, NULL, 1);"
                      "INSERT INTO t VALUES('h', 1, NULL, NULL, NULL, NULL, 1);");
  const ReadAll read(file, schema);
  BOOST_TEST(read.status.message == "");
  BOOST_TEST(read.records ==
             "1 a: 1250 1 3 6000 20878\n2 7: 1200 1 3 1000 -\n4 c: 725 0 - - -\n13 h: 100 - - - -\n");
  BOOST_TEST(read.rejects.substr(0, read.rejects.find("9 [e]")) ==
             "3 [b] price <0.30000000000000004> has more than 2 decimals\n"
             "5 [d] usage <> is binary data\n"
             "6 [] id <> is missing\n"
             "7 [a] id <a> is the id of an earlier record\n"
             "8 [7] id <7> is the id of an earlier record\n");
  const std::string rest = read.rejects.substr(read.rejects.find("10 [f]"));
  BOOST_TEST(rest ==
             "10 [f] risk <inf> is not a number like 12.5\n"
             "11 [\xEF\xBF\xBD] id <\xEF\xBF\xBD> is not UTF-8 text\n"
             "12 [g] active <2> is neither yes nor no\n");
  BOOST_TEST(read.rejected[5].reason == "is too large a number");
  BOOST_TEST(read.progress == 1.0);
}

BOOST_AUTO_TEST_CASE(which_table) {
  const Folder folder;
  const std::string none = folder.database("none.db", "CREATE TABLE a(x); DROP TABLE a;");
  const std::string columns = "(id INTEGER PRIMARY KEY, price REAL, active)";
  const std::string two =
      folder.database("two.db", "CREATE TABLE one" + columns + "; CREATE TABLE \"tw\"\"o\"" + columns +
                                    "; INSERT INTO \"tw\"\"o\" VALUES(5, 1.5, 0);"
                                    "CREATE VIEW v AS SELECT id + 1 AS id, price, active FROM \"tw\"\"o\";");
  Schema schema = schema_of("");
  BOOST_TEST(without_folder(ReadAll(none, schema), folder) == "none.db has no tables.");
  BOOST_TEST(without_folder(ReadAll(two, schema), folder) ==
             "two.db has several tables: say which, like two.db#one.");
  BOOST_TEST(without_folder(ReadAll(two + "#onne", schema), folder) ==
             "two.db has no table “onne”; did you mean “one”?");
  BOOST_TEST(ReadAll(two + "#tw\"o", schema).records == "1 5: 150 0\n");
  BOOST_TEST(ReadAll(two + "#V", schema).records == "1 6: 150 0\n");
  schema.records = "tw\"o";
  BOOST_TEST(ReadAll(two, schema).count == 1u);
  BOOST_TEST(ReadAll(two + "#one", schema).count == 0u);
  const Schema other = schema_of("  prise: {type: money}\n");
  BOOST_TEST(without_folder(ReadAll(two + "#one", other), folder) ==
             "two.db has no column “prise” in the table “one” for the field “prise”; did you mean “price”?");
}

BOOST_AUTO_TEST_CASE(what_is_no_source) {
  const Folder folder;
  const Schema schema = schema_of("");
  const std::string path = folder.path.string();
  for (const char* name : {"x.csv", "x.ndjson", "x.jsonl", "x.db", "x.sqlite"})
    BOOST_TEST(without_folder(ReadAll(path + "/" + name, schema), folder) ==
               std::string("There is no file ") + name + ".");
  std::filesystem::create_directories(folder.path / "d.csv");
  std::filesystem::create_directories(folder.path / "d.db");
  BOOST_TEST(without_folder(ReadAll(path + "/d.csv", schema), folder) ==
             "d.csv is a folder, not a file of records.");
  BOOST_TEST(without_folder(ReadAll(path + "/d.db", schema), folder) ==
             "d.db is a folder, not a file of records.");
  BOOST_TEST(without_folder(ReadAll(folder.file("t.db", "id,price\n" + std::string(2000, '1')), schema),
                            folder) == "t.db: file is not a database.");
  BOOST_TEST(without_folder(ReadAll(folder.file("e.db", ""), schema), folder) == "e.db has no tables.");
  BOOST_TEST(
      ReadAll("records.xls", schema).status.message ==
      "records.xls is no source of records: its name should end in .csv, .ndjson, .db, .xlsx, .parquet or "
      ".duckdb, begin with postgresql://, or be - for standard input.");
}

BOOST_AUTO_TEST_CASE(ids_are_remembered) {
  IdSet ids;
  for (int i = 0; i < 200'000; ++i)
    BOOST_REQUIRE(
        ids.insert((i % 2 == 0 ? "customer " + std::to_string(i) : std::to_string(i) + " customers")));
  for (int i = 0; i < 200'000; i += 7)
    BOOST_REQUIRE(
        !ids.insert((i % 2 == 0 ? "customer " + std::to_string(i) : std::to_string(i) + " customers")));
  BOOST_TEST(ids.insert(std::string_view("\0", 1)));
  BOOST_TEST(ids.insert(std::string_view("\0\0", 2)));
  BOOST_TEST(!ids.insert(std::string_view("\0", 1)));
  BOOST_TEST(ids.insert(std::string_view("A\0", 2)));
  BOOST_TEST(ids.insert("B"));
  BOOST_TEST(ids.insert("A"));
  const std::string uuid = "6ba7b810-9dad-11d1-80b4-00c04fd430c8";
  BOOST_TEST(ids.insert(uuid));
  BOOST_TEST(!ids.insert(uuid));
  BOOST_TEST(ids.insert("6BA7B810-9dad-11d1-80b4-00c04fd430c8"));
  BOOST_TEST(ids.insert("00000000-0000-0000-0000-00000000000a"));
  BOOST_TEST(!ids.contains(uuid + "0"));
  BOOST_TEST(ids.contains(uuid));
}

BOOST_AUTO_TEST_SUITE_END()
