// The pages that commands write.
#pragma once

#include "report/html.h"
#include "show/difference.h"
#include "show/dry_run.h"
#include "show/forecast.h"
#include "trouw/decision.h"

namespace trouw::cli {

// One decision: what `explain` tells, with a picture of the bills.
Page explain_page(const Programme& programme, const Decision& decision);

// A dry run in pictures. REQUIRES that its groups were counted (DryRunOptions::population).
Page dry_run_page(const DryRunReport& report);

// What changes from one programme to another.
Page difference_page(const DifferenceReport& report);

// Month by month.
Page forecast_page(const ForecastReport& report);

}  // namespace trouw::cli
