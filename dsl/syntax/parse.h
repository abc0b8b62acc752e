// Text to tree. The only door to the grammar; nothing of the parser library is seen outside this room.
#pragma once

#include <optional>

#include "base/message.h"
#include "syntax/tree.h"

namespace trouw {

// Reads one *.trouw text of reporter.sources(). Every mistake is reported once (the first thousand); reading
// goes on at the next statement, so the tree holds every statement that could be read. Never throws on any
// input, uses memory and time in proportion to the text, and does not recurse deeper than limits::nesting.
// `currency` is the programme's ("EUR"): its symbol and code are read as money, any other currency's too
// (check reports those).
tree::File parse(std::uint32_t source, Reporter& reporter);

// Reads a text that is one condition (from programme.yaml: `status is active`). `at` is where it stands, so
// that spans are right; nothing after a reported mistake.
std::optional<tree::Condition> parse_condition(Span at, Reporter& reporter);

}  // namespace trouw
