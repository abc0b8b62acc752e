// Lines and characters of a text as editors count them, and bytes as trouw does.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace trouw::cli {

struct Position {
  std::uint32_t line = 0, character = 0;  // from 0
};

// Where the lines of one text begin. `wide`: characters are units of UTF-16; otherwise bytes of UTF-8. A line
// ends at a line feed, with or without a carriage return before it, or at one alone. The text outlives it.
class Positions {
 public:
  Positions(std::string_view text, bool wide);

  Position of(std::uint32_t byte) const;
  // A place beyond its line is the line's end, and beyond the text its end.
  std::uint32_t byte(Position position) const;

 private:
  std::string_view text_;
  bool wide_;
  std::vector<std::uint32_t> lines_;
};

}  // namespace trouw::cli
