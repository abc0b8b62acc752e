// `reading:`, where values come from, and events.
#include "unit/schema/reading.h"

#include <boost/test/unit_test.hpp>

#include "trouw/programme.h"

using namespace trouw;
using namespace trouw::test;

namespace {

std::string shown(const std::string& more_fields, const std::string& header = "",
                  const std::string& roles = "") {
  Parts parts;
  parts.header += header;
  parts.more_fields = more_fields;
  parts.more_roles = roles;
  return ReadYaml(parts.text()).shown;
}

// The first message's code.
std::string code(const std::string& more_fields, const std::string& header = "",
                 const std::string& roles = "") {
  return shown(more_fields, header, roles).substr(0, 5);
}

Schema read(const std::string& more_fields, const std::string& header = "", const std::string& roles = "") {
  Parts parts;
  parts.header += header;
  parts.more_fields = more_fields;
  parts.more_roles = roles;
  const ReadYaml made(parts.text());
  BOOST_TEST(made.shown == "");
  return made.schema;
}

const std::string complaints =
    "events:\n  complaint: {records: complaints, contract: contract_id, day: opened_on, fields: {cost: "
    "{type: money}, "
    "answered: {type: date, optional: true}}}\n";

}  // namespace

BOOST_AUTO_TEST_SUITE(schema_reading)

BOOST_AUTO_TEST_CASE(a_preset_and_keys_beside_it) {
  const Schema schema =
      read("  d: {type: date, dates: yyyy-mm-dd}\n  t: {type: text, blanks: kept}\n",
           "reading: {like: dutch spreadsheet, encoding: utf-8, unknown when: [\"\", \"n.v.t.\"]}\n");
  BOOST_TEST(schema.separator == ';');
  BOOST_TEST((schema.encoding == Encoding::utf_8));
  const Notation& price = schema.fields[2].notation;
  BOOST_TEST(price.point == ',');
  BOOST_TEST(price.currency_sign);
  BOOST_TEST(price.order == "d-m-y");
  BOOST_TEST(!price.wide);
  BOOST_TEST(price.trim);
  BOOST_TEST(price.unknown.size() == 2u);
  BOOST_TEST(schema.fields[3].notation.order == "y-m-d");
  BOOST_TEST(schema.fields[3].notation.wide);
  BOOST_TEST(!schema.fields[4].notation.trim);
}

BOOST_AUTO_TEST_CASE(a_reading_changes_the_fingerprint_and_none_does_not) {
  const std::string plain = read("").canonical;
  BOOST_TEST(plain.find("separator") == std::string::npos);
  BOOST_TEST(plain.find("trim") == std::string::npos);
  BOOST_TEST(read("", "reading: {blanks: trim}\n").canonical != plain);
}

BOOST_AUTO_TEST_CASE(what_cannot_be_read) {
  BOOST_TEST(shown("", "reading: {dates: dd-mm-yy}\n") ==
             "T0218 6:18 “reading”: “dates” cannot be “dd-mm-yy”. | write four digits of the year, like "
             "“dd-mm-yyyy”: "
             "two could be of any century");
  for (const char* dates :
       {"dd-mm", "d-mm-yyyy", "dd-dd-yyyy", "dd-mm/yyyy", "ddmmyy", "dmyyyy", "x", "yyyyy-mm-dd", "-"})
    BOOST_TEST(code("", std::string("reading: {dates: \"") + dates + "\"}\n") == "T0218", dates);
  for (const char* zone : {"/etc/passwd", "../x", "Europe Amsterdam"})
    BOOST_TEST(code("", std::string("reading: {timestamps: \"") + zone + "\"}\n") == "T0218", zone);
  BOOST_TEST(code("", "reading: {separator: \";;\"}\n") == "T0218");
  BOOST_TEST(code("", "reading: {like: french spreadsheet}\n") == "T0218");
  BOOST_TEST(code("", "reading: {unknown when: []}\n") == "T0213");
  BOOST_TEST(code("", "reading: dutch spreadsheet\n") == "T0210");
  BOOST_TEST(code("  d: {type: date, decimals: comma}\n") == "T0220");
  BOOST_TEST(code("  d: {type: money, dates: d-m-yyyy}\n") == "T0220");
  BOOST_TEST(code("  d: {type: money, stored in: fractions}\n") == "T0218");
}

BOOST_AUTO_TEST_CASE(an_unknown_key_is_answered_with_those_of_its_type) {
  const std::string told = shown("  d: {type: date, zzzzzzzz: 1}\n");
  BOOST_TEST(told.find("“timestamps”") != std::string::npos);
  BOOST_TEST(told.find("“currency sign”") == std::string::npos);
}

