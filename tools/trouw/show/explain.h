// One decision, for people and for machines.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>

#include "shell/console.h"
#include "trouw/decision.h"
#include "trouw/records.h"

namespace trouw::cli {

// "100003: a customer of Zonnig Energie, on 2027-03-01"
std::string explain_title(const Programme& programme, const Decision& decision);

// At most 80 columns wide but for long words.
std::string explain_text(const Programme& programme, const Decision& decision, const Console& console);
nlohmann::ordered_json explain_json(const Programme& programme, const Decision& decision);

// A record that could not be decided, and the day it was asked for.
std::string rejected_text(const Reject& reject);
nlohmann::ordered_json rejected_json(const Programme& programme, const Reject& reject, Day on);

}  // namespace trouw::cli
