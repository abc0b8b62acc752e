// What the parts of the generator share: the fields that a programme has, and what is still to be decided.
#pragma once

#include <string>
#include <vector>

#include "agree/draw.h"
#include "agree/generate.h"

namespace trouw::agree {

// A field as the generator knows it. Amounts are in the units in which they are written.
struct Made {
  std::string name;
  Type type = Type::whole;
  std::int64_t from = 0, to = 0;
  bool optional = false;
  std::vector<std::string> values;  // of a choice
};

struct Making {
  Draw draw;
  Flavour flavour;
  std::vector<Made> fields;
  int months = 1;    // in a billing period; 0: it has 4 weeks
  int horizon = 12;  // billing periods
  bool has_joined = true;
  bool has_months = false;  // a number of months is the tenure
  bool has_left = false;
  bool has_perks = false;
  Day on = 0;
  std::vector<std::string> conditions, amounts;  // names of definitions

  std::vector<const Made*> of(Type type) const;
  std::string length(int periods) const;  // "6 months"
  std::string money(std::int64_t low, std::int64_t high);
  std::string date();
};

// programme.yaml; fills in what the programme has.
std::string write_schema(Making& making);

// A condition; one that stands beside others is in parentheses where it needs them.
std::string condition(Making& making, int depth, bool tenure = true);

// "20% off for 6 months and EUR 5 once": what stands after `give`.
std::string rewards(Making& making, bool to_newcomers);

// The clauses of an offer after its title and audience.
std::string offer_body(Making& making, bool to_newcomers, bool tenure);

}  // namespace trouw::agree
