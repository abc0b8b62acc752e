// The programme.yaml of the language's description, read completely.
#include <boost/test/unit_test.hpp>

#include "unit/schema/reading.h"

using namespace trouw;
using trouw::test::ReadYaml;

namespace {

const std::string section_9 = R"(programme: Zonnig Energie
currency: EUR
prices: including tax                  # or excluding tax: the basis of every amount; trouw computes no tax
horizon: 12 months                     # a whole number of billing periods
billing period: 1 month                # 1 year | 3 months | 4 weeks …
rounding: half away from zero          # half to even | down | up
records: customer                      # table in a database; ignored for CSV
fields:
  contract number:      {type: text, column: id}
  status:               {type: choice, values: [active, former], for newcomers: kept, typical: active}
  joined:               {type: date, column: joined_on, for newcomers: today}
  left:                 {type: date, column: left_on, optional: true, for newcomers: unknown}
  monthly price:        {type: money, column: monthly_price_cents, stored in: minor units, from: EUR 0, to: EUR 500, for newcomers: kept, typical: EUR 60}
  product:              {type: choice, values: {basic: basic, plus: plus, fixed 1y: fixed1y, fixed 3y: fixed3y, fixed 3y 2019: fixed3y_2019}, for newcomers: kept, typical: plus}
  region:               {type: choice, values: [DR, FL, FR, GE, GR, LI, NB, NH, OV, UT, ZE, ZH], for newcomers: kept, typical: GE}
  complaints last year: {type: whole number, column: complaints_12m, from: 0, to: 365, for newcomers: 0, typical: 0}
  open complaint:       {type: yes/no, column: open_complaint, for newcomers: no, typical: no}
  referrals last year:  {type: whole number, column: referrals_12m, from: 0, to: 1000, each: referral, for newcomers: 0, typical: 0}
  usage:                {type: whole number, column: usage_kwh, unit: kWh, from: 0, to: 100000, for newcomers: kept, typical: 2500}
  churn risk:           {type: decimal, places: 4, column: churn_risk, from: 0, to: 1, optional: true, for newcomers: unknown}
  contract end:         {type: date, column: contract_end, optional: true, for newcomers: unknown}
roles:
  id: contract number                  # a record is one contract
  customer: contract number            # its holder, used by "per customer" and hold-outs; default: id
  joined: joined                       # or  tenure: FIELD  where only a number of months is known
  left: left
  price: monthly price                 # per billing period, before offers
  newcomer price: same as price        # required: a field, or same as price
  customer when: status is active
  former when: status is former
  newcomer again after: 12 months      # left + 12 months <= on; left unknown: returner
  others: rejected                     # or nobody, newcomer; also: newcomer when, already received: FIELD
products:                              # optional
  field: product
  sold to newcomers: [basic, plus, fixed 1y, fixed 3y]
  equivalent: {fixed 3y 2019: fixed 3y}   # applied after for newcomers; the target is sold to newcomers
perks:
  priority line: {worth: EUR 2, per: month}
  points:        {worth: EUR 0.01}
)";

const Field& field(const Schema& schema, std::string_view name) {
  return schema.fields.at(schema.find(name).value());
}

}  // namespace

BOOST_AUTO_TEST_SUITE(schema_whole)

BOOST_AUTO_TEST_CASE(header) {
  const ReadYaml read(section_9);
  BOOST_TEST(read.shown == "");
  const Schema& s = read.schema;
  BOOST_TEST(s.programme == "Zonnig Energie");
  BOOST_TEST(s.currency == "EUR");
  BOOST_TEST(s.digits == 2);
  BOOST_TEST(s.prices_include_tax);
  BOOST_TEST(s.billing.count == 1);
  BOOST_TEST(!s.billing.weeks);
  BOOST_TEST(s.horizon == 12);
  BOOST_TEST((s.rounding == Rounding::half_away));
  BOOST_TEST(s.records == "customer");
  BOOST_TEST(s.file == "programme.yaml");
  BOOST_TEST(s.fields.size() == 13u);
}

BOOST_AUTO_TEST_CASE(fields) {
  const Schema s = ReadYaml(section_9).schema;
  const Field& price = field(s, "monthly price");
  BOOST_TEST((price.type == Type::money));
  BOOST_TEST(price.column == "monthly_price_cents");
  BOOST_TEST(price.in_minor_units());
  BOOST_TEST(price.places == 2);
  BOOST_TEST(price.from == 0);
  BOOST_TEST(price.to == 50000);
  BOOST_TEST(price.typical.value() == 6000);
  BOOST_TEST((price.for_newcomers.kind == ForNewcomers::kept));
  BOOST_TEST(price.place.line == 13);
  BOOST_TEST(price.place.column == 3);
  BOOST_TEST(price.place.length == 13);
  const Field& product = field(s, "product");
  BOOST_TEST(product.column == "product");
  BOOST_TEST(product.choices.size() == 5u);
  BOOST_TEST(product.choices[3].name == "fixed 3y");
  BOOST_TEST(product.choices[3].stored == "fixed3y");
  BOOST_TEST(product.from == 0);
  BOOST_TEST(product.to == 4);
  BOOST_TEST(product.typical.value() == 1);
  BOOST_TEST(field(s, "region").choices[7].stored == "NH");
  const Field& open = field(s, "open complaint");
  BOOST_TEST((open.for_newcomers.kind == ForNewcomers::value));
  BOOST_TEST(open.for_newcomers.stored == 0);
  BOOST_TEST(open.to == 1);
  BOOST_TEST(field(s, "referrals last year").each == "referral");
  BOOST_TEST(field(s, "usage").unit == "kWh");
  const Field& risk = field(s, "churn risk");
  BOOST_TEST(risk.places == 4);
  BOOST_TEST(risk.to == 10000);
  BOOST_TEST(risk.optional);
  BOOST_TEST((risk.for_newcomers.kind == ForNewcomers::unknown));
  BOOST_TEST((field(s, "joined").for_newcomers.kind == ForNewcomers::today));
  BOOST_TEST(field(s, "joined").from == first_day);
  BOOST_TEST(field(s, "joined").to == last_day);
}

