#include <boost/test/unit_test.hpp>

#include "records/csv_scanner.h"
#include "unit/records/source.h"

using namespace trouw;
using namespace trouw::test;

namespace {

ReadAll csv(const std::string& text, const std::string& fields = "", const std::string& id_type = "text") {
  const Folder folder;
  static Schema schema;
  schema = schema_of(fields, id_type);
  return ReadAll(folder.file("c.csv", text), schema);
}

// The failure, with the folder taken off.
std::string failure(const ReadAll& read) {
  return read.status.message.substr(read.status.message.rfind('/') + 1);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(records_csv)

BOOST_AUTO_TEST_CASE(plain_rows) {
  const ReadAll read = csv("id,price,active\na,12.50,yes\nb,0,\n");
  BOOST_TEST(read.status.message == "");
  BOOST_TEST(read.records == "2 a: 1250 1\n3 b: 0 -\n");
  BOOST_TEST(read.rejects == "");
  BOOST_TEST(read.progress == 1.0);
}

BOOST_AUTO_TEST_CASE(columns_in_any_order_with_others_between) {
  BOOST_TEST(csv("x,active,id,y,price\n1,no,a,2,3\n").records == "2 a: 300 0\n");
}

BOOST_AUTO_TEST_CASE(line_ends_marks_and_quotes) {
  const ReadAll read =
      csv("\xEF\xBB\xBFid,\"price\",active\r\n\"a,\"\"b\"\"\",1,\r\n\"two\nlines\",2,1\r\nc,\"3.00\","
          "\"\"\r\n\"\",4,\r\nd,5,");
  BOOST_TEST(read.records == "2 a,\"b\": 100 -\n3 two\nlines: 200 1\n5 c: 300 -\n7 d: 500 -\n");
  BOOST_TEST(read.rejects == "6 [] id <> is missing\n");
}

BOOST_AUTO_TEST_CASE(rows_that_do_not_fit_the_header) {
  const ReadAll read = csv("id,price,active\na,1\nb,1,,\n\nc,1,\nd\"e,1,\n\"f\"g,1,\nh,1\r,\ni,1,\n");
  BOOST_TEST(read.records == "5 c: 100 -\n9 i: 100 -\n");
  BOOST_TEST(read.rejects ==
             "2 []  <> has 2 cells; the header has 3\n"
             "3 []  <> has 4 cells; the header has 3\n"
             "6 [d\"e]  <> has a quote or a carriage return where none can be\n"
             "7 [f]  <> has a quote or a carriage return where none can be\n"
             "8 [h]  <> has a quote or a carriage return where none can be\n");
}

BOOST_AUTO_TEST_CASE(cells_that_do_not_fit_their_field) {
  const ReadAll read = csv("id,price,active\na,-1,\nb,1e3,\nc,1,maybe\n,1,\ne,,\nf,1,\n");
  BOOST_TEST(read.records == "7 f: 100 -\n");
  BOOST_TEST(read.rejects ==
             "2 [a] price <-1> is not from EUR 0 to EUR 1000000000000\n"
             "3 [b] price <1e3> is not an amount written like 12.50\n"
             "4 [c] active <maybe> is neither yes nor no\n"
             "5 [] id <> is missing\n"
             "6 [e] price <> is missing\n");
}

BOOST_AUTO_TEST_CASE(the_later_of_two_that_could_be_read_is_a_duplicate) {
  const ReadAll read = csv("id,price,active\na,x,\na,1,\na,2,\nb,1,\n");
  BOOST_TEST(read.records == "3 a: 100 -\n5 b: 100 -\n");
  BOOST_TEST(read.rejects ==
             "2 [a] price <x> is not an amount written like 12.50\n"
             "4 [a] id <a> is the id of an earlier record\n");
  const ReadAll numbers = csv("id,price,active\n1,1,\n1,2,\n01,3,\n", "", "whole number");
  BOOST_TEST(numbers.records == "2 1: 100 -\n");
  BOOST_TEST(numbers.rejects ==
             "3 [1] id <1> is the id of an earlier record\n"
             "4 [01] id <01> is not a whole number like 12\n");
}

BOOST_AUTO_TEST_CASE(bytes_that_are_no_text_cost_one_row) {
  const ReadAll read = csv("id,price,active,note\na,1,,x\nb,1,,\xFF\nc\xC3,1,,x\nd,1,,\xC3\xA9\n");
  BOOST_TEST(read.records == "2 a: 100 -\n3 b: 100 -\n5 d: 100 -\n");
  BOOST_TEST(read.rejects == "4 [c\xEF\xBF\xBD] id <c\xEF\xBF\xBD> is not UTF-8 text\n");
}

BOOST_AUTO_TEST_CASE(blank_lines_before_the_header) {
  const ReadAll read = csv("\n \t\r\n\nid,price,active\na,1,\n\nb,x,\n");
  BOOST_TEST(read.records == "5 a: 100 -\n");
  BOOST_TEST(read.rejects == "7 [b] price <x> is not an amount written like 12.50\n");
  BOOST_TEST(failure(csv("\n\n")) == "c.csv is empty; its first line must name the columns.");
}

BOOST_AUTO_TEST_CASE(headers) {
  BOOST_TEST(failure(csv("")) == "c.csv is empty; its first line must name the columns.");
  BOOST_TEST(failure(csv("\xEF\xBB\xBF")) == "c.csv is empty; its first line must name the columns.");
  const ReadAll only = csv("id,price,active\n");
  BOOST_TEST(only.status.ok);
  BOOST_TEST(only.count == 0u);
  BOOST_TEST(csv("id,price,active").status.ok);
  BOOST_TEST(failure(csv("id,prise,active\n")) ==
             "c.csv has no column “price” for the field “price”; did you mean “prise”?");
  BOOST_TEST(failure(csv("id,a,b\n")) ==
             "c.csv has no column “price” for the field “price”; there is “id”, “a” and “b”.");
  BOOST_TEST(csv("id;price;active\na;1;\n").records == "2 a: 100 -\n");
  BOOST_TEST(
      failure(csv("id;price|active\n")) ==
      "c.csv has no column “id” for the field “id”; there is “id;price|active”. The first line must name "
      "the columns.");
  BOOST_TEST(failure(csv("id,price,active,price\n")) ==
             "c.csv names the column “price” twice; write “column: price [1]” or “[2]” to say which.");
  const std::string wide =
      "c.csv is UTF-16 text; save it as UTF-8, or write “encoding: utf-16” under “reading:” of "
      "programme.yaml.";
  BOOST_TEST(failure(csv("\xFF\xFEi\n")) == wide);
  BOOST_TEST(
      failure(csv("i\xE9,a\n")) ==
      "c.csv line 1 is not UTF-8 text; save the file as UTF-8, or write its “encoding” under “reading:” of "
      "programme.yaml.");
  BOOST_TEST(failure(csv(std::string("i\0d\0,\0a\0\n\0", 10))) == wide);
  BOOST_TEST(failure(csv("PK\x03\x04")) ==
             "c.csv is a ZIP archive, as a workbook (.xlsx) is; save the sheet as CSV in UTF-8.");
  BOOST_TEST(
      failure(csv("id,price,active\ra,1,1\r")) ==
      "c.csv ends its lines with carriage returns alone; save it with the line ends of Windows or Unix.");
  BOOST_TEST(failure(csv("Zonnig 2027\nid,price,active\n")) ==
             "c.csv has no column “id” for the field “id”; there is “Zonnig 2027”. Line 2 has it: write "
             "“header line: "
             "2” under “reading:” of programme.yaml.");
  BOOST_TEST(failure(csv("SQLite format 3")) == "c.csv is an SQLite database; call it .db.");
}

BOOST_AUTO_TEST_CASE(a_quote_that_never_closes) {
  const std::string told = " a row begins here that does not end; probably a quote is never closed.";
  const ReadAll read = csv("id,price,active\na,1,\n\"b,1,\nc,1,\n");
  BOOST_TEST(failure(read) == "c.csv line 3:" + told);
  BOOST_TEST(failure(csv("id,price,active\n\"a\"\"")) == "c.csv line 2:" + told);
  BOOST_TEST(failure(csv("id,price,active\n\"" + std::string(17u << 20, '\n'))) == "c.csv line 2:" + told);
}

BOOST_AUTO_TEST_CASE(many_records_in_batches_across_reads) {
  std::string text = "id,price,active,note\n";
  const std::string note = "\"" + std::string(300, 'x') + "\n\xC3\xA9,\"\"\"";
  for (int i = 0; i < 10'000; ++i) text += std::to_string(i) + ",1.5,1," + note + "\n";
  const ReadAll read = csv(text);
  BOOST_TEST(read.count == 10'000u);
  BOOST_TEST(read.batches == 8u);  // of half a megabyte, and the end
  BOOST_TEST(read.rejects == "");
  BOOST_TEST(read.records.find("20000 9999: 150 1\n") != std::string::npos);
  BOOST_TEST(read.records.find("\n2 0: ") == std::string::npos);
}

BOOST_AUTO_TEST_CASE(texts_are_numbered_within_a_batch) {
  const Folder folder;
  const Schema schema = schema_of("  x: {type: text, optional: true}\n  y: {type: text, if missing: none}\n");
  const ReadAll read(
      folder.file("c.csv", "id,price,active,x,y\na,1,,red,blue\nb,1,,blue,\nc,1,,,green\nd,1,,green,none\n"),
      schema, {"none", "red"}, true);
  // The id is a text as well: it takes a number each time.
  BOOST_TEST(read.records == "2 a: 100 - 1 3\n3 b: 100 - 3 0\n4 c: 100 - - 6\n5 d: 100 - 6 0\n");
  const ReadAll unwanted(folder.file("c.csv", "id,price,active,x,y\na,1,,red,blue\nb,1,,,blue\n"), schema,
                         {"none", "red"});
  BOOST_TEST(unwanted.records == "2 a: 100 - 0 0\n3 b: 100 - - 0\n");
}

BOOST_AUTO_TEST_CASE(every_cut_of_a_row_is_incomplete_or_the_same_row) {
  const std::string row = "a,\"b\"\"c\r\n,d\",,\"\"\r\n";
  CsvRow whole;
  BOOST_REQUIRE((scan_row(row + "next", false, whole) == Scanned::row));
  BOOST_TEST(whole.bytes == row.size());
  BOOST_TEST(whole.line_ends == 2u);
  BOOST_TEST(whole.width == 4u);
  BOOST_TEST(!whole.malformed);
  for (std::size_t cut = 1; cut < row.size(); ++cut) {
    CsvRow part;
    BOOST_TEST((scan_row(std::string_view(row).substr(0, cut), false, part) == Scanned::incomplete), cut);
  }
}

BOOST_AUTO_TEST_SUITE_END()