BOOST_AUTO_TEST_CASE(where_values_come_from) {
  const Schema schema = read(
      "  fee: {type: money, always: EUR 29.99}\n  row: {type: whole number, from row number: yes}\n"
      "  monthly: {type: money, computed: price × 1/12}\n  both: {type: money, computed: price + fee}\n"
      "  n: {type: whole number}\n  times: {type: money, computed: price * n}\n  half: {type: money, "
      "computed: price × 0.5}\n");
  const auto field = [&](const char* name) { return schema.fields[*schema.find(name)]; };
  BOOST_TEST(*field("fee").always == 2999);
  BOOST_TEST(field("row").from_row_number);
  BOOST_TEST(!field("fee").has_column());
  BOOST_TEST(*schema.computed(*schema.find("monthly"), 1000, 1000) == 83);
  BOOST_TEST(*schema.computed(*schema.find("both"), 1000, 2999) == 3999);
  BOOST_TEST(*schema.computed(*schema.find("times"), 1000, 3) == 3000);
  BOOST_TEST(*schema.computed(*schema.find("half"), 333, 333) == 167);
  BOOST_TEST(!schema.computed(*schema.find("both"), INT64_MAX, 1));
}

BOOST_AUTO_TEST_CASE(values_from_two_places) {
  BOOST_TEST(code("  x: {type: money, always: EUR 1, column: c}\n") == "T0260");
  BOOST_TEST(code("  x: {type: whole number, always: 1, from row number: yes}\n") == "T0260");
  BOOST_TEST(code("  x: {type: whole number, within: 1 month}\n") == "T0245");
  BOOST_TEST(code("  x: {type: date, from row number: yes}\n") == "T0236");
}

BOOST_AUTO_TEST_CASE(what_cannot_be_computed) {
  BOOST_TEST(code("  x: {type: money, computed: price}\n") == "T0218");
  BOOST_TEST(code("  x: {type: money, computed: price + price + price}\n") == "T0218");
  BOOST_TEST(code("  x: {type: money, computed: prize + price}\n") == "T0235");
  BOOST_TEST(code("  x: {type: money, computed: price × price}\n") == "T0236");
  BOOST_TEST(code("  x: {type: money, computed: price × 1/0}\n") == "T0235");
  BOOST_TEST(code("  x: {type: date, computed: price + price}\n") == "T0236");
  BOOST_TEST(code("  x: {type: money, computed: y + price}\n  y: {type: money, computed: price + price}\n") ==
             "T0263");
  BOOST_TEST(code("  x: {type: money, computed: y + price}\n  y: {type: money, optional: true}\n") ==
             "T0264");
}

BOOST_AUTO_TEST_CASE(events_are_gathered) {
  const Schema schema = read(
      "  open: {type: whole number, events: complaint, within: 12 months, where: answered is unknown}\n"
      "  paid: {type: money, events: complaint, sum: cost}\n  last: {type: date, events: complaint, latest: "
      "day}\n",
      complaints);
  BOOST_REQUIRE(schema.events.size() == 1u);
  const Schema& event = *schema.events[0].schema;
  BOOST_TEST(event.fields[event_contract].column == "contract_id");
  BOOST_TEST(event.fields[event_day].column == "opened_on");
  BOOST_TEST(event.fields[2].name == "cost");
  const auto& open = *schema.fields[*schema.find("open")].gathered;
  BOOST_TEST(*open.events == 0u);
  BOOST_TEST(open.within_months == 12);
  BOOST_TEST(open.where->text == "answered is unknown");
  BOOST_TEST(schema.fields[*schema.find("last")].optional);
}

BOOST_AUTO_TEST_CASE(what_cannot_be_gathered) {
  BOOST_TEST(code("  x: {type: whole number, events: complaint}\n") == "T0261");
  BOOST_TEST(code("  x: {type: decimal, events: complaint}\n", complaints) == "T0262");
  BOOST_TEST(code("  x: {type: money, events: complaint, sum: answered}\n", complaints) == "T0236");
  BOOST_TEST(code("  x: {type: money, events: complaint, sum: cots}\n", complaints) == "T0235");
  BOOST_TEST(code("  x: {type: money, events: complaint, sum: cost, latest: day}\n", complaints) == "T0260");
  BOOST_TEST(code("  x: {type: whole number, contracts: of the holder}\n") == "T0245");
  BOOST_TEST(code("  x: {type: whole number, contracts: of the house}\n") == "T0218");
  BOOST_TEST(code("", "events:\n  e: {records: r, contract: c}\n") == "T0216");
  BOOST_TEST(code("", "events:\n  e: {records: r, contract: c, day: d, fields: {day: {type: date}}}\n") ==
             "T0217");
  BOOST_TEST(
      code(
          "",
          complaints +
              "  other: {records: r, contract: c, day: d, fields: {n: {type: whole number, contracts: of the "
              "holder}}}\n") == "T0265");
}

BOOST_AUTO_TEST_CASE(what_is_gathered_is_not_known_while_contracts_are_looked_at) {
  Parts parts;
  parts.more_fields =
      "  holder: {type: text}\n  other: {type: whole number, contracts: of the holder, where: other is at "
      "least 1}\n";
  parts.more_roles = "  customer: holder\n";
  const Loaded loaded =
      load_programme(parts.text(), {{"o.trouw", "offer \"A\" to customers give EUR 1 once"}});
  BOOST_REQUIRE(!loaded.diagnostics.empty());
  BOOST_TEST(loaded.diagnostics[0].code == "T0266");
}

BOOST_AUTO_TEST_SUITE_END()
