// One decision in sentences, as the terminal and the page both say it. Plain text.
#pragma once

#include <string>
#include <vector>

#include "trouw/decision.h"
#include "trouw/examples.h"

namespace trouw::cli {

// "12 months"
std::string horizon_text(const Schema& schema);

// "bill 1", "bills 7 to 12"; counted from 0.
std::string bill_numbers(int first, int count);

// "Gets EUR 136.38 over 12 months; a newcomer would get EUR 136.38."
std::string gets_text(const Programme& programme, const Decision& decision);

// How the deal stands beside a newcomer's. Only customers are promised anything about that.
enum class Fairness { none, kept, broken, not_compared };
Fairness fairness_of(const Decision& decision);

// "Not worse off than a newcomer; by EUR 81.18 before matches.", or that nothing is promised; empty for a
// newcomer.
std::string fairness_text(const Programme& programme, const Decision& decision);

// What the answer leaves out: how perks count; facts that the record breaks.
std::vector<std::string> remarks(const Decision& decision);

// "1% off for every year of tenure: EUR 4.60 on each of bills 1 to 12 (9% of EUR 51.16)"
std::string line_text(const Schema& schema, const Line& line);

// Why an award is given, what its offer is there for, and what the customer is told.
std::vector<std::string> award_notes(const Programme& programme, const Award& award);

// Why an offer is not given: a sentence for each reason, with what was wanted and what the record has.
std::vector<std::string> why_not(const Programme& programme, const Decision& decision,
                                 const PassedOver& passed);

// "from 2027-05-10, if nothing else changes", or empty.
std::string from_when(const PassedOver& passed);

// What the record and its newcomer twin pay, bill by bill; bills that are alike in a row are one.
struct BillRow {
  int first = 0, count = 1;
  std::int64_t price = 0, ours = 0, newcomer = 0;
  std::int64_t ahead = 0;  // after the last of them: paid less than a newcomer by so much, in all
};
std::vector<BillRow> bill_rows(const Programme& programme, const Decision& decision);

}  // namespace trouw::cli
