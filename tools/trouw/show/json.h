// JSON on standard output.
#pragma once

#include <nlohmann/json.hpp>

#include "shell/console.h"

namespace trouw::cli {

inline constexpr int indented = 2;

// Indented by two, in the order in which the keys were set, with a newline at the end. Bytes that are no
// UTF-8 become U+FFFD.
void print_json(const nlohmann::ordered_json& json, Console& console);

}  // namespace trouw::cli
