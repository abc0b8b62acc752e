#include "records/csv_grid.h"

#include <boost/test/unit_test.hpp>
#include <string>

#include "records/csv_scanner.h"

using namespace trouw;

namespace {

// A grid over a copy that has nothing but line ends, commas and quotes behind it.
struct Found {
  Found(const std::string& text, std::size_t width)
      : bytes(text + std::string(CsvGrid::padding / 4, '\n') + std::string(CsvGrid::padding / 4, ',') +
              std::string(CsvGrid::padding / 2, '"')),
        plain(grid.find(std::string_view(bytes).substr(0, text.size()), width)) {}

  // "a|b/c|d/", and "?" for a row of another width.
  std::string shown(std::size_t width) const {
    if (!plain) return "not plain";
    std::string text;
    for (std::size_t row = 0; row < grid.rows(); ++row) {
      for (std::size_t cell = 0; grid.whole(row) && cell < width; ++cell)
        text += (cell == 0 ? "" : "|") + std::string(grid.cells(cell)[row]);
      text += grid.whole(row) ? "/" : "?/";
    }
    return text;
  }

  std::string bytes;
  CsvGrid grid;
  bool plain;
};

std::string grid(const std::string& text, std::size_t width) {
  return Found(text, width).shown(width);
}

// The same, a row after another; "?" also for a row with a quote written twice.
std::string scanned(const std::string& text, std::size_t width) {
  std::string shown;
  std::string bytes = text;
  CsvRow row;
  for (std::size_t at = 0; at < bytes.size(); at += row.bytes) {
    if (scan_row(std::string_view(bytes).substr(at), true, row) != Scanned::row) return "not plain";
    if (row.malformed) return "not plain";
    for (std::size_t cell = 0, cells = row.width; cell < cells; ++cell)
      if (row.parts[cell].doubled) row.width = 0;
    for (std::size_t cell = 0; row.width == width && cell < width; ++cell)
      shown += (cell == 0 ? "" : "|") + std::string(cell_text(bytes.data() + at, row.parts[cell]));
    shown += row.width == width ? "/" : "?/";
  }
  return shown;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(records_csv_grid)

BOOST_AUTO_TEST_CASE(rows_of_all_kinds) {
  BOOST_TEST(grid("", 2) == "");
  BOOST_TEST(grid("\n", 2) == "?/");
  BOOST_TEST(grid("\n", 1) == "/");
  BOOST_TEST(grid("a,b\nc,d\n", 2) == "a|b/c|d/");
  BOOST_TEST(grid("a,b\nc,d", 2) == "a|b/c|d/");
  BOOST_TEST(grid("a,b\nc,", 2) == "a|b/c|/");
  BOOST_TEST(grid("a,b\r\nc,d\r\n\r\n,\r\n", 2) == "a|b/c|d/?/|/");
  BOOST_TEST(grid("a\nb,c,d\n,\n,,", 2) == "?/?/|/?/");
  BOOST_TEST(grid(std::string("a\0,\0\n", 5), 2) == std::string("a\0|\0/", 5));
}

BOOST_AUTO_TEST_CASE(rows_with_quotes) {
  BOOST_TEST(grid("\"a\",\"b,\nc\"\r\n\"\",\"\"\n\"x\",\"y\"", 2) == "a|b,\nc/|/x|y/");
  BOOST_TEST(grid("\"a\"\"\",b\na,\"\"\"\"\nc,d\n", 2) == "?/?/c|d/");
  const Found found("a,\"\n\n\"\nb,c\n\"\n\",\"\n\"\nd,e\n", 2);
  const std::size_t lines[] = {0, 3, 4, 7};
  BOOST_TEST_REQUIRE(found.grid.rows() == 4U);
  for (std::size_t row = 0; row < 4; ++row) BOOST_TEST(found.grid.line(row) == lines[row]);
}

// Every text of some letters, at the border of a block.
BOOST_AUTO_TEST_CASE(all_short_texts_as_a_row_after_another) {
  std::vector<std::string> texts{""};
  for (std::size_t from = 0, length = 1; length <= 6; ++length) {
    const std::size_t to = texts.size();
    for (; from < to; ++from)
      for (const char letter : {'a', ',', '"', '\n', '\r'}) texts.push_back(texts[from] + letter);
  }
  for (const std::string& text : texts)
    for (const std::size_t before : {0, 60, 62}) {
      const std::string all = std::string(before, 'x') + (before == 0 ? "" : "\n") + text;
      BOOST_TEST_REQUIRE(grid(all, 2) == scanned(all, 2), all);
    }
}

BOOST_AUTO_TEST_CASE(what_is_not_plain) {
  for (const char* text : {"\"", "a\"\n", "\"a\"b\n", "\"\"a\n", "\"a,b\n", "\"a\"\r,\n", "\"a\"\"\n",
                           " \"a\"\n", "a,b\r", "a\r,b\n", "\r\r\n", "a,b\n\r", "a,b\n\"", "\ra,b\n"})
    BOOST_TEST(grid(text, 2) == "not plain", text);
}

BOOST_AUTO_TEST_CASE(every_byte_at_every_border_of_a_block) {
  for (std::size_t before = 56; before < 136; ++before)
    for (const std::string tail : {"", ",", "\n", "\r\n", "\r", "\"", ",\"b\"", ",\"b\nc\"\r\n", ",\"\"\"\"",
                                   ",b\r\n,", "\n\n", ",,", "\r\r\n", "\n\r"}) {
      const std::string text = "x,y\n" + std::string(before, 'a') + tail;
      for (const std::string& all : {text, text + "z,\xC3\xA9\n", text + std::string(200, ',')}) {
        BOOST_TEST(grid(all, 2) == scanned(all, 2), before << tail);
        BOOST_TEST(grid(all, 1) == scanned(all, 1), before << tail);
      }
    }
}

BOOST_AUTO_TEST_CASE(very_many_cells_rows_and_characters) {
  std::string wide;
  for (int i = 0; i < 5'000; ++i) wide += "c,";
  wide += "\n";
  for (const std::string& text : {wide + wide, std::string(100'000, '\n'), std::string(100'000, ','),
                                  std::string(70'000, 'a') + "," + std::string(70'000, 'b') + "\r\n"})
    for (const std::size_t width : {1, 2, 5'001}) BOOST_TEST(grid(text, width) == scanned(text, width));
}

BOOST_AUTO_TEST_CASE(a_grid_forgets_what_it_found_before) {
  Found found(std::string(3'000, '\n') + "\xC3\xA9,\r\n", 2);
  BOOST_TEST((found.plain && !found.grid.ascii()));
  found.bytes = "a,b\n" + std::string(CsvGrid::padding, ' ');
  found.plain = found.grid.find(std::string_view(found.bytes).substr(0, 4), 2);
  BOOST_TEST(found.shown(2) == "a|b/");
  BOOST_TEST(found.grid.ascii());
}

BOOST_AUTO_TEST_CASE(whole_rows_with_their_ends) {
  const Found found("a,b\r\nc\n\n,d", 2);
  const std::string rows[] = {"a,b\r\n", "c\n", "\n", ",d"};
  BOOST_TEST_REQUIRE(found.grid.rows() == 4U);
  for (std::size_t row = 0; row < 4; ++row) BOOST_TEST(found.grid.row(row) == rows[row]);
}

BOOST_AUTO_TEST_SUITE_END()
