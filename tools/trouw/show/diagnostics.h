// What is wrong with a programme, for a terminal and for a machine.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>

#include "shell/console.h"
#include "trouw/diagnostic.h"

namespace trouw::cli {

struct Tally {
  std::size_t errors = 0, warnings = 0, notes = 0;
};

Tally tally(const Diagnostics& diagnostics);

// "2 errors, 1 warning"; empty where there is nothing.
std::string tally_text(const Tally& tally);

// For standard error: each as people read it, with a blank line between them, 200 at most and the rest
// counted.
std::string diagnostics_text(const Diagnostics& diagnostics, const Console& console);

// {"diagnostics": [{code, severity, message, file, line, column, length, help, related}], "errors",
// "warnings", "notes"}; 200 diagnostics at most, all of them counted.
nlohmann::ordered_json diagnostics_json(const Diagnostics& diagnostics);

}  // namespace trouw::cli
