// Files that are no programme.yaml, and forms that are unusual and right.
#include <boost/test/unit_test.hpp>

#include "unit/schema/reading.h"

using namespace trouw;
using namespace trouw::test;

namespace {

std::string repeated(std::string_view text, int times) {
  std::string all;
  for (int i = 0; i < times; ++i) all += text;
  return all;
}

// The first message.
std::string first(std::string text) {
  const ReadYaml read(std::move(text));
  return read.shown.substr(0, read.shown.find('\n'));
}

const Field& only(const ReadYaml& read) {
  BOOST_TEST(read.shown == "");
  return read.schema.fields.at(read.schema.find("x").value());
}

ReadYaml with_field(const std::string& line) {
  Parts parts;
  parts.more_fields = "  x: " + line + "\n";
  return ReadYaml(parts.text());
}

}  // namespace

BOOST_AUTO_TEST_SUITE(schema_hostile)

BOOST_AUTO_TEST_CASE(nothing_in_it) {
  const std::string empty =
      "T0209 0:0 The file is empty. | begin with a line like “programme: Zonnig Energie”";
  for (const char* text : {"", "\n\n", "# only a comment\n", "~\n", "\xEF\xBB\xBF", "---\n...\n"})
    BOOST_TEST(first(text) == empty);
}

BOOST_AUTO_TEST_CASE(not_a_programme) {
  const std::string pairs =
      "T0210 1:1 The programme is not a set of “key: value” pairs. | write them below it, one a line, or in "
      "braces";
  BOOST_TEST(first("hello") == pairs);
  BOOST_TEST(first("- a\n- b\n") == pairs);
  BOOST_TEST(first("a: 1\n---\nb: 2\n") == "T0207 2:1 A second document begins here; programme.yaml is one.");
}

BOOST_AUTO_TEST_CASE(broken_yaml) {
  BOOST_TEST(
      first("programme: P\nroles:\n\tid: x\n") ==
      "T0202 3:1 A tab stands at the start of this line; YAML indents with spaces. | indent with spaces");
  BOOST_TEST(first("programme: \"abc\ncurrency: EUR\n") ==
             "T0251 1:12 A quote is opened here and never closed.");
  BOOST_TEST(first("currency: EUR\n  prices: including tax\n") ==
             "T0201 2:9 This file cannot be read as YAML: there is a colon where none can be; a text with “: "
             "” in it needs "
             "quotes.");
  BOOST_TEST(first("fields:\n  a: {type: text\n  b: {type: text}\n") ==
             "T0201 3:4 This file cannot be read as YAML: a “{” is not closed, or a comma is missing between "
             "two keys.");
  BOOST_TEST(first("a: %x\n") ==
             "T0201 1:4 This file cannot be read as YAML: a text that begins with this sign needs quotes.");
  BOOST_TEST(first("]\n") ==
             "T0201 1:1 This file cannot be read as YAML: a bracket is closed that was not opened.");
  BOOST_TEST(first("a: *b\n") ==
             "T0201 1:4 This file cannot be read as YAML: “*” and “&” at the start of a text have a meaning "
             "of their own; "
             "put the text in quotes.");
  BOOST_TEST(
      first("a: [&a [x], *a") ==
      "T0201 1:15 This file cannot be read as YAML: a “[” is not closed, or a comma is missing in the list.");
}

BOOST_AUTO_TEST_CASE(bytes_that_are_no_text) {
  BOOST_TEST(first("programme: \xFF\n") ==
             "T0101 1:12 This file is not UTF-8 text: there is a byte that is no letter here.");
  BOOST_TEST(first(std::string("programme: a\0b\n", 15)) ==
             "T0208 1:13 There is an invisible control character here.");
}

