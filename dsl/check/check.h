// Trees and schema to a typed programme: names resolved, types checked, amounts scaled, every mistake
// reported.
#pragma once

#include <vector>

#include "base/message.h"
#include "syntax/tree.h"
#include "trouw/programme.h"

namespace trouw {

// Resolves and checks the files of one programme over its schema. `sources` are the reporter's (condition
// snippets of the schema are added to them). The result is a programme to be used only if nothing was
// reported as an error.
Programme check(Schema schema, const std::vector<tree::File>& files, Sources& sources, Reporter& reporter);

}  // namespace trouw
