// How the examples of a programme came out, for people and for machines.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>
#include <vector>

#include "shell/console.h"
#include "trouw/examples.h"

namespace trouw::cli {

// Where the amount that an example did not expect comes from: the offers that gave it and their lines. Empty
// where the result says already why there is none.
std::vector<std::string> where_from(const Programme& programme, const ExampleResult& result,
                                    const Unmet& unmet);

// A line an example; below one that does not hold, each expectation with what came of it and why. Ends in the
// count, unless `quiet`.
std::string examples_text(const Programme& programme, const std::vector<ExampleResult>& results, bool quiet,
                          const Console& console);

// {"programme", "examples": [{title, file, line, on, holds, unmet: [{expected, actual, why, file, line}]}],
// "hold", "do_not_hold"}
nlohmann::ordered_json examples_json(const Programme& programme, const std::vector<ExampleResult>& results);

}  // namespace trouw::cli
