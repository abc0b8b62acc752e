// The names of a source's columns.
#pragma once

#include <string>
#include <vector>

#include "trouw/schema.h"
#include "trouw/status.h"

namespace trouw {

// As a field's `column` would name them; of NDJSON the keys of its first lines, “plan.amount” for one within
// another. `how` is how a CSV is read; what is found out of it is put there.
Status read_headings(const std::string& source, Schema& how, std::vector<std::string>& names);

}  // namespace trouw
