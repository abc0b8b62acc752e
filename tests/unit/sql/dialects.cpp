#include <boost/test/unit_test.hpp>

#include "sql/dialect.h"
#include "sql/statement.h"

using namespace trouw;       // NOLINT: a test
using namespace trouw::sql;  // NOLINT

BOOST_AUTO_TEST_SUITE(sql_dialects)

BOOST_AUTO_TEST_CASE(names_are_found_and_nothing_else) {
  for (const std::string& name : sql_dialect_names()) BOOST_TEST(find_sql_dialect(name).has_value());
  for (const char* name : {"", "SQLite", "mysql", "spark "}) BOOST_TEST(!find_sql_dialect(name).has_value());
  BOOST_CHECK(find_sql_dialect("duckdb") == SqlDialect::duckdb);
}

BOOST_AUTO_TEST_CASE(nothing_ends_a_quotation) {
  const std::string evil = "it's \"a\" `b` \\ ; -- ${x}";
  BOOST_TEST(sqlite_dialect()->text(evil) == "'it''s \"a\" `b` \\ ; -- ${x}'");
  BOOST_TEST(postgresql_dialect()->name(evil) == "\"it's \"\"a\"\" `b` \\ ; -- ${x}\"");
  BOOST_TEST(spark_dialect()->name(evil) == "`it's \"a\" ``b`` \\ ; -- ${x}`");
  BOOST_TEST(spark_dialect()->text(evil) == "'it\\'s \"a\" `b` \\\\ ; -- \\u0024{x}'");
  BOOST_TEST(postgresql_dialect()->text(evil) == "E'it''s \"a\" `b` \\\\ ; -- ${x}'");
  BOOST_TEST(duckdb_dialect()->text(std::string("a\0b", 3)) == "'ab'");
}

BOOST_AUTO_TEST_CASE(nothing_ends_a_comment) {
  BOOST_TEST(commented("a\nDROP TABLE x; */ /* ${y}\r") == "a DROP TABLE x; * / / * $ {y} ");
  BOOST_TEST(commented("**//") == "** //");
  BOOST_TEST(commented("für 日本") == "für 日本");
}

BOOST_AUTO_TEST_CASE(the_least_number_of_64_bits_can_be_written) {
  for (const auto dialect :
       {SqlDialect::sqlite, SqlDialect::postgresql, SqlDialect::duckdb, SqlDialect::spark})
    BOOST_TEST(make_dialect(dialect)->wide(INT64_MIN).find("9223372036854775808") == std::string::npos);
  BOOST_TEST(spark_dialect()->wide(-5) == "(-5L)");
}

BOOST_AUTO_TEST_SUITE_END()
