// The text of a YAML file as bytes: what may be handed to the YAML library, and where its values stand.
#pragma once

#include <optional>
#include <string_view>

#include "schema/yaml.h"

namespace trouw::yaml {

class Text {
 public:
  Text(std::uint32_t source, const Sources& sources);

  std::string_view all;
  std::size_t begin = 0;  // after a byte-order mark

  // Whether the library may see it: not empty, not too large, UTF-8 without control characters. Otherwise one
  // message is reported.
  bool readable(Reporter& reporter) const;

  // From a byte to the end of its line, without the blanks and the comment at the end.
  Span line_span(std::size_t byte) const;

  // The span of a single value that starts where its span does.
  void locate(Node& node) const;

  // The tab that indents a line at or above the byte's, nearest first, with nothing but indented lines
  // between.
  std::optional<Span> tab_before(std::size_t byte) const;

 private:
  Span span(std::size_t from, std::size_t to) const;
  std::size_t quoted_end(std::size_t open) const;

  std::uint32_t source_;
};

// How many bytes at the start of `source` read as `text`, runs of blanks and line breaks counting as one.
std::optional<std::size_t> length_alike(std::string_view source, std::string_view text);

}  // namespace trouw::yaml
