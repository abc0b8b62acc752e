// Terms of a programme that was: what they read goes by its name, wherever it stands now.
#include "books/carried_terms.h"

#include <boost/test/unit_test.hpp>

namespace {

using namespace trouw;  // NOLINT: a test

Field field(const std::string& name) {
  Field made;
  made.name = name;
  return made;
}

BOOST_AUTO_TEST_SUITE(carried_terms)

// Numbers of terms and of fields are of one type, and are not to be taken for each other.
BOOST_AUTO_TEST_CASE(a_field_goes_by_its_name) {
  Programme then, now;
  then.schema.fields = {field("a"), field("b"), field("c")};
  now.schema.fields = {field("c"), field("a"), field("b")};
  then.terms = {{TermKind::constant, false, 0, 0, 7, {}},
                {TermKind::field, false, 0, 0, 2, {}},
                {TermKind::at_most, false, 0, 1, 0, {}}};
  CarriedTerms terms(then, now);
  TermId carried = 0;
  BOOST_REQUIRE(terms.carry(TermId{2}, carried));
  const Term& made = now.terms[carried];
  BOOST_TEST((made.kind == TermKind::at_most));
  BOOST_TEST(now.terms[made.a].value == 7);
  BOOST_TEST((now.terms[made.b].kind == TermKind::field));
  BOOST_TEST(now.schema.fields[static_cast<std::size_t>(now.terms[made.b].value)].name == "c");
  FieldId found = 0;
  BOOST_REQUIRE(terms.carry_field(1, found));
  BOOST_TEST(now.schema.fields[found].name == "b");
}

BOOST_AUTO_TEST_CASE(a_field_that_is_no_more_is_a_failure) {
  Programme then, now;
  then.schema.fields = {field("a")};
  then.terms = {{TermKind::field, false, 0, 0, 0, {}}};
  CarriedTerms terms(then, now);
  TermId carried = 0;
  BOOST_TEST(!terms.carry(TermId{0}, carried).ok);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
