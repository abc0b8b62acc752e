// The pages that commands write.
#pragma once

#include "report/html.h"
#include "show/dry_run.h"
#include "trouw/decision.h"

namespace trouw::cli {

// One decision: what `explain` tells, with a picture of the bills.
Page explain_page(const Programme& programme, const Decision& decision);

}  // namespace trouw::cli