BOOST_AUTO_TEST_CASE(nesting_bombs_and_size) {
  const std::string deep = "This is nested more than 32 levels deep.";
  for (const char* level : {"[", "{a: ", "- ", "? "}) {
    const std::string told = first(repeated(level, 10'000));
    BOOST_TEST(told.substr(told.find(' ', 6) + 1) == deep, told);
  }
  BOOST_TEST(first("a: &a [*a]") == "T0206 1:8 This alias repeats something that it is part of.");
  std::string bomb = "a: &a [x,x,x,x,x,x,x,x,x,x]\n";
  for (char c = 'b'; c < 'm'; ++c) {
    const std::string before = "*" + std::string(1, static_cast<char>(c - 1));
    bomb += std::string(1, c) + ": &" + c + " [" + before + repeated("," + before, 9) + "]\n";
  }
  BOOST_TEST(first(bomb) == "T0205 6:17 With its repetitions the file holds more than 500000 values.");
  BOOST_TEST(first("a: " + std::string(9u << 20, 'x')) == "T0204 0:0 The file is larger than 8 MB.");
  BOOST_TEST(first("fields:\n" + repeated("  x: {}\n", 100'000)).substr(0, 5) == "T0216");
}

BOOST_AUTO_TEST_CASE(very_many_mistakes_are_not_all_told) {
  std::string text;
  for (int i = 0; i < 5'000; ++i) text += "k" + std::to_string(i) + ": 1\n";
  const ReadYaml read(text);
  BOOST_TEST(read.reporter.errors() <= 201u);
  BOOST_TEST(read.reporter.errors() >= 200u);
}

BOOST_AUTO_TEST_CASE(values_of_every_type) {
  BOOST_TEST(only(with_field("{type: percentage, from: 0%, to: 12.5%}")).to == 125'000);
  BOOST_TEST(only(with_field("{type: percentage, from: 0, to: 100}")).to == rate_one);
  BOOST_TEST(only(with_field("{type: months, to: 2 years}")).to == 24);
  BOOST_TEST(only(with_field("{type: months, from: 1 month, to: 36}")).to == 36);
  BOOST_TEST(only(with_field("{type: days, to: 2 weeks}")).to == 14);
  BOOST_TEST(only(with_field("{type: whole number, unit: kWh, to: 4000 kWh}")).to == 4000);
  BOOST_TEST(only(with_field("{type: decimal, places: 2, from: -1.50, to: 3}")).from == -150);
  BOOST_TEST(only(with_field("{type: money, from: €-5, to: € 7.50}")).to == 750);
  BOOST_TEST(only(with_field("{type: date, from: 2000-01-01}")).from == day_of({2000, 1, 1}));
}

BOOST_AUTO_TEST_CASE(domains_that_are_not_said) {
  BOOST_TEST(only(with_field("{type: whole number}")).from == -1'000'000'000'000);
  BOOST_TEST(only(with_field("{type: decimal}")).to == 1'000'000'000'000'000'000);
  BOOST_TEST(only(with_field("{type: decimal}")).places == 6);
  BOOST_TEST(only(with_field("{type: money}")).from == -100'000'000'000'000);
  BOOST_TEST(only(with_field("{type: months}")).to == 2'400);
  BOOST_TEST(only(with_field("{type: days}")).to == 100'000);
  BOOST_TEST(ReadYaml(Parts().text()).schema.fields[2].from == 0);  // the price
}

BOOST_AUTO_TEST_CASE(words_that_yaml_takes_for_something_else) {
  const Field country =
      only(with_field("{type: choice, values: [NO, SE, yes, no, true, on, null word], for newcomers: NO}"));
  BOOST_TEST(country.choices[0].name == "NO");
  BOOST_TEST(country.choices[3].name == "no");
  BOOST_TEST(country.for_newcomers.stored == 0);
  const Field flag =
      only(with_field("{type: yes/no, for newcomers: no, typical: TRUE, stored as: {yes: J, no: N}}"));
  BOOST_TEST((flag.for_newcomers.kind == ForNewcomers::value));
  BOOST_TEST(flag.for_newcomers.stored == 0);
  BOOST_TEST(flag.typical.value() == 1);
  BOOST_TEST(flag.stored_yes == std::vector<std::string>{"J"});
  BOOST_TEST(flag.stored_no == std::vector<std::string>{"N"});
  const Field numbered = only(with_field("{type: choice, values: {one: 1, two: 02}, for newcomers: any}"));
  BOOST_TEST(numbered.choices[1].stored == "02");
  BOOST_TEST((numbered.for_newcomers.kind == ForNewcomers::any));
  const Field unknown = only(with_field("{type: choice, values: [gas, unknown], for newcomers: unknown}"));
  BOOST_TEST((unknown.for_newcomers.kind == ForNewcomers::value));
}

BOOST_AUTO_TEST_CASE(names_are_composed_and_reserved_words_are_fine) {
  Parts parts;
  parts.more_fields =
      "  date   of birth: {type: date, optional: true}\n  cafe\xCC\x81: {type: text}\n  x_1-b 2: {type: "
      "text}\n";
  const ReadYaml read(parts.text());
  BOOST_TEST(read.shown == "");
  BOOST_TEST(read.schema.find("date of birth").has_value());
  BOOST_TEST(read.schema.find("caf\xC3\xA9").has_value());
  BOOST_TEST(read.schema.fields[3].column == "date_of_birth");
  BOOST_TEST(!read.schema.find("Date of birth").has_value());
}

BOOST_AUTO_TEST_CASE(bills_of_other_lengths) {
  const auto header = [](const std::string& lengths) {
    Parts parts;
    parts.header = "programme: P\ncurrency: EUR\nprices: excluding tax\n" + lengths;
    parts.rest = "perks: {line: {worth: EUR 2, per: bill}}\n";
    ReadYaml read(parts.text());
    BOOST_TEST(read.shown == "");
    return read.schema;
  };
  BOOST_TEST(header("").horizon == 12);
  BOOST_TEST(header("billing period: 1 year\nhorizon: 12 months\n").horizon == 1);
  BOOST_TEST(header("billing period: 1 year\n").billing.count == 12);
  BOOST_TEST(header("billing period: 4 weeks\nhorizon: 52 weeks\n").horizon == 13);
  BOOST_TEST(header("billing period: 4 weeks\n").billing.weeks);
  BOOST_TEST(header("billing period: 3 months\nhorizon: 2 years\n").horizon == 8);
  BOOST_TEST(!header("").prices_include_tax);
}

BOOST_AUTO_TEST_CASE(worth_of_perks_a_bill) {
  Parts parts;
  parts.header =
      "programme: P\ncurrency: EUR\nprices: including tax\nbilling period: 3 months\nhorizon: 12 months\n";
  parts.rest =
      "perks:\n  a: {worth: EUR 2, per: month}\n  b: {worth: EUR 2, per: once}\n  c: {worth: EUR 2}\n  "
      "points: {worth: EUR 0.005}\n";
  const ReadYaml read(parts.text());
  BOOST_TEST(read.shown == "");
  BOOST_TEST(read.schema.perks[0].worth == 600);
  BOOST_TEST(read.schema.perks[0].per_period);
  BOOST_TEST(!read.schema.perks[1].per_period);
  BOOST_TEST(!read.schema.perks[2].per_period);
  BOOST_TEST(read.schema.point_worth.value() == 500'000);
}

BOOST_AUTO_TEST_CASE(roles_of_the_rarer_kind) {
  Parts parts;
  parts.more_fields =
      "  months with us: {type: whole number}\n  gone: {type: date, optional: true}\n  received: {type: "
      "money}\n"
      "  list price: {type: money}\n  kind: {type: text}\n";
  parts.roles =
      "  id: number\n  price: price\n  newcomer price: list price\n  customer when: 'kind is \"A\"'\n";
  parts.more_roles =
      "  tenure: months with us\n  left: gone\n  already received: received\n  former when: not active\n"
      "  newcomer again after: 90 days\n  newcomer when: active and\n    price is at least EUR 5\n  others: "
      "nobody\n";
  const ReadYaml read(parts.text());
  BOOST_TEST(read.shown == "");
  const Roles& roles = read.schema.roles;
  BOOST_TEST(roles.tenure.value() == 3u);
  BOOST_TEST(read.schema.fields[3].from == 0);
  BOOST_TEST(read.schema.fields[3].to == 2400);
  BOOST_TEST(read.schema.fields[6].from == 0);
  BOOST_TEST(roles.newcomer_price.value() == 6u);
  BOOST_TEST(roles.already_received.value() == 5u);
  BOOST_TEST(roles.newcomer_again_days.value() == 90);
  BOOST_TEST((roles.others == Others::nobody));
  BOOST_TEST(roles.customer_when->text == "kind is \"A\"");
  BOOST_TEST(read.sources.text(Span{0, roles.customer_when->begin, roles.customer_when->end}) ==
             "kind is \"A\"");
  BOOST_TEST(roles.newcomer_when->text == "active and price is at least EUR 5");
  BOOST_TEST(read.sources.text(Span{0, roles.newcomer_when->begin, roles.newcomer_when->end}) ==
             "active and\n    price is at least EUR 5");
}

BOOST_AUTO_TEST_CASE(texts_are_numbered) {
  Parts parts;
  parts.more_fields =
      "  x: {type: text, for newcomers: a, typical: b}\n  y: {type: text, typical: a, if missing: \"12\"}\n";
  const ReadYaml read(parts.text());
  BOOST_TEST(read.shown == "");
  BOOST_TEST((read.schema.texts == std::vector<std::string>{"b", "a", "12"}));
  BOOST_TEST(read.schema.fields[3].for_newcomers.stored == 1);
  BOOST_TEST(read.schema.fields[4].if_missing.value() == 2);
}

BOOST_AUTO_TEST_SUITE_END()
