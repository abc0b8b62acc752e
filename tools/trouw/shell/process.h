// Another program, run once.
#pragma once

#include <string>
#include <vector>

#include "trouw/status.h"

namespace trouw::cli {

struct Ran {
  int code = -1;  // its exit code; 128 and more where a signal ended it
  std::string out, error;
};

// Runs `words[0]`, looked up in PATH, without a shell, with `in` as its standard input. What it prints is
// kept, up to a megabyte each. A failure where it cannot be started; what it says of itself is in `ran`.
Status run_program(const std::vector<std::string>& words, const std::string& in, Ran& ran);

}  // namespace trouw::cli
