// JSON as it is put together: keys stay in the order in which they were set.
#pragma once

#include <nlohmann/json.hpp>
#include <string>

#include "trouw/decision.h"

namespace trouw {

using Json = nlohmann::ordered_json;

std::string written(const Json& json, int indent);

Json decision_object(const Programme& programme, const Decision& decision);

}  // namespace trouw
