// Bytes of other encodings to UTF-8.
#pragma once

#include <string>
#include <string_view>

#include "trouw/notation.h"

namespace trouw {

// A text from its beginning on, a piece after another. What stands for no character becomes U+FFFD.
class Recoding {
 public:
  explicit Recoding(Encoding encoding) : encoding_(encoding) {}

  // Appends the piece to `text`. `last`: nothing follows.
  void append(std::string_view piece, bool last, std::string& text);

 private:
  void append_wide(std::string_view piece, bool last, std::string& text);
  void take_unit(unsigned unit, std::string& text);

  Encoding encoding_;
  bool begun_ = false, big_ = false;  // of UTF-16
  int half_ = -1;                     // a unit's first byte, or none
  unsigned high_ = 0;                 // a surrogate that waits for its other half, or none
};

}  // namespace trouw
