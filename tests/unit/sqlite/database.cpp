#include "sqlite/database.h"

#include <unistd.h>

#include <boost/test/unit_test.hpp>
#include <filesystem>
#include <fstream>

using namespace trouw;
using namespace trouw::sqlite;

namespace {

// A folder that is gone after the test.
struct Folder {
  Folder() : path(std::filesystem::temp_directory_path() / ("trouw_sqlite_" + std::to_string(::getpid()))) {
    std::filesystem::create_directories(path);
  }
  ~Folder() { std::filesystem::remove_all(path); }
  std::string file(const char* name) const { return (path / name).string(); }
  std::filesystem::path path;
};

std::int64_t count(Database& database) {
  Status status;
  Statement statement = database.prepare("SELECT count(*) FROM t", status);
  BOOST_REQUIRE(status.ok);
  BOOST_REQUIRE((statement.step() == Step::row));
  return statement.integer(0);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(sqlite_database)

BOOST_AUTO_TEST_CASE(values_come_back_as_they_went_in) {
  Status status;
  Database database(":memory:", Access::create, status);
  BOOST_REQUIRE(status.ok);
  BOOST_REQUIRE(database.execute("CREATE TABLE t(a, b, c, d, e)").ok);
  Statement insert = database.prepare("INSERT INTO t VALUES(?, ?, ?, 0.1, x'00FF')", status);
  BOOST_REQUIRE(status.ok);
  BOOST_REQUIRE(insert.bind(1, INT64_MIN).bind(2, std::string_view("a\0b", 3)).bind_null(3).run().ok);
  BOOST_TEST(database.changes() == 1);
  BOOST_TEST(database.last_row() == 1);
  Statement select = database.prepare("SELECT * FROM t", status);
  BOOST_REQUIRE((select.step() == Step::row));
  BOOST_TEST(select.columns() == 5);
  BOOST_TEST(select.column_name(1) == "b");
  BOOST_TEST(select.integer(0) == INT64_MIN);
  BOOST_TEST(select.text(1) == std::string("a\0b", 3));
  BOOST_TEST((select.value(2).kind == Value::null));
  BOOST_TEST(select.value(3).fraction == 0.1);
  BOOST_TEST((select.value(4).kind == Value::blob));
  BOOST_TEST(select.value(4).bytes.size() == 2u);
  BOOST_TEST((select.step() == Step::done));
}

BOOST_AUTO_TEST_CASE(an_empty_text_is_not_null) {
  Status status;
  Database database(":memory:", Access::create, status);
  Statement statement = database.prepare("SELECT ?", status);
  statement.bind(1, std::string_view());
  BOOST_REQUIRE((statement.step() == Step::row));
  BOOST_TEST((statement.value(0).kind == Value::text));
}

BOOST_AUTO_TEST_CASE(what_cannot_be_opened_says_why) {
  const Folder folder;
  const std::string none = folder.file("none.db"), text = folder.file("text.db");
  std::ofstream(text) << "id,name\n1,this is no database, and long enough to be read as a page of one\n"
                      << std::string(2000, 'x');
  Status status;
  Database missing(none, Access::read, status);
  BOOST_TEST(status.message == none + ": unable to open database file.");
  BOOST_TEST(!std::filesystem::exists(none));
  Database no_database(text, Access::read, status);
  BOOST_TEST(status.message == text + ": file is not a database.");
}

BOOST_AUTO_TEST_CASE(wrong_sql_and_constraints_are_failures) {
  Status status;
  Database database(":memory:", Access::create, status);
  const Statement wrong = database.prepare("SELEC 1", status);
  BOOST_TEST(!wrong);
  BOOST_TEST(status.message == ":memory:: near \"SELEC\": syntax error.");
  BOOST_REQUIRE(database.execute("CREATE TABLE t(a INTEGER PRIMARY KEY) STRICT").ok);
  Statement insert = database.prepare("INSERT INTO t VALUES(?)", status);
  BOOST_TEST(insert.bind(1, std::int64_t{7}).run().ok);
  const Status twice = insert.run();
  BOOST_TEST(!twice.ok);
  BOOST_TEST(twice.message.find("UNIQUE constraint failed: t.a") != std::string::npos);
  BOOST_TEST(insert.bind(1, std::int64_t{8}).run().ok);
  BOOST_TEST(count(database) == 2);
}

BOOST_AUTO_TEST_CASE(a_transaction_is_undone_unless_committed) {
  const Folder folder;
  Status status;
  Database database(folder.file("a.db"), Access::create, status);
  BOOST_REQUIRE(database.execute("CREATE TABLE t(a)").ok);
  {
    const Transaction undone(database, status);
    BOOST_REQUIRE(database.execute("INSERT INTO t VALUES(1)").ok);
  }
  BOOST_TEST(count(database) == 0);
  {
    Transaction kept(database, status);
    BOOST_REQUIRE(database.execute("INSERT INTO t VALUES(1)").ok);
    BOOST_TEST(kept.commit().ok);
  }
  BOOST_TEST(count(database) == 1);
}

BOOST_AUTO_TEST_CASE(names_are_quoted) {
  BOOST_TEST(quoted_name("a \"b\"") == "\"a \"\"b\"\"\"");
}

BOOST_AUTO_TEST_SUITE_END()
