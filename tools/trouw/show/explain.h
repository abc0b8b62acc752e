// One decision, for people; trouw/answers.h has it for machines.
#pragma once

#include <string>

#include "shell/console.h"
#include "trouw/decision.h"
#include "trouw/records.h"

namespace trouw::cli {

// "100003: a customer of Zonnig Energie, on 2027-03-01"
std::string explain_title(const Programme& programme, const Decision& decision);

// At most 80 columns wide but for long words.
std::string explain_text(const Programme& programme, const Decision& decision, const Console& console);

// A record that could not be decided.
std::string rejected_text(const Reject& reject);

}  // namespace trouw::cli
