// Our own mistakes, as against the author's (Diagnostic) and the world's (Status): checked always, said
// plainly.
#pragma once

#include <stdexcept>
#include <string>

namespace trouw {

// A broken invariant of trouw itself. Ends the command with exit code 4.
struct InternalError : std::logic_error {
  using std::logic_error::logic_error;
};

inline void ensure(bool holds, const char* what) {
  if (!holds) throw InternalError(std::string("internal error: ") + what);
}

}  // namespace trouw
