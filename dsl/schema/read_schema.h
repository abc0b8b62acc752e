// programme.yaml to Schema. The only place that sees the YAML library; its exceptions stop here.
#pragma once

#include "base/message.h"
#include "trouw/schema.h"

namespace trouw {

// Reads the text of reporter.sources() with this number. Every mistake in the file is reported with its line,
// the nearest known key or name as help, one message a mistake. The result is complete only if nothing was
// reported as an error; otherwise it holds what could be read, so that the offers can be checked all the
// same. Never throws on any input (also not on deep nesting, anchors and aliases, or invalid UTF-8).
Schema read_schema(std::uint32_t source, Reporter& reporter);

}  // namespace trouw
