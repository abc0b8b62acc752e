// By columns and by rows a part of a CSV comes to the same records and rejects.
#include <boost/test/unit_test.hpp>

#include "agree/draw.h"
#include "records/csv_part.h"
#include "unit/records/source.h"

using namespace trouw;
using namespace trouw::test;

namespace {

const char* const fields =
    "  rate: {type: percentage, optional: true}\n"
    "  weight: {type: decimal, places: 3, from: -5, to: 1000, if missing: 2.5}\n"
    "  count: {type: whole number, from: -3, to: 40, optional: true}\n"
    "  cents: {type: money, stored in: minor units, from: EUR 0, to: EUR 99, optional: true}\n"
    "  since: {type: date, optional: true, from: 1999-12-31, to: 2028-02-29}\n"
    "  until: {type: date, optional: true}\n"
    "  months: {type: months, optional: true}\n"
    "  given: {type: yes/no, stored as: {yes: Y, no: N}, optional: true}\n"
    "  few: {type: choice, values: [a, b], optional: true}\n"
    "  many: {type: choice, values: {one: x1, two: x2, three: café, four: a rather long stored value, five: "
    "eightlet, six: sixteen letters, seven: eightletters}, values otherwise: one}\n"
    "  note: {type: text, optional: true}\n";

using Random = agree::Draw;

std::size_t below(Random& random, std::size_t bound) {
  return random.next() % bound;
}

std::string digits(Random& random, std::size_t most) {
  std::string text;
  for (std::size_t left = below(random, most + 1); left > 0; --left) text += '0' + char(below(random, 10));
  return text;
}

// What may stand in a cell of any type: nearly right, on an edge of what is, or far off.
std::string cell(Random& random) {
  static const std::vector<std::string> words = {"0",
                                                 "1",
                                                 "yes",
                                                 "no",
                                                 "YES",
                                                 "Ja",
                                                 "nee",
                                                 "true",
                                                 "False",
                                                 "Y",
                                                 "N",
                                                 "y",
                                                 "a",
                                                 "b",
                                                 "c",
                                                 "x1",
                                                 "x2",
                                                 "x3",
                                                 "café",
                                                 "caf\xC3",
                                                 "a rather long stored value",
                                                 "a rather long stored valuE",
                                                 "eightlet",
                                                 "eightletters",
                                                 "sixteen letters",
                                                 "1999-12-31",
                                                 "1999-12-30",
                                                 "2028-02-29",
                                                 "2028-03-01",
                                                 "2027-02-29",
                                                 "1900-02-29",
                                                 "2000-02-29",
                                                 "1900-01-01",
                                                 "1899-12-31",
                                                 "2199-12-31",
                                                 "2200-01-01",
                                                 "2027-13-01",
                                                 "2027-00-10",
                                                 "2027-01-00",
                                                 "2027-1-1",
                                                 "20270101",
                                                 "2027/01/01",
                                                 "2027-01-01T",
                                                 "31-12-2027",
                                                 "-3",
                                                 "-4",
                                                 "40",
                                                 "41",
                                                 "0.5",
                                                 ".5",
                                                 "5.",
                                                 "00.5",
                                                 "0.",
                                                 ".",
                                                 "-0",
                                                 "-0.5",
                                                 "1.2345",
                                                 "1.2340",
                                                 "12,5",
                                                 "1e3",
                                                 "99.99",
                                                 "9900",
                                                 "9901",
                                                 "12345678",
                                                 "123456789",
                                                 "1234.567",
                                                 "12345.67",
                                                 "99999999",
                                                 "1000.000",
                                                 "1000.001",
                                                 "922337203685477580",
                                                 "9999999999999999999999",
                                                 " 1",
                                                 "1 ",
                                                 "+1",
                                                 "1\t",
                                                 "é",
                                                 "\xFF",
                                                 "\xEF\xBB\xBF",
                                                 std::string(300, 'n'),
                                                 std::string("\0", 1),
                                                 std::string("1\0", 2),
                                                 "1:",
                                                 "/1",
                                                 "1.:",
                                                 "0x1"};
  switch (below(random, 8)) {
    case 0:
      return "";
    case 1:
      return digits(random, 9);
    case 2:
      return digits(random, 5) + "." + digits(random, 5);
    case 3: {
      const auto two = [&](std::size_t bound) {
        const std::size_t number = below(random, bound);
        return (number < 10 ? "0" : "") + std::to_string(number);
      };
      return std::to_string(1'895 + below(random, 310)) + "-" + two(14) + "-" + two(33);
    }
    default:
      return words[below(random, words.size())];
  }
}

// A cell that fits the field.
std::string right(Random& random, const Field& field) {
  static const std::vector<std::string> numbers = {"1", "0", "7", "0.5", "2.25"};
  if (field.optional && below(random, 3) == 0) return "";
  switch (field.type) {
    case Type::date:
      return "20" + std::to_string(10 + below(random, 18)) + "-0" + std::to_string(1 + below(random, 9)) +
             "-1" + std::to_string(below(random, 10));
    case Type::yes_no:
      return field.stored_yes.empty() ? below(random, 2) == 0 ? "1" : "no" : field.stored_no.front();
    case Type::choice:
      return field.choices[below(random, field.choices.size())].stored;
    case Type::text:
      return "t" + digits(random, 12);
    default:
      return numbers[below(random, field.places > 0 && !field.in_minor_units() ? 5 : 3)];
  }
}

struct Drawing {
  std::size_t odd_cell, odd_row, quote;  // one of so many
  const char* line_end;
};

// A row, its line end included.
std::string row(Random& random, const Schema& schema, const Drawing& drawing, std::size_t number) {
  std::string text;
  for (FieldId field = 0; field < schema.fields.size(); ++field) {
    std::string one = field == 0 ? "c" + std::to_string(number) : right(random, schema.fields[field]);
    if (below(random, drawing.odd_cell) == 0) one = cell(random);
    if (below(random, drawing.quote) == 0) one = "\"" + one + (below(random, 9) == 0 ? "\"\"\n" : "") + "\"";
    text += (field == 0 ? "" : ",") + one;
  }
  if (below(random, drawing.odd_row) == 0) {
    static const std::vector<std::string> odd = {",", "", "\r", "\n", "x", ",,,", "\n,\n"};
    text = text.substr(0, below(random, text.size())) + odd[below(random, odd.size())];
  }
  return text + drawing.line_end;
}

// As a file is cut: without the rows from a quote on that is never closed.
std::string whole_rows(const std::string& bytes) {
  std::size_t at = 0;
  CsvRow row;
  while (at < bytes.size() && scan_row(std::string_view(bytes).substr(at), true, row) == Scanned::row)
    at += row.bytes;
  return bytes.substr(0, at);
}

std::string shown(const Batch& batch, const std::vector<Reject>& rejects) {
  std::string text;
  for (std::size_t at = 0; at < batch.size; ++at) {
    text += std::to_string(batch.lines[at]) + " " + std::string(batch.id(at)) + ":";
    for (const Column& column : batch.columns)
      text += (column.known[at] != 0 ? " " : " -") + std::to_string(column.values[at]);
    text += "\n";
  }
  for (const std::string& one : batch.texts) text += one + "|";
  for (const Reject& r : rejects)
    text += std::to_string(r.line) + " [" + r.id + "] " + r.field + " <" + r.value + "> " + r.reason + "\n";
  return text;
}

std::string read(CsvPartReader& reader, const std::string& bytes) {
  RecordPart part;
  part.bytes.reserve(bytes.size() + CsvGrid::padding);
  part.bytes = bytes;
  Batch batch;
  std::vector<Reject> rejects;
  BOOST_TEST(reader.read(part, batch, rejects).ok);
  return shown(batch, rejects);
}

void same_both_ways(std::uint64_t seed, const Schema& schema) {
  Random random(seed);
  CsvLayout layout;
  for (std::size_t i = 0; i < schema.fields.size(); ++i) layout.columns.push_back(i);
  layout.width = schema.fields.size();
  const RecordShape shape{&schema, {"t1", "t2"}, std::vector<bool>(schema.fields.size(), seed % 2 == 0)};
  CsvPartReader columns(layout, shape), rows(layout, shape, CsvWay::by_rows);
  for (int turn = 0; turn < 3; ++turn) {
    constexpr std::size_t never = SIZE_MAX;
    const Drawing drawing{std::size_t{1} << below(random, 9), below(random, 2) == 0 ? never : 20,
                          std::size_t{1} << below(random, 14), below(random, 3) == 0 ? "\r\n" : "\n"};
    std::string bytes;
    for (std::size_t number = below(random, 60); number > 0; --number)
      bytes += row(random, schema, drawing, number);
    if (!bytes.empty() && below(random, 4) == 0) bytes.pop_back();
    bytes = whole_rows(bytes);
    BOOST_TEST_INFO("seed " << seed << ", turn " << turn);
    BOOST_TEST(read(columns, bytes) == read(rows, bytes));
  }
}

}  // namespace

BOOST_AUTO_TEST_SUITE(records_csv_ways)

BOOST_AUTO_TEST_CASE(rows_at_random) {
  const Schema schema = schema_of(fields);
  for (std::uint64_t seed = 1; seed <= 400; ++seed) same_both_ways(seed, schema);
}

// Every text of some letters, for every type.
BOOST_AUTO_TEST_CASE(all_short_texts) {
  const Schema schema = schema_of(fields);
  const std::string letters = "019.-x/:";
  std::vector<std::string> texts{""};
  for (std::size_t from = 0, length = 1; length <= 4; ++length) {
    const std::size_t to = texts.size();
    for (; from < to; ++from)
      for (const char letter : letters) texts.push_back(texts[from] + letter);
  }
  std::string bytes;
  for (const std::string& text : texts) bytes += text + "\n";
  for (FieldId field = 0; field < schema.fields.size(); ++field) {
    const CellReader reader(schema.fields[field], schema);
    const CsvColumn column(schema.fields[field], reader);
    CsvGrid grid;
    const std::string padded = bytes + std::string(CsvGrid::padding, '5');
    BOOST_TEST_REQUIRE(grid.find(std::string_view(padded).substr(0, bytes.size()), 1));
    Column into;
    into.values.resize(texts.size());
    into.known.resize(texts.size());
    std::vector<std::uint8_t> odd(texts.size(), 0);
    column.read(grid, {0, texts.size(), 0}, into, odd);
    for (std::size_t i = 0; i < texts.size(); ++i) {
      const Decoded decoded =
          reader.read({texts[i].empty() ? StoredCell::missing : StoredCell::text, texts[i]});
      BOOST_TEST_INFO(schema.fields[field].name << ": " << texts[i]);
      BOOST_TEST((odd[i] != 0) == (decoded.fault != Fault::none));
      if (odd[i] != 0) continue;
      BOOST_TEST((into.known[i] != 0) == decoded.known);
      BOOST_TEST(into.values[i] == decoded.value);
    }
  }
}

BOOST_AUTO_TEST_SUITE_END()
