// A YAML text as a small tree of its own, with the place of everything. yaml.cpp alone sees the YAML library.
#pragma once

#include <deque>
#include <string>
#include <utility>
#include <vector>

#include "base/message.h"

namespace trouw::yaml {

inline constexpr int deepest = 32;                  // levels of maps and lists
inline constexpr std::size_t most_nodes = 500'000;  // counted anew wherever an alias repeats them

// A single value, a list or a map. Values are the text as written, without quotes: `no`, `12` and `"12"` are
// text.
struct Node {
  enum Kind { empty, single, list, map } kind = empty;
  std::string text;
  Span span;  // of a single value with its quotes; of a list or map up to the end of its first line
  std::size_t text_begin = 0;  // byte at which a single value's text begins, where it stands there as it is
  bool verbatim = false;       // the source reads the same there, spaces and line breaks aside
  bool open_quote = false;     // a single value in quotes that never close
  std::vector<const Node*> items;
  std::vector<std::pair<const Node*, const Node*>> entries;
};

// Owns its nodes. An alias shares the node that it repeats; nothing refers to itself.
struct Document {
  std::deque<Node> nodes;
  const Node* root = nullptr;
};

// Reads the text of reporter.sources() with this number. After a reported mistake `root` is null.
Document read(std::uint32_t source, Reporter& reporter);

}  // namespace trouw::yaml
