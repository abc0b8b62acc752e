// `price steps` and `newcomer price steps`: what is known of prices to come.
#pragma once

#include <vector>

#include "schema/reading.h"

namespace trouw {

// The steps of a list; `newcomers`: a step may also be so long after joining. Every mistake is reported.
std::vector<PriceStep> read_price_steps(Reading& reading, const yaml::Node& list, const std::string& what,
                                        bool newcomers);

}  // namespace trouw
