// What a change would do, for people and for machines.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>
#include <vector>

#include "shell/console.h"
#include "show/difference.h"
#include "trouw/what_if.h"

namespace trouw::cli {

// How far a field was tried.
struct HowFar {
  std::string field;
  BreakingOptions options;
  BreakingPoints found;
};

// Everything that a question has to tell. Refers to what it was made from.
struct WhatIfReport {
  DifferenceReport difference;
  std::vector<std::string> changes;  // as they were understood; empty: none were asked about
  std::optional<HowFar> how_far;
};

// At most 80 columns wide but for long words.
std::string what_if_text(const WhatIfReport& report, const Console& console);

// {programme, on, currency, changes[], compared, rejected{before, after}, worse_off{before{count, total},
// after{…}, newly, no_longer}, worse_off_before_match{before, after}, top_up{before, after}, value{before,
// after}, guarantees[{text, before, after, verdict}], people[{id, worse_off, before{pays, newcomer_pays},
// after{…}}], how_far{field, direction, most, before_match{breaks_at, id, worse_off, step, records},
// after_match{…}} or null, seconds}. Rates in percent, as text; breaks_at null: not up to `most`, in
// multiples of `step`.
nlohmann::ordered_json what_if_json(const WhatIfReport& report);

}  // namespace trouw::cli