BOOST_AUTO_TEST_CASE(roles_products_perks) {
  const ReadYaml read(section_9);
  const Schema& s = read.schema;
  BOOST_TEST(s.roles.id.value() == 0u);
  BOOST_TEST(s.roles.customer.value() == 0u);
  BOOST_TEST(s.roles.joined.value() == 2u);
  BOOST_TEST(!s.roles.tenure.has_value());
  BOOST_TEST(s.roles.left.value() == 3u);
  BOOST_TEST(s.roles.price.value() == 4u);
  BOOST_TEST(!s.roles.newcomer_price.has_value());
  BOOST_TEST(s.roles.customer_when->text == "status is active");
  BOOST_TEST(s.roles.customer_when->place.line == 29);
  BOOST_TEST(s.roles.customer_when->place.column == 18);
  const Snippet& former = s.roles.former_when.value();
  BOOST_TEST(read.sources.text(Span{0, former.begin, former.end}) == "status is former");
  BOOST_TEST(s.roles.newcomer_again_months.value() == 12);
  BOOST_TEST(!s.roles.newcomer_again_days.has_value());
  BOOST_TEST((s.roles.others == Others::rejected));
  BOOST_TEST(s.products->field == 5u);
  BOOST_TEST((s.products->sold == std::vector<std::int64_t>{0, 1, 2, 3}));
  BOOST_TEST((s.products->equivalents == std::vector<std::pair<std::int64_t, std::int64_t>>{{4, 3}}));
  BOOST_TEST(s.perks.size() == 1u);
  BOOST_TEST(s.perks[0].name == "priority line");
  BOOST_TEST(s.perks[0].worth == 200);
  BOOST_TEST(s.perks[0].per_period);
  BOOST_TEST(s.point_worth.value() == 1'000'000);
}

BOOST_AUTO_TEST_CASE(layout_and_comments_leave_the_canonical_text_alone) {
  const std::string plain = ReadYaml(section_9).schema.canonical;
  std::string windows, commented;
  for (const char c : section_9) {
    if (c == '\n') windows += '\r';
    windows += c;
    commented += c;
    if (c == '\n') commented += "# a comment\n\n";
  }
  std::string other = section_9;
  other.replace(other.find("status is active\n"), 16, "\"status   is active\"");
  other.replace(other.find("[active, former]"), 16, "['active',\n      \"former\"]");
  other.replace(other.find("EUR 500"), 7, "€500.00");
  for (const std::string& text :
       {windows, commented, other, "\xEF\xBB\xBF" + section_9, "---\n" + section_9 + "...\n"}) {
    const ReadYaml read(text);
    BOOST_TEST(read.shown == "");
    BOOST_TEST(read.schema.canonical == plain);
  }
}

BOOST_AUTO_TEST_CASE(everything_that_matters_is_in_the_canonical_text) {
  const std::string plain = ReadYaml(section_9).schema.canonical;
  for (const auto& [from, to] :
       std::vector<std::pair<std::string, std::string>>{{"including", "excluding"},
                                                        {"half away from zero", "half to even"},
                                                        {"horizon: 12", "horizon: 24"},
                                                        {"[active, former]", "[former, active]"},
                                                        {"EUR 500", "EUR 501"},
                                                        {"others: rejected", "others: nobody"},
                                                        {"for newcomers: today", "for newcomers: kept"},
                                                        {"status is former", "status is active"},
                                                        {"EUR 0.01", "EUR 0.02"},
                                                        {"per: month", "per: once"},
                                                        {"after: 12 months", "after: 12 days"},
                                                        {"left_on", "left_at"},
                                                        {"each: referral", "each: friend"},
                                                        {"unit: kWh", "unit: MWh"},
                                                        {"fixed 1y: fixed1y", "fixed 1y: F1"},
                                                        {"typical: GE", "typical: GR"},
                                                        {"EUR 2,", "EUR 2.01,"}}) {
    std::string changed = section_9;
    const std::size_t at = changed.find(from);
    BOOST_REQUIRE(at != std::string::npos);
    changed.replace(at, from.size(), to);
    const ReadYaml read(changed);
    BOOST_TEST(read.shown == "");
    BOOST_TEST(read.schema.canonical != plain, from);
  }
}

BOOST_AUTO_TEST_SUITE_END()
