// The texts of a programme, kept whole, and stretches of them. A Span is a pair of byte offsets; lines and
// columns are worked out only when a message is made.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "trouw/diagnostic.h"

namespace trouw {

// A half-open stretch of bytes [begin, end) in one of the texts of a Sources.
struct Span {
  std::uint32_t file = 0;
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
};

// From the start of the first to the end of the second; both in one file.
inline Span join(Span first, Span last) {
  return {first.file, first.begin, last.end};
}

class Sources {
 public:
  // Takes a text over under the name that messages show. Returns its number.
  std::uint32_t add(std::string name, std::string text);

  std::string_view name(std::uint32_t file) const { return files_[file].name; }
  std::string_view text(std::uint32_t file) const { return files_[file].text; }
  std::string_view text(Span span) const { return text(span.file).substr(span.begin, span.end - span.begin); }
  std::uint32_t size() const { return static_cast<std::uint32_t>(files_.size()); }

  // Line, column and source line of a span. A very long source line is cut to a window around the span.
  Place place(Span span) const;

 private:
  struct File {
    std::string name;
    std::string text;
    std::vector<std::uint32_t> line_ends;  // where each line feed stands
  };
  std::vector<File> files_;
};

}  // namespace trouw
