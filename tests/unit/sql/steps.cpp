#include "sql/steps.h"

#include <boost/test/unit_test.hpp>

#include "sql/dialect.h"
#include "sql/write.h"

using namespace trouw::sql;  // NOLINT: a test

BOOST_AUTO_TEST_SUITE(sql_steps)

BOOST_AUTO_TEST_CASE(a_term_is_made_once) {
  Terms terms;
  const TermId a = terms.input(0, Type::number, false), b = terms.input(3, Type::number, false);
  BOOST_TEST(terms.add(a, b) == terms.add(a, b));
  BOOST_TEST(terms.add(a, terms.number(0)) == a);
  BOOST_TEST(terms.negation(terms.negation(terms.equal(a, b))) == terms.equal(a, b));
  BOOST_TEST(terms.choose(terms.truth(true), a, b) == a);
}

BOOST_AUTO_TEST_CASE(an_extreme_of_what_may_be_null_is_null) {
  Terms terms;
  const TermId a = terms.input(0, Type::number, true), b = terms.input(3, Type::number, false);
  const TermId least = terms.least(a, b);
  BOOST_CHECK(terms[least].kind == Kind::choose);
  BOOST_TEST(terms[least].nullable);
}

BOOST_AUTO_TEST_CASE(what_is_used_twice_becomes_a_column) {
  Terms terms;
  const TermId a = terms.input(0, Type::number, false), b = terms.input(3, Type::number, false);
  const TermId product = terms.add(terms.multiply(a, b), terms.number(500'000));
  const TermId first = terms.divide(product, terms.number(1'000'000)), second = terms.modulo(product, b);
  const Steps steps = lay_out(terms, {first, second}, {});
  BOOST_TEST(steps.count == 1u);
  BOOST_CHECK(steps.slots[product].form == Slot::column);
  BOOST_CHECK(steps.slots[first].form == Slot::within);
  BOOST_TEST(steps.slots[b].last == 1u);  // the reader's divisor
  BOOST_TEST(steps.slots[a].last == 0u);
}

BOOST_AUTO_TEST_CASE(a_long_row_takes_few_steps) {
  Terms terms;
  const TermId price = terms.input(0, Type::number, false);
  std::vector<TermId> roots;
  TermId before = terms.number(0);
  for (int i = 1; i <= 1000; ++i) {
    const TermId value = terms.modulo(price, terms.number(i + 1));
    roots.push_back(terms.less(before, value));
    before = terms.greatest(before, value);
  }
  const Steps steps = lay_out(terms, roots, {.columns = 5000});
  BOOST_TEST(steps.count < 100u);
  BOOST_TEST(steps.fits);
}

BOOST_AUTO_TEST_CASE(more_columns_than_a_table_has_share_arrays) {
  Terms terms;
  const TermId price = terms.input(0, Type::number, false);
  TermId sum = terms.number(0);
  std::vector<TermId> roots;
  for (int i = 1; i <= 1000; ++i) {
    const TermId value = terms.modulo(terms.add(price, terms.number(i)), terms.number(i + 1));
    roots.push_back(terms.less(terms.multiply(value, value), price));
    sum = terms.add(sum, value);
  }
  roots.push_back(sum);
  const Steps steps = lay_out(terms, roots, {.columns = 300});
  BOOST_TEST(!steps.packs.empty());
  BOOST_TEST(steps.fits);
}

BOOST_AUTO_TEST_CASE(only_as_many_brackets_as_it_takes) {
  Terms terms;
  const TermId a = terms.input(0, Type::number, false), b = terms.input(3, Type::number, false);
  const TermId root = terms.subtract(a, terms.subtract(b, terms.multiply(terms.add(a, b), terms.number(-3))));
  const Steps steps = lay_out(terms, {root}, {});
  const auto dialect = sqlite_dialect();
  Writer writer(terms, steps, *dialect);
  writer.name(a, "a");
  writer.name(b, "b");
  BOOST_TEST(writer.definition(root) == "a - (b - (a + b) * (-3))");
}

BOOST_AUTO_TEST_SUITE_END()
