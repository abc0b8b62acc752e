// What a statement yields: which nodes of the plan, as terms, under which names.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "sql/translate.h"

namespace trouw::sql {

// A column of `--results` after the id.
struct OutcomeColumn {
  std::string name;
  TermId term = no_term;
};

struct Outcome {
  TermId standing = no_term;           // Standing as a number
  TermId decided = no_term;            // the record is neither rejected nor does its arithmetic leave 64 bits
  std::vector<OutcomeColumn> amounts;  // newcomer_value … worse_off
  TermId titles = no_term;             // of what counted, each with a | before it
  // Terms that deserve a name where they are columns, and what they are: "customer_3_open", "“Milestone” is
  // open".
  struct Named {
    TermId term = no_term;
    std::string name, meaning;
  };
  std::vector<Named> named;
};

// Translates what the results need.
Outcome results_outcome(const Plan& plan, Translation& translation, Terms& terms);

// One figure of a summary: a sum over the decided records.
struct Figure {
  std::string name;       // "offers.open"
  std::string offer;      // its title, or the text of the guarantee; empty: neither
  TermId term = no_term;  // a number, 0 or more; summed
};

// Beyond the outcome: what the dry run's JSON counts and sums.
std::vector<Figure> summary_figures(const Plan& plan, const Outcome& outcome, Translation& translation,
                                    Terms& terms);

}  // namespace trouw::sql
