// Everything that is to be said of a draft: what the language says, and what its examples and proofs do.
#pragma once

#include "live/live.h"
#include "trouw/service.h"

namespace trouw::cli {

// An example that does not hold, as a message like others (`trouw help T0463` explains it).
Diagnostics example_diagnostics(const std::vector<ExampleResult>& examples);

// The draft's own, then those of findings that are of this very programme. None twice at a place.
Diagnostics all_diagnostics(const service::Draft& draft, const Findings& findings);

}  // namespace trouw::cli
