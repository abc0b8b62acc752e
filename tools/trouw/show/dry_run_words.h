// A dry run in sentences, as the terminal and the page both say it. Plain text.
#pragma once

#include <string>
#include <vector>

#include "show/dry_run.h"

namespace trouw::cli {

std::string number(std::uint64_t count);  // "1,234"
std::string money(const DryRunReport& report, std::int64_t minor);

std::uint64_t standing(const DryRunReport& report, Standing which);

// Records that no guarantee says anything about.
std::uint64_t left_uncovered(const DryRunReport& report);

// Whether there was anybody to compare with a newcomer.
enum class Checked { nothing, no_customer, customers };
Checked checked_by(const DryRunSummary& summary);

// Why the answer is none. REQUIRES: no customer was checked.
std::string not_checked_text(const DryRunReport& report);

// "1,600 customers, 250 newcomers and 150 returners"
std::string who_text(const DryRunReport& report);

// ", by EUR 61,234.50 in all; the worst is 100203, by EUR 200.00"; empty where nobody is.
std::string by_how_much(const DryRunReport& report, const DryRunSummary::WorseOff& worse);

// "Not covered: 3 rejected.", or empty.
std::string uncovered_text(const DryRunReport& report);

// Of how many records a guarantee holds, or for whom it does not.
std::string breach_text(const DryRunReport& report, const Guarantee& guarantee,
                        const GuaranteeSummary& found);

// What the figures leave out for want of a ledger: a sentence each.
std::vector<std::string> assumptions(const DryRunReport& report);

}  // namespace trouw::cli
