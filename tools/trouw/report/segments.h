// Who gets what: a part of the page of a dry run.
#pragma once

#include "report/html.h"
#include "trouw/population.h"

namespace trouw::cli {

// The mean deal of every segment beside the newcomers', and for how many of it each offer counted.
void segments(Page& page, const Programme& programme, const Population& population);

}  // namespace trouw::cli
